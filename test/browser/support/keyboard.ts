import type { Locator, Page } from 'playwright-core';

const most = 80;

/** Tab by tab to the control; fails when the keyboard does not get there. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab');
    if (await control.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`The keyboard did not reach ${control.toString()} within ${most} steps.`);
}
