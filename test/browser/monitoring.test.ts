import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { until } from '../support/api.ts';
import { runScheduled } from '../support/bad-days.ts';
import { signInThere } from '../support/browser-sign-in.ts';
import { faultsOf } from './support/accessible.ts';
import { type Garden, garden, heading, press, typeInto } from './support/garden.ts';
import { openBrowser, visit } from './support/visitor.ts';

let browser: Browser;
let world: Garden;
let well: string;
let stopped: string;
beforeAll(async () => {
  browser = await openBrowser();
  world = await garden();
  well = await world.connected('Asana of the lawn');
  stopped = await lockedOut('Asana of the shed');
  await runScheduled(world.stack, 'watch-health');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const viewShape = z.looseObject({ integration: z.looseObject({ status: z.string() }) });
const jobsShape = z.looseObject({ jobs: z.array(z.looseObject({ id: z.string(), status: z.string() })) });
const runsOf = async (id: string) =>
  (await world.stack.steward.call('GET', `/api/admin/integrations/${id}/jobs`, jobsShape)).jobs;

/** An integration whose access was taken back over there, noticed by a run. */
async function lockedOut(name: string): Promise<string> {
  const { asana, stack } = world;
  const began = await signInThere(stack.apiUrl, stack.token('WEB_STEWARD'), '/api/admin/connections', {
    ...{ type: 'ASANA', baseUrl: asana.baseUrl, settings: asana.settings, credentials: asana.client },
  });
  const connectionId = began.searchParams.get('connection');
  const id = await world.connected(name, { authType: 'OAUTH2', credentials: {}, connectionId });
  asana.oauth.revokeAll();
  await stack.steward.send('POST', `/api/admin/integrations/${id}/sync`, {});
  await until(`${name} stops`, async () => {
    const { integration } = await stack.steward.call('GET', `/api/admin/integrations/${id}`, viewShape);
    return integration.status === 'ERROR' ? true : undefined;
  });
  return id;
}

describe('The overview', () => {
  test('puts what stopped first, with the button that leads to where it is mended', async () => {
    const { page, context, complaints } = await visit(browser);
    await world.enter(page, '/integrations');
    const needs = page.getByRole('list', { name: 'What needs you' });
    await needs.getByText('Asana of the shed: stopped').waitFor(patience);
    await press(page, needs.getByRole('link', { name: 'Renew sign-in: Asana of the shed: stopped' }));
    await page.waitForURL(`**/integrations/${stopped}/connection`);
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
    const before = (await runsOf(well)).length;
    await press(page, button(page, 'Refresh all'));
    await page.getByText('Started: Asana of the lawn.').waitFor(patience);
    await page
      .getByText('Asana of the shed was not started: it has stopped and needs you first.')
      .waitFor(patience);
    expect((await runsOf(well)).length).toBe(before + 1);
    await context.close();
  });
});

describe('The overview of an integration', () => {
  test('says why its health is as it is, how fresh its data is, and what was done before', async () => {
    await world.stack.steward.call('PUT', `/api/admin/integrations/${well}`, viewShape, {
      syncFrequency: 'DAILY',
    });
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${well}`);
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

  test('lets one kind of data be synced alone, by keyboard', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${well}`);
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

describe('The page of runs', () => {
  test('shows a run while it goes; it is paused, goes on, and is ended', async () => {
    const id = await world.connected('Asana of the pond');
    world.asana.faults({ slowMs: 3000 });
    await world.stack.steward.send('POST', `/api/admin/integrations/${id}/sync`, { fullSync: true });
    const { page, context } = await visit(browser);
    await world.enter(page, '/runs');
    await press(page, button(page, 'Pause: the run of Asana of the pond'));
    await page.getByText(/^The run of Asana of the pond rests/).waitFor(patience);
    await press(page, button(page, 'Go on: the run of Asana of the pond'));
    await page.getByText(/^The run of Asana of the pond goes on/).waitFor(patience);
    await press(page, button(page, 'End it: the run of Asana of the pond'));
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'End it' }));
    await page.getByText(/^The run of Asana of the pond is ended/).waitFor(patience);
    world.asana.faults({ slowMs: 0 });
    const table = page.getByRole('table', { name: 'Runs of the last 24 hours' });
    await table.getByRole('row', { name: /Asana of the pond.*Stopped by hand/ }).waitFor(patience);
    await context.close();
  });

  test('tells what comes next and how the last day went, and says so when a run is not there', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/runs');
    await page
      .getByRole('table', { name: 'Coming next' })
      .getByRole('link', { name: 'Asana of the lawn' })
      .waitFor(patience);
    await page.getByText(/^Not planned, .*Asana of the shed/).waitFor();
    const figures = page.getByRole('list', { name: 'The last 24 hours in figures' });
    expect(await figures.textContent()).toMatch(/^Went through[\d.]+ %Runs\d+On average[\d.]+ s/);
    await page.goto(`${world.stack.dashboardUrl}/runs/job_of_yore`);
    await heading(page, 'This run is not here').waitFor(patience);
    await context.close();
  });
});

describe('Alerts', () => {
  test('are taken up and muted by keyboard, and messages go out again when asked for', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/alerts');
    const group = (name: string) => page.getByRole('list', { name });
    const mine = group('Needs somebody').getByRole('listitem').filter({ hasText: 'Asana of the shed' });
    await mine.first().waitFor(patience);
    expect(await mine.first().textContent()).toContain('Urgent');
    await press(page, mine.first().getByRole('button', { name: /^I take care of it/ }));
    const cared = group('Somebody takes care of it').getByRole('listitem').first();
    await cared.getByText(/takes care of it since/).waitFor(patience);
    await press(page, cared.getByRole('button', { name: /^Mute/ }));
    const dialog = page.getByRole('dialog', { name: 'Mute this alert' });
    await press(page, dialog.getByRole('button', { name: 'Mute it' }));
    const muted = group('Muted').getByRole('listitem').first();
    await muted.getByText(/^No messages until/).waitFor(patience);
    await press(page, muted.getByRole('button', { name: /^Tell of it again/ }));
    await cared.getByText(/takes care of it since/).waitFor(patience);
    await context.close();
  });

  test('follow rules in sentences, which are changed by keyboard and refused at the field that is wrong', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/alerts/rules');
    await press(page, button(page, 'Change: Many changes fail'));
    const dialog = page.getByRole('dialog', { name: 'Many changes fail' });
    await typeInto(page, dialog.getByLabel('How many per cent of the changes'), 'many');
    await press(page, dialog.getByRole('button', { name: 'Save' }));
    await dialog.getByText('Give a number, such as 10.').waitFor();
    await typeInto(page, dialog.getByLabel('How many per cent of the changes'), '25');
    await typeInto(page, dialog.getByLabel('Minutes before the same is told again'), '4');
    await press(page, dialog.getByRole('button', { name: 'Save' }));
    await dialog.getByText('At least 5 minutes').waitFor(patience);
    await typeInto(page, dialog.getByLabel('Minutes before the same is told again'), '90');
    await press(page, dialog.getByRole('button', { name: 'Save' }));
    await page.getByText('When more than 25 % of the changes of the last hour fail.').waitFor(patience);
    await press(page, page.getByRole('switch', { name: /A record bounces/ }), ' ');
    await page.getByText('“A record bounces” is off.').waitFor(patience);
    await context.close();
  });

  test('go to addresses that are named here, and a trial says what came of it', async () => {
    const { page, context } = await visit(browser);
    await world.enter(page, '/alerts/channels');
    const addresses = page.getByLabel('Addresses, one a line');
    await addresses.fill('ada@garden.example\nben');
    await press(page, button(page, 'Save addresses'));
    await page.getByText('“ben”: Give a mail address.').waitFor(patience);
    await addresses.fill('ada@garden.example');
    await press(page, button(page, 'Save addresses'));
    await page.getByText('These addresses are mailed from now on.').waitFor(patience);
    await press(page, button(page, 'Send a trial message'));
    await page.getByText('Sent', { exact: true }).waitFor(patience);
    await page.getByLabel('Address of the channel').fill('https://hooks.slack.example/T0/secret');
    await press(page, page.getByRole('button', { name: 'Save address', exact: true }));
    await page.getByText('A channel was set').waitFor(patience);
    expect(await page.getByText('T0/secret').count()).toBe(0);
    await press(page, button(page, 'Forget the channel'));
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'Forget it' }));
    await page.getByText('No channel is set, so nothing is sent to Slack.').waitFor(patience);
    await context.close();
  });
});

test('Overview, runs and alerts break no rule of WCAG 2.2 AA in light, in dark, on a phone and at 320 pixels', async () => {
  const [run] = await runsOf(well);
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
    await go(`/integrations/${well}`, 'Runs that went through');
    await page.getByText('The same as a table').click();
    await button(page, 'Sync only …').click();
    await page.getByRole('dialog').waitFor();
    await look('sync only');
    await go('/runs', 'Went through');
    await go(`/runs/${run?.id}`, 'Records looked at over there');
    await go('/alerts', 'Asana of the shed');
    await page.getByRole('button', { name: /^Mute/ }).first().click();
    await page.getByRole('dialog').waitFor();
    await look('mute');
    await go('/alerts?show=over', /Over|Nothing is over yet/);
    await go('/alerts/rules', 'Many changes fail');
    await button(page, 'Change: Nothing was synced for long').click();
    await page.getByRole('dialog').waitFor();
    await look('rule');
    await go('/alerts/channels', 'By mail');
  });
  expect(faults).toEqual([]);
}, 240_000);
