import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { until } from '../support/api.ts';
import { signInThere } from '../support/browser-sign-in.ts';
import { faultsOf } from './support/accessible.ts';
import { type Garden, garden, heading, press, typeInto } from './support/garden.ts';
import { openBrowser, visit } from './support/visitor.ts';

let browser: Browser;
let world: Garden;
beforeAll(async () => {
  browser = await openBrowser();
  world = await garden();
});
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const viewShape = z.looseObject({
  integration: z.looseObject({
    name: z.string(),
    status: z.string(),
    syncFrequency: z.string(),
    autoRecover: z.boolean(),
    deletePolicies: z.record(z.string(), z.string()),
  }),
});
const stored = async (id: string) =>
  (await world.stack.steward.call('GET', `/api/admin/integrations/${id}`, viewShape)).integration;
const edit = (id: string, changes: object) =>
  world.stack.steward.call('PUT', `/api/admin/integrations/${id}`, viewShape, changes);

describe('The settings of an integration', () => {
  test('are changed by keyboard, and only what was changed is sent', async () => {
    const id = await world.connected('Asana of the lawn');
    const { page, context, complaints } = await visit(browser);
    await world.enter(page, `/integrations/${id}/settings`);
    await typeInto(page, page.getByLabel('Name', { exact: true }), 'Asana of the great lawn');
    await press(page, page.getByRole('radio', { name: /^At once/ }), 'ArrowDown');
    await page.getByText('2 changes not saved: Name and How often').waitFor();
    await press(page, page.getByRole('link', { name: 'Sync log' }));
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
    await page.locator('[role=alertdialog]:focus-within').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    await page.getByText('2 changes not saved: Name and How often').waitFor();
    await press(page, page.getByRole('link', { name: 'Sync log' }));
    await press(page, question.getByRole('button', { name: 'Leave without saving' }));
    await page.waitForURL('**/log');
    await edit(id, { deletePolicies: { TASKS: 'ask' }, autoRecover: true });
    await page.goto(`${world.stack.dashboardUrl}/integrations/${id}/settings`);
    await typeInto(page, page.getByLabel('Name', { exact: true }), 'Asana of the great lawn');
    await typeInto(page, page.getByLabel(/^What it is for/), 'Mowing and edges');
    await press(page, button(page, 'Save changes'));
    await page.getByText('Saved. It holds from now on.').waitFor(patience);
    await page.getByText('Mowing and edges').first().waitFor();
    await heading(page, 'Asana of the great lawn').waitFor(patience);
    expect(await stored(id)).toMatchObject({
      name: 'Asana of the great lawn',
      syncFrequency: 'REALTIME',
      deletePolicies: { TASKS: 'ask' },
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('that somebody else changed meanwhile are shown beside mine, and mine are kept when I say so', async () => {
    const id = await world.connected('Asana of the beds');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/settings`);
    await page.getByLabel('Name', { exact: true }).fill('Asana of my beds');
    await page.getByText('1 change not saved: Name').waitFor();
    await edit(id, { name: 'Asana of their beds', syncFrequency: 'WEEKLY' });
    await button(page, 'Save changes').click();
    const asked = page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile' });
    await asked.getByText('They: Asana of their beds').waitFor(patience);
    await asked.getByText('You: Asana of my beds').waitFor();
    await asked.getByText('They: Once a week').waitFor();
    expect(await stored(id)).toMatchObject({ name: 'Asana of their beds' });
    await press(page, button(page, 'Keep mine'));
    await page.getByText('Saved. It holds from now on.').waitFor(patience);
    expect(await stored(id)).toMatchObject({ name: 'Asana of my beds', syncFrequency: 'WEEKLY' });
    await context.close();
  });

  test('or theirs are taken, and what only I changed is saved all the same', async () => {
    const id = await world.connected('Asana of the trees');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/settings`);
    await page.getByLabel('Name', { exact: true }).fill('Asana of my trees');
    await page.getByText('Go on by itself after an outage').click();
    await edit(id, { name: 'Asana of their trees' });
    await button(page, 'Save changes').click();
    await button(page, 'Take theirs').click(patience);
    await page.getByText('Saved. It holds from now on.').waitFor(patience);
    expect(await stored(id)).toMatchObject({ name: 'Asana of their trees', autoRecover: false });
    await context.close();
  });

  test('that the service refuses are told at their field, and nothing typed is lost', async () => {
    const id = await world.connected('Asana of the wall');
    await world.connected('Asana of the gate');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/settings`);
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('Asana of the gate');
    await page.getByText('Once a week', { exact: true }).click();
    await button(page, 'Save changes').click();
    await page.getByText('There is already an integration called').first().waitFor(patience);
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => name.evaluate((field) => field === document.activeElement), patience).toBe(true);
    expect(await page.getByRole('radio', { name: /^Once a week/ }).isChecked()).toBe(true);
    await name.fill('Asana of the old wall');
    await button(page, 'Save changes').click();
    await page.getByText('Saved. It holds from now on.').waitFor(patience);
    expect(await stored(id)).toMatchObject({ name: 'Asana of the old wall', syncFrequency: 'WEEKLY' });
    await context.close();
  });

  test('let it rest and go on again', async () => {
    const id = await world.connected('Asana of the bench');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/settings`);
    await press(page, button(page, 'Pause'));
    await page.getByText('It is paused until somebody sets it going again.').waitFor(patience);
    expect(await stored(id)).toMatchObject({ status: 'PAUSED' });
    await button(page, 'Resume').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('It goes on. What waited is caught up with.').waitFor(patience);
    expect(await stored(id)).toMatchObject({ status: 'ACTIVE' });
    await context.close();
  });
});

describe('Removing an integration', () => {
  test('takes its name, says what goes and what stays, and tells the counts', async () => {
    const id = await world.connected('Asana of the fence');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/settings`);
    await press(page, button(page, 'Remove this integration'));
    const asked = page.getByRole('alertdialog');
    await asked.getByText('every record on both sides', { exact: false }).waitFor();
    await typeInto(page, asked.getByLabel('Type its name to remove it'), 'Asana');
    await page.keyboard.press('Enter');
    await asked.getByText('Type the name as it is: Asana of the fence').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Asana of the fence');
    await page.keyboard.press('Enter');
    await heading(page, 'Asana of the fence is removed').waitFor(patience);
    await page.getByText(/16 pairs of records parted/).waitFor();
    const { status } = await world.stack.steward.send('GET', `/api/admin/integrations/${id}`);
    expect(status).toBe(404);
    await context.close();
  });
});

describe('The connection of an integration', () => {
  test('is tested step by step, and each failed step has its cure', async () => {
    const id = await world.connected('Asana of the path');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/connection`);
    await press(page, button(page, 'Test the connection'));
    await page.getByText(/^Everything works/).waitFor(patience);
    world.asana.faults({ down: true });
    await button(page, 'Test the connection').click();
    await page.getByText('Something does not work.', { exact: false }).waitFor(patience);
    await page.getByText('What helps:').first().waitFor();
    world.asana.faults({ down: false });
    await context.close();
  });

  test('is signed in again: a wrong token changes nothing, a right one lets it go on', async () => {
    const id = await world.connected('Asana of the pump');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/connection`);
    await typeInto(page, page.getByLabel('Personal access token'), 'wrong');
    await page.keyboard.press('Enter');
    await page.getByText('Asana does not accept this sign-in').waitFor(patience);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(world.asana.credentials.token);
    await page.keyboard.press('Enter');
    await page.getByText('Signed in. What was missed is caught up with now.').waitFor(patience);
    await context.close();
  });

  test('that was taken back over there is allowed again in the browser, and the integration goes on', async () => {
    const { asana, stack } = world;
    const began = await signInThere(stack.apiUrl, stack.token('WEB_STEWARD'), '/api/admin/connections', {
      ...{ type: 'ASANA', baseUrl: asana.baseUrl, settings: asana.settings, credentials: asana.client },
    });
    const id = await world.connected('Asana of the arbour', {
      authType: 'OAUTH2',
      credentials: {},
      connectionId: began.searchParams.get('connection'),
    });
    asana.oauth.revokeAll();
    await stack.steward.send('POST', `/api/admin/integrations/${id}/sync`, {});
    await until('it stops', async () => ((await stored(id)).status === 'ERROR' ? true : undefined));
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/connection`);
    asana.oauth.deny();
    await press(page, button(page, 'Sign in at Asana'));
    await page.getByText('The access was not allowed at the other system.').waitFor(patience);
    expect(await stored(id)).toMatchObject({ status: 'ERROR' });
    await press(page, button(page, 'Sign in at Asana'));
    await page.getByText('Signed in again. What waited is caught up with now.').waitFor(patience);
    expect(await stored(id)).toMatchObject({ status: 'ACTIVE' });
    await context.close();
  });

  test('gets a new secret, with the time until which the old one is accepted', async () => {
    const id = await world.connected('Asana of the bower');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/connection`);
    await press(page, button(page, 'Make a new secret'));
    await page.getByLabel('The old secret ends').selectOption({ label: 'after three days' });
    await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByText('New secret, shown only now').waitFor(patience);
    await page.getByText(/The old secret is accepted until \d+ \w+ \d{4} at/).waitFor();
    await context.close();
  });
});

test('Settings and connection break no rule of WCAG 2.2 AA in light, in dark, on a phone and at 320 pixels', async () => {
  const id = await world.connected('Asana of the well');
  const gone = await world.connected('Asana of the ditch');
  const faults = await faultsOf(browser, async ({ page }, look, view) => {
    await world.enter(page, `/integrations/${id}/settings`);
    await page.getByRole('checkbox', { name: 'Community work', checked: true }).waitFor(patience);
    await page.getByLabel('Name', { exact: true }).fill(`Asana of my well, ${view}`);
    await edit(id, { name: `Asana of their well, ${view}` });
    await look('settings, changed');
    await button(page, 'Save changes').click();
    await button(page, 'Take theirs').waitFor(patience);
    await look('meanwhile');
    await button(page, 'Take theirs').click();
    await button(page, 'Remove this integration').click();
    await look('remove');
    await button(page, 'Leave it as it is').click();
    await page.getByRole('link', { name: 'Connection' }).click();
    await page.getByLabel('Personal access token').fill('wrong');
    await button(page, 'Try it and go on').click();
    await page.getByText('Asana does not accept this sign-in').waitFor(patience);
    await button(page, 'Test the connection').click();
    await page.getByText(/^Everything works/).waitFor(patience);
    await button(page, 'Make a new secret').click();
    await look('new secret?');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByText('New secret, shown only now').waitFor(patience);
    await look('connection');
    if (view === 'on a phone') {
      await page.goto(`${world.stack.dashboardUrl}/integrations/${gone}/settings`);
      await button(page, 'Remove this integration').click(patience);
      await page.getByLabel('Type its name to remove it').fill('Asana of the ditch');
      await button(page, 'Remove for good').click();
      await heading(page, /is removed/).waitFor(patience);
      await look('removed');
    }
  });
  expect(faults).toEqual([]);
});
