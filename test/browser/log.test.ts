import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type SeededLog, seededIntegrations, seedLogs } from '../support/seed-logs.ts';
import { startStack } from '../support/stack.ts';
import { faultsOf } from './support/accessible.ts';
import { press, typeInto } from './support/garden.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

const count = 6000;
let browser: Browser;
let stack: Awaited<ReturnType<typeof startStack>>;
let seeded: readonly SeededLog[];
beforeAll(async () => {
  [browser, stack] = await Promise.all([openBrowser(), startStack()]);
  seeded = await seedLogs(stack, count);
});
afterAll(async () => {
  await browser.close();
  await stack[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const enter = (page: Page, path: string) => signIn(page, 'ada', path, stack.dashboardUrl);
const entries = (page: Page) => page.getByRole('button', { name: /^Details:/ });

async function lookToTheEnd(page: Page): Promise<void> {
  const further = page.getByRole('button', { name: 'Look further back' });
  // Read without waiting: at the end the sentence goes away.
  const told = async () => (await page.getByText(/^Looked back as far as /).allTextContents()).join();
  while (await further.isVisible()) {
    const before = await told();
    await further.click();
    await expect.poll(told, patience).not.toBe(before);
  }
}

describe('The log', () => {
  test('finds a record by its number on either side, by keyboard alone, as an address to send on', async () => {
    const [first] = seeded;
    const { page, context, complaints } = await visit(browser);
    await enter(page, '/log');
    await typeInto(page, page.getByLabel('Number of a record, on either side'), first?.externalId ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL(/find=/);
    await entries(page).first().waitFor(patience);
    await lookToTheEnd(page);
    expect(await entries(page).count()).toBe(5);
    await press(page, entries(page).first());
    const dialog = page.getByRole('dialog', { name: 'What happened' });
    await dialog.getByText(/number in .+: their_0/).waitFor(patience);
    const other = await visit(browser);
    await enter(other.page, new URL(page.url()).pathname + new URL(page.url()).search);
    await other.page
      .getByRole('dialog', { name: 'What happened' })
      .getByText(/number in .+: their_0/)
      .waitFor(patience);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('entry='));
    await expect
      .poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")'), patience)
      .toMatch(/^Details:/);
    expect(complaints).toEqual([]);
    await Promise.all([context.close(), other.context.close()]);
  });

  test('says how far it looked when little fits, and goes on when asked', async () => {
    const { page, context } = await visit(browser);
    await enter(page, '/log?outcome=dead');
    await page.getByText(/^Looked back as far as /).waitFor(patience);
    await lookToTheEnd(page);
    expect(await entries(page).count()).toBe(seeded.filter(({ outcome }) => outcome === 'dead').length);
    await context.close();
  });

  test('has views under names, and any span of days', async () => {
    const { page, context } = await visit(browser);
    await enter(page, '/log');
    await page.getByRole('button', { name: 'Failed today' }).click(patience);
    await page.waitForURL(/result=FAILED/);
    expect(await page.getByRole('button', { name: 'Failed today' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await page.getByRole('button', { name: 'Everything', exact: true }).click();
    await page.getByLabel('When').selectOption('Between two days …');
    const day = seeded[Math.floor(count / 2)]?.createdAt.slice(0, 10) ?? '';
    await page.getByLabel('First day').fill(day, patience);
    await page.getByLabel('Last day').fill(day);
    await page.waitForURL(new RegExp(`from=${day}&to=${day}`));
    await expect.poll(() => page.locator('.days > section').count(), patience).toBe(1);
    await page.getByLabel('Integration').selectOption(seededIntegrations[2]);
    await page.waitForURL(/integration=/);
    await context.close();
  });
});

describe('What is taken along', () => {
  /** Saves what is shown and answers the file. */
  async function saved(page: Page): Promise<readonly string[]> {
    await page.getByRole('button', { name: 'Save as CSV' }).click(patience);
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 90_000 }),
      page.getByRole('button', { name: 'Save the file' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^[a-z]+-\d{4}-\d\d-\d\d\.csv$/);
    return (await readFile((await download.path()) ?? '', 'utf8')).trimEnd().split('\r\n');
  }
  /** As in browsers that do not let a page write to the disk. */
  const withoutPicker = (page: Page) =>
    page.addInitScript('delete window.showSaveFilePicker; delete Window.prototype.showSaveFilePicker');

  test('is one file of all that fits, over all parts, and says how many rows it holds', async () => {
    const { page, context, complaints } = await visit(browser);
    await withoutPicker(page);
    await enter(page, '/log');
    const lines = await saved(page);
    await page.getByText('Saved 6,000 entries.').waitFor(patience);
    expect(lines.length).toBe(count + 1);
    expect(lines[0]).toMatch(/createdAt.*changedFields$/);
    expect(new Set(lines).size).toBe(count + 1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('goes straight to the disk where the browser allows it', async () => {
    const { page, context } = await visit(browser);
    await page.addInitScript(`window.showSaveFilePicker = async () => ({
      createWritable: async () => ({
        write: async (part) => { window.written = (window.written ?? '') + part; },
        close: async () => { window.finished = true; },
        abort: async () => { window.written = ''; },
      }),
    })`);
    await enter(page, '/log?result=FAILED');
    await page.getByRole('button', { name: 'Save as CSV' }).click(patience);
    await page.getByText('Outcome: Failed').waitFor();
    await page.getByRole('button', { name: 'Save the file' }).click();
    const failed = seeded.filter(({ status }) => status === 'FAILED').length;
    await page.getByText(`Saved ${failed} entries.`).waitFor(patience);
    expect(
      await page.evaluate('window.finished === true && window.written.trimEnd().split("\\r\\n").length'),
    ).toBe(failed + 1);
    await context.close();
  });

  test('is kept in the history, which is searched and taken along like everything', async () => {
    const { page, context } = await visit(browser);
    await withoutPicker(page);
    await enter(page, '/history');
    const act = page.getByRole('listitem').filter({ hasText: 'took the log along as a file' });
    await act.first().waitFor(patience);
    await page.getByLabel('What was done').selectOption('The log taken along');
    await page.waitForURL(/act=logs/);
    await press(page, act.first().getByText(/^What changed/), 'Enter');
    await act.first().getByText('Rows').waitFor();
    await page.getByLabel(/^Who/).fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByText('Nobody did anything that fits this choice.').waitFor(patience);
    await page.getByRole('button', { name: 'Show everything' }).click();
    const lines = await saved(page);
    expect(lines[0]).toMatch(/at,actor/);
    expect(lines.length).toBeGreaterThan(2);
    await context.close();
  });
});

test('The log and the history break no rule of WCAG 2.2 AA and never scroll sideways', async () => {
  const failed = seeded.find(({ status }) => status === 'FAILED');
  const change = { description: 'What the garden team keeps' };
  await stack.steward.call('PUT', `/api/admin/integrations/${seededIntegrations[0]}`, z.unknown(), change);
  const faults = await faultsOf(browser, async ({ page }, look) => {
    await enter(page, `/log?since=days&find=${failed?.resourceId}`);
    await page.getByLabel('First day').waitFor(patience);
    await entries(page).first().waitFor(patience);
    await look('the log with all its filters');
    await entries(page).first().click();
    await page
      .getByRole('dialog')
      .getByText(/after we heard of it/)
      .waitFor(patience);
    await look('one entry');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    await page
      .getByRole('dialog')
      .getByText(/The file holds/)
      .waitFor();
    await look('taking it along');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'History' }).click();
    await page
      .getByText(/^What changed/)
      .first()
      .click(patience);
    await page.mouse.move(0, 0);
    await look('the history');
  });
  expect(faults).toEqual([]);
});
