import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './support/accessible.ts';
import { heading, press, typeInto } from './support/garden.ts';
import { openBrowser, visit } from './support/visitor.ts';
import { type WatchedGarden, watchedGarden } from './support/watched-garden.ts';

let browser: Browser;
let world: WatchedGarden;
beforeAll(async () => {
  browser = await openBrowser();
  world = await watchedGarden();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

describe('The overview', () => {
  test('puts what stopped first, with the button that leads to where it is mended', async () => {
    const { page, context, complaints } = await visit(browser);
    await world.enter(page, '/integrations');
    const needs = page.getByRole('list', { name: 'What needs you' });
    await needs.getByText('Asana of the shed: stopped').waitFor(patience);
    await press(page, needs.getByRole('link', { name: 'Renew sign-in: Asana of the shed: stopped' }));
    await page.waitForURL(`**/integrations/${world.stopped}/connection`);
    await heading(page, 'Asana of the shed').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('counts open alerts beside their word in the navigation', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/integrations');
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /^Alerts.*\d+ (is|are) open/ })
      .waitFor(patience);
    await context.close();
  });

  test('tells the last day in four figures, each beside the day before', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/integrations');
    const figures = page.getByRole('list', { name: 'The last 24 hours' });
    await figures.getByText(/%$/).waitFor(patience);
    const told = await figures.getByRole('listitem').allTextContents();
    expect(told.map((text) => text.replaceAll(/[\d.,]+/g, 'n'))).toEqual([
      expect.stringMatching(/^Synced without troublen %nothing to compare with yet/),
      expect.stringMatching(/^Typical answer timen (ms|s)nothing to compare with yet/),
      expect.stringMatching(/^Changes in n hoursnnone on the day before/),
      expect.stringMatching(/^Waiting for a decisionnnobody has to choose anything/),
    ]);
    await context.close();
  });

  test('explains a health number to the keyboard, and keeps it shown when pressed', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/integrations');
    const card = page.getByRole('list', { name: 'All integrations' }).getByRole('listitem').first();
    await press(page, card.getByRole('button', { name: /^Health: \d+ of 100$/ }));
    await page.keyboard.press('Tab');
    await card.getByText(/^The other system no longer lets us in/).waitFor(patience);
    await context.close();
  });

  test('finds integrations by name and by state, and the view can be sent on as an address', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/integrations');
    const cards = page.getByRole('list', { name: 'All integrations' }).getByRole('listitem');
    await typeInto(page, page.getByLabel('Search by name'), 'lawn');
    await expect.poll(() => cards.count(), patience).toBe(1);
    await page.waitForURL('**/integrations?find=lawn');
    await page.getByLabel('State').selectOption('Needs somebody');
    await page.getByText('No integration fits what you search for.').waitFor();
    await button(page, 'Show all').click();
    await expect.poll(() => cards.count()).toBeGreaterThan(1);
    const other = await visit(browser);
    await world.enter(other.page, '/integrations?state=needs');
    await other.page.getByRole('link', { name: 'Asana of the shed', exact: true }).waitFor(patience);
    expect(await other.page.getByRole('link', { name: 'Asana of the lawn', exact: true }).count()).toBe(0);
    await Promise.all([context.close(), other.context.close()]);
  });

  test('starts a run of all that can, and says which it did not start and why', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/integrations');
    const before = (await world.runsOf(world.well)).length;
    await press(page, button(page, 'Refresh all'));
    await page.getByText('Started: Asana of the lawn.').waitFor(patience);
    await page
      .getByText('Asana of the shed was not started: it has stopped and needs you first.')
      .waitFor(patience);
    expect((await world.runsOf(world.well)).length).toBe(before + 1);
    await context.close();
  });
});

describe('The overview of an integration', () => {
  test('says why its health is as it is, how fresh its data is, and what was done before', async () => {
    await world.edit(world.well, { syncFrequency: 'DAILY' });
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${world.well}`);
    const judged = page.getByRole('list', { name: 'What it is judged by' });
    await judged.getByText(/^Runs that went through: 100 %/).waitFor(patience);
    const fresh = page.getByRole('table', { name: 'How fresh the data is' });
    expect(await fresh.getByRole('row', { name: /^Members/ }).textContent()).toContain('Fresh');
    await page
      .getByText('changed how often it runs from “At once” to “Once a day”')
      .first()
      .waitFor(patience);
    await page.getByText('connected it').waitFor();
    await page.getByLabel('Show').selectOption('90 days');
    await press(page, page.getByRole('list', { name: /runs?/ }).getByRole('link').first());
    await heading(page, 'First import of Asana of the lawn').waitFor(patience);
    await page.getByText('Records looked at over there').waitFor();
    await context.close();
  });

  test('compares both sides at the press of a button, and says what share is equal', async () => {
    const { page, context, complaints } = await visit(browser);
    await world.enter(page, `/integrations/${world.well}`);
    await page.getByText('Nothing was compared yet.').waitFor(patience);
    await press(page, button(page, 'Compare now'));
    await page.getByText(/^[\d.]+ % of [\d,]+ compared fields are equal\./).waitFor({ timeout: 120_000 });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('lets one kind of data be synced alone, by keyboard', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${world.well}`);
    await press(page, button(page, 'Sync only …'));
    const dialog = page.getByRole('dialog', { name: 'Sync only some of it' });
    await press(page, dialog.getByRole('checkbox', { name: 'Members' }), ' ');
    await press(page, dialog.getByRole('checkbox', { name: 'Tasks' }), ' ');
    await press(page, dialog.getByRole('button', { name: 'Sync now' }));
    await dialog.getByText('Tick at least one kind of data.').waitFor();
    await press(page, dialog.getByRole('checkbox', { name: 'Members' }), ' ');
    await press(page, dialog.getByRole('button', { name: 'Sync now' }));
    await page.getByText(/^A run has started/).waitFor(patience);
    await context.close();
  });
});

test('The overview and that of an integration break no rule of WCAG 2.2 AA in light, in dark, on a phone and at 320 pixels', async () => {
  const faults = await faultsOf(browser, async ({ page }, look) => {
    const go = async (path: string, shown: string | RegExp) => {
      await page.goto(`${world.stack.dashboardUrl}${path}`);
      await page.getByText(shown).first().waitFor(patience);
      await look(path);
    };
    await world.enter(page, '/integrations');
    await page.getByText('Asana of the shed: stopped').waitFor(patience);
    await page.getByText('Synced without trouble').waitFor();
    await look('overview');
    await go(`/integrations/${world.well}`, 'Runs that went through');
    await page.getByText('The same as a table').click();
    await button(page, 'Sync only …').click();
    await page.getByRole('dialog').waitFor();
    await look('sync only');
  });
  expect(faults).toEqual([]);
}, 240_000);
