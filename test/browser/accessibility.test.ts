import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { broken, faultsOf, type Look } from './support/accessible.ts';
import { needSomebody } from './support/needing.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function openEveryPage(page: Page, look: Look): Promise<void> {
  await signIn(page, 'ada');
  await page.getByText('Both are healthy.').waitFor();
  await look('list');
  await page.getByRole('link', { name: 'Asana of the garden team' }).click();
  await page.getByRole('heading', { name: 'What it does' }).waitFor();
  await look('integration');
  await page.getByRole('link', { name: 'Sync log' }).click();
  await page
    .getByRole('button', { name: /^Details:/ })
    .first()
    .click();
  await page.getByText(/after we heard of it/).waitFor();
  await look('log of an integration');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.getByRole('heading', { name: 'Log' }).waitFor();
  await page
    .getByRole('button', { name: /^Details:/ })
    .first()
    .waitFor();
  await look('log');
}

describe('Every page', () => {
  test('breaks no rule of WCAG 2.2 AA and never scrolls sideways', async () => {
    expect(await faultsOf(browser, ({ page }, look) => openEveryPage(page, look))).toEqual([]);
  });

  test('breaks no rule when integrations need somebody', async () => {
    const faults = await faultsOf(browser, async ({ page, context }, look) => {
      await needSomebody(context);
      await signIn(page, 'ada');
      await page.getByText('One is bringing over its first records and one needs you.').waitFor();
      expect(await page.getByRole('listitem').first().textContent()).toContain('stopped');
      await page.getByRole('progressbar', { name: 'First import: 120 of 340 records' }).waitFor();
      await look('list');
    });
    expect(faults).toEqual([]);
  });

  test('stands still for whoever asks for less motion', async () => {
    const quickest = async (reducedMotion: 'reduce' | 'no-preference') => {
      const { page, context } = await visit(browser, { reducedMotion });
      await signIn(page, 'ada');
      const button = page.getByRole('link', { name: 'Add integration' }).first();
      await button.waitFor();
      const lasts = await button.evaluate((link) => getComputedStyle(link).transitionDuration);
      await context.close();
      return lasts;
    };
    expect(await quickest('no-preference')).toContain('0.15s');
    expect(await quickest('reduce')).toMatch(/^0s(, 0s)*$/);
  });

  test('explains itself to somebody without the role as accessibly', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'mia');
    await page.getByRole('heading', { name: 'Your role does not open this page' }).waitFor();
    expect(await broken(page)).toEqual([]);
    await context.close();
  });
});
