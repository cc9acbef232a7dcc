import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Instance } from '../support/instance.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
const instance = new Instance({ practice: 'off' });
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await instance.interrupt();
  await instance.dispose();
});

test('before anything is connected, the list and the log say what to do', async () => {
  const { dashboardUrl } = await instance.start();
  const { page, context } = await visit(browser);
  await signIn(page, 'ada', '/', dashboardUrl);
  await page.getByRole('heading', { name: 'Nothing is connected yet' }).waitFor();
  expect(await page.getByRole('main').textContent()).toContain('Ask whoever runs this service');
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.getByText('Nothing was synced yet.').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await context.close();
});
