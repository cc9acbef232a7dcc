import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Instance } from '../support/instance.ts';
import { follow, settle } from './support/screens.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
const instance = new Instance({ practice: 'off' });
let started: ReturnType<Instance['start']>;
beforeAll(async () => {
  browser = await openBrowser();
  started = instance.start();
});
afterAll(async () => {
  await browser.close();
  await instance.interrupt();
  await instance.dispose();
});

test('before anything is connected, the list and the log say what to do', async () => {
  const { dashboardUrl } = await started;
  const { page, context } = await visit(browser);
  await signIn(page, 'ada', '/', dashboardUrl);
  await page.getByRole('heading', { name: 'Nothing is connected yet' }).waitFor();
  await page.getByRole('link', { name: 'Connect your first system' }).click();
  await page.getByRole('heading', { name: 'Choose a system' }).waitFor();
  expect(
    await page.getByRole('list', { name: 'Systems' }).getByRole('listitem').count(),
  ).toBeGreaterThanOrEqual(10);
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.getByText('Nothing was synced yet.').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await context.close();
});

test('before anything is connected, no list looks like a failure', async () => {
  const { dashboardUrl } = await started;
  const { page, context } = await visit(browser);
  await signIn(page, 'ada', '/decisions', dashboardUrl);
  const lists = ['', '/matches', '/deletions'].map((part) => `/decisions${part}`);
  for (const path of [...lists, '/waiting', '/runs', '/alerts', '/log', '/history']) {
    await follow(page, { name: path, path });
    await settle(page);
    expect([path, await page.getByRole('alert').count()]).toEqual([path, 0]);
  }
  await context.close();
});
