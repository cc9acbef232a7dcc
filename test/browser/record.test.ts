import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clash } from '../journeys/support/clash.ts';
import { comesToHave, erase, fieldsOf, twoSystems, write } from '../journeys/support/two-systems.ts';
import { until } from '../support/api.ts';
import { faultsOf } from './support/accessible.ts';
import { press } from './support/garden.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
let world: Awaited<ReturnType<typeof twoSystems>>;
beforeAll(async () => {
  browser = await openBrowser();
  world = await twoSystems({ conflictStrategy: 'MANUAL_REVIEW' });
});
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const enter = (page: Page, path: string) => signIn(page, 'ada', path, world.stack.dashboardUrl);
const values = (page: Page, field: string) =>
  page
    .getByRole('table', { name: 'Its values, side by side' })
    .getByRole('row', { name: new RegExp(`^${field}`) });

/** A task that was made here, reached both systems, and was renamed in the portal since. */
async function renamed(id: string, from: string, to: string) {
  await write(world.stack, 'task', id, { title: from, description: 'Bring gloves' });
  const portal = await until('the task in the portal', () => world.rest.partnerOf('TASK', id));
  await until('the task in Asana', () => world.asana.partnerOf('TASK', id));
  await world.rest.edit(portal, { name: to });
  await comesToHave('our task', () => fieldsOf(world.stack, 'task', id), { title: to });
  return portal;
}

describe('The page of a record', () => {
  test('shows its values here and in every system, and says why each is what it is, by keyboard', async () => {
    await renamed('task-oaks', 'Plant oaks', 'Plant limes');
    const { page, context } = await visit(browser);
    await enter(page, '/records/task/task-oaks');
    await page.getByRole('heading', { name: 'Plant limes', level: 1 }).waitFor(patience);
    await page
      .getByText(/last agreed/)
      .first()
      .waitFor(patience);
    await values(page, 'Title').getByText('Plant limes').nth(1).waitFor(patience);
    const rule = page.getByRole('button', { name: 'By which rule: Title' });
    await values(page, 'Title').getByText('Came from Portal').waitFor();
    await press(page, rule);
    const told = page.locator(`[id="${await rule.getAttribute('aria-controls')}"]:not([hidden])`);
    await told.filter({ hasText: /\w/, hasNotText: /Looking|does not say/ }).waitFor(patience);
    await page
      .getByRole('region', { name: 'What happened to it' })
      .getByText(/Changed title/)
      .first()
      .waitFor();
    await context.close();
  });

  test('looks at what another system has now, and writes nothing', async () => {
    const portal = await renamed('task-herbs', 'Water herbs', 'Water hedges');
    // Left out, so that nothing brings the edit over before somebody looks.
    const leftOut = { resourceType: 'TASK', internalId: 'task-herbs', reason: 'To look first' };
    const path = `/api/admin/integrations/${world.rest.id}/mappings/exclude`;
    expect(await world.stack.steward.send('POST', path, leftOut)).toMatchObject({ status: 200 });
    await world.rest.edit(portal, { description: 'Bring a can' });
    const { page, context } = await visit(browser);
    await enter(page, '/records/task/task-herbs');
    await values(page, 'Description').getByText('Bring gloves').nth(1).waitFor(patience);
    await press(page, page.getByRole('button', { name: 'Look now: Portal' }));
    await page.getByText('Looked at Portal: its values below are those of now.').waitFor(patience);
    await values(page, 'Description').getByText('Bring a can').waitFor();
    expect(await fieldsOf(world.stack, 'task', 'task-herbs')).toMatchObject({ description: 'Bring gloves' });
    await context.close();
  });

  test('is one step from its match, its log entry and its decision', async () => {
    const { id } = await clash(world, 'Sow peas', 'Sow beans');
    const { page, context } = await visit(browser);
    await enter(page, '/decisions');
    const here = page.getByRole('heading', { name: 'Sow peas', level: 1 });
    await page
      .getByRole('article', { name: 'Sow peas' })
      .getByRole('link', { name: 'Its story' })
      .click(patience);
    await here.waitFor(patience);
    const portal = page.getByRole('listitem').filter({ hasText: 'Portal' }).first();
    await portal.getByText('Needs a decision').waitFor(patience);
    await portal.getByRole('link', { name: 'See the match' }).click();
    await page.waitForURL(new RegExp(`/matches.*find=${id}`));
    await page.getByRole('button', { name: /^Open / }).click(patience);
    await page.getByRole('link', { name: 'See its story' }).click();
    await here.waitFor(patience);
    await page.getByRole('link', { name: 'The whole log' }).click();
    await page
      .getByRole('button', { name: /^Details: .*Sow peas/ })
      .first()
      .click(patience);
    await page.getByRole('link', { name: 'its story' }).first().click(patience);
    await here.waitFor(patience);
    await context.close();
  });

  test('outlives the record: what happened stays, and that it is deleted is said', async () => {
    await renamed('task-shed', 'Old shed', 'Older shed');
    await erase(world.stack, 'task', 'task-shed');
    const { page, context } = await visit(browser);
    await enter(page, '/records/task/task-shed');
    await page.getByText('Deleted in BritePool', { exact: true }).first().waitFor(patience);
    await page.getByRole('heading', { name: 'What happened to it' }).waitFor();
    await context.close();
  });

  test('says that there is no such record, and where to look', async () => {
    const { page, context } = await visit(browser);
    await enter(page, '/records/task/task-nobody');
    await page.getByRole('heading', { name: 'There is no such record' }).waitFor(patience);
    await context.close();
  });
});

test('A record’s page breaks no rule of WCAG 2.2 AA and never scrolls sideways', async () => {
  await renamed('task-leaves', 'Rake leaves', 'Rake gravel');
  const faults = await faultsOf(browser, async ({ page }, look) => {
    await enter(page, '/records/task/task-leaves');
    await page
      .getByText(/last agreed/)
      .first()
      .waitFor(patience);
    await look('a record');
    await page.getByRole('button', { name: 'Look now: Portal' }).click();
    await page.getByText(/Looked at Portal/).waitFor(patience);
    await page.getByRole('button', { name: 'By which rule: Title' }).click();
    await page
      .getByRole('button', { name: /^Details: / })
      .first()
      .click();
    await page.getByRole('link', { name: 'its story' }).waitFor(patience);
    await look('looked at, and explained');
  });
  expect(faults).toEqual([]);
});
