import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tabTo } from './support/keyboard.ts';
import { renameInAsana } from './support/other-system.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const asana = 'Asana of the garden team';
const patience = { timeout: 40_000 };

describe('An admin', () => {
  test('signs in by keyboard and sees in one sentence and on cards how everything is', async () => {
    const { page, context, complaints } = await visit(browser);
    await signIn(page, 'ada');
    await page.getByText('Both are healthy.').waitFor();
    const cards = page.getByRole('list', { name: 'All integrations' }).getByRole('listitem');
    expect(await cards.count()).toBe(2);
    expect(await cards.first().textContent()).toContain(asana);
    expect(await cards.first().textContent()).toContain('Healthy');
    expect(await page.title()).toBe('Integrations · BritePool');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('reads the exact time of the last sync when the keyboard rests on the distance', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada');
    await tabTo(page, page.getByRole('button', { name: /^Synced/ }).first());
    const tooltip = page.getByRole('tooltip');
    await tooltip.waitFor();
    expect(await tooltip.textContent()).toMatch(/^\d+ \w+ \d{4} at \d\d:\d\d:\d\d$/);
    await context.close();
  });

  test('opens an integration by keyboard and watches an edit made in Asana appear by itself', async () => {
    const { page, context, complaints } = await visit(browser);
    await signIn(page, 'ada');
    await tabTo(page, page.getByRole('link', { name: asana }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: asana, level: 1 }).waitFor();
    await tabTo(page, page.getByRole('link', { name: 'Sync log' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    const title = await renameInAsana('Water the herbs on the roof');
    const sentence = `Changed title of the task “${title}” in BritePool`;
    const entry = page.getByRole('listitem').filter({ hasText: sentence });
    await entry.first().waitFor(patience);
    await tabTo(page, entry.first().getByRole('button', { name: /Details/ }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'What happened' });
    await dialog.getByText('From Asana: changed in the external system only').waitFor();
    expect(page.url()).toContain('entry=');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is not disturbed while reading on a phone: newer entries are counted and shown when asked for', async () => {
    const { page, context } = await visit(browser, { viewport: { width: 390, height: 700 } });
    await signIn(page, 'ada', '/log');
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.mouse.wheel(0, 900);
    const row = page.getByRole('listitem').nth(15);
    const before = { text: await row.textContent(), box: await row.boundingBox() };
    const title = await renameInAsana('Count the hedgehogs');
    const button = page.getByRole('button', { name: /newer entr(y|ies)$/ });
    await button.waitFor(patience);
    expect({ text: await row.textContent(), box: await row.boundingBox() }).toEqual(before);
    await button.click();
    await page.getByText(`“${title}”`).first().waitFor(patience);
    await context.close();
  });

  test('reads on to the oldest entry with "Show more", never seeing one twice', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada', '/log?kind=MEMBER');
    // Its word changes while it is busy.
    const more = page.getByRole('button', { name: /^(Show more|Loading)/ });
    await more.waitFor();
    const entries = page.getByRole('button', { name: /^Details:/ });
    while (await more.isVisible()) {
      const shown = await entries.count();
      await more.click();
      await expect
        .poll(async () => (await entries.count()) > shown || (await more.count()) === 0, patience)
        .toBe(true);
    }
    const names = await entries.evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label')),
    );
    expect(names.length).toBe(80);
    await context.close();
  });

  test('sends a filtered log on as an address', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada', '/log');
    await page.getByLabel('What happened').selectOption('Added');
    await page.getByLabel('Kind of record').selectOption('Member');
    await page.waitForURL(/act=CREATE.*kind=MEMBER/);
    await page
      .getByText(/^Added the member/)
      .first()
      .waitFor();
    const address = new URL(page.url());
    const other = await visit(browser);
    await signIn(other.page, 'ben', `${address.pathname}${address.search}`);
    await other.page
      .getByText(/^Added the member/)
      .first()
      .waitFor();
    expect(await other.page.getByLabel('Kind of record').inputValue()).toBe('MEMBER');
    expect(await other.page.getByText(/^Added the task/).count()).toBe(0);
    await Promise.all([context.close(), other.context.close()]);
  });

  test('starts a run by hand and sees what it brought', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada');
    await page.getByRole('link', { name: asana }).click();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText(/^A run has started/).waitFor();
    await page.getByText('Run by hand').first().waitFor(patience);
    await context.close();
  });

  test('leaves no token in the storage of the browser', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada');
    await page.getByText('Both are healthy.').waitFor();
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain('eyJ');
    await context.close();
  });

  test('is asked for name and password again after signing out', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page, 'ben');
    await page.getByText('Signed in as ben').waitFor();
    await context.close();
  });

  test('comes back to the same page after loading it again, without typing the password', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada', '/log?result=SUCCESS');
    await page.getByRole('heading', { name: 'Log' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Log' }).waitFor();
    expect(await page.getByLabel('Outcome').inputValue()).toBe('SUCCESS');
    await context.close();
  });
});
