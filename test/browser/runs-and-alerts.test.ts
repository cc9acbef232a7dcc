import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
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

const startedShape = z.looseObject({ jobId: z.string() });
const patience = { timeout: 30_000 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

describe('The page of runs', () => {
  test('shows a run that is not over; it goes on, is paused, and is ended', async () => {
    const { steward } = world.stack;
    const id = await world.connected('Asana of the pond');
    world.asana.faults({ slowMs: 8000 });
    const path = `/api/admin/integrations/${id}/sync`;
    const { jobId } = await steward.call('POST', path, startedShape, { fullSync: true });
    await steward.send('POST', `/api/admin/jobs/${jobId}/pause`);
    const { page, context } = await visit(browser);
    await world.enter(page, '/runs');
    await press(page, button(page, 'Go on: the run of Asana of the pond'));
    await page.getByText(/^The run of Asana of the pond goes on/).waitFor(patience);
    await press(page, button(page, 'Pause: the run of Asana of the pond'));
    await page.getByText(/^The run of Asana of the pond rests/).waitFor(patience);
    await press(page, button(page, 'End it: the run of Asana of the pond'));
    await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'End it' }));
    await page.getByText(/^The run of Asana of the pond is ended/).waitFor(patience);
    world.asana.faults({ slowMs: 0 });
    const table = page.getByRole('table', { name: 'Runs of the last 24 hours' });
    await table.getByRole('row', { name: /Asana of the pond.*Stopped by hand/ }).waitFor(patience);
    await context.close();
  }, 120_000);

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
    await press(page, button(page, 'Save mail settings'));
    await page.getByText('“ben”: Give a mail address.').waitFor(patience);
    await addresses.fill('ada@garden.example');
    await press(page, button(page, 'Save mail settings'));
    await page.getByText('Saved: what is mailed, and to whom.').waitFor(patience);
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

test('Runs and alerts break no rule of WCAG 2.2 AA in light, in dark, on a phone and at 320 pixels', async () => {
  const [run] = await world.runsOf(world.well);
  const faults = await faultsOf(browser, async ({ page }, look) => {
    const go = async (path: string, shown: string | RegExp) => {
      await page.goto(`${world.stack.dashboardUrl}${path}`);
      await page.getByText(shown).first().waitFor(patience);
      await look(path);
    };
    await world.enter(page, '/integrations');
    await page.getByText('Asana of the shed: stopped').waitFor(patience);
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
