import type { Locator } from 'playwright-core';

/** A hand on mouse and keyboard that counts what it does. */
export class CountedHand {
  clicks = 0;
  pastes = 0;
  typed = 0;

  async click(control: Locator): Promise<void> {
    this.clicks++;
    await control.click();
  }

  /** Something copied from elsewhere, like a token. */
  async paste(field: Locator, text: string): Promise<void> {
    this.pastes++;
    await field.fill(text);
  }

  async choose(list: Locator, label: string): Promise<void> {
    this.clicks++;
    await list.selectOption({ label });
  }
}
