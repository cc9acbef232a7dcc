import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './support/accessible.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('The guide', () => {
  test('is opened from the foot of every page and leads to its chapters', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada');
    await page.getByRole('link', { name: 'Guide to this dashboard' }).press('Enter');
    await page.getByRole('heading', { name: 'Guide for admins', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'What was set aside' }).first().press('Enter');
    const chapter = page.getByRole('heading', { name: 'What was set aside', level: 2 });
    await expect
      .poll(() => chapter.evaluate('document.activeElement?.textContent'))
      .toBe('What was set aside');
    const picture = page.getByAltText(/^One cause with its sentence/);
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth'))).toBe(1280);
    await context.close();
  });

  test('breaks no rule of WCAG 2.2 AA and never scrolls sideways', async () => {
    const faults = await faultsOf(browser, async ({ page }, look) => {
      await signIn(page, 'ada');
      await page.getByRole('link', { name: 'Guide to this dashboard' }).click();
      await page.getByRole('heading', { name: 'Guide for admins', level: 1 }).waitFor();
      await look('guide');
    });
    expect(faults).toEqual([]);
  });
});
