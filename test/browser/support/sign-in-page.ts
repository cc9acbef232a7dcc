import type { Page } from 'playwright-core';

/** Signs in by keyboard alone, as the demo user of this name, and comes out at `path`. */
export async function signInAs(page: Page, name: string, path: string, dashboardUrl: string): Promise<void> {
  await page.goto(`${dashboardUrl}${path}`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  // What is typed before the field has the focus is lost.
  await page.locator('input:focus').waitFor({ state: 'attached' });
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(`${name}-demo`);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.origin === dashboardUrl && url.pathname !== '/signed-in');
}
