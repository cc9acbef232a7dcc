import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { clash } from '../journeys/support/clash.ts';
import { comesToHave, erase, settledTask, twoSystems, write } from '../journeys/support/two-systems.ts';
import { genericIntegration } from '../practice-world/integrations.ts';
import { createdShape, finished, mappingsShape, until } from '../support/api.ts';
import { faultsOf } from './support/accessible.ts';
import { tabTo } from './support/keyboard.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
let world: Awaited<ReturnType<typeof twoSystems>>;
beforeAll(async () => {
  browser = await openBrowser();
  world = await twoSystems({ conflictStrategy: 'MANUAL_REVIEW', deletePolicies: { TASKS: 'ask' } });
});
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const enter = (page: Page, path: string) => signIn(page, 'ada', path, world.stack.dashboardUrl);
const card = (page: Page, title: string) => page.getByRole('article', { name: title });

describe('Whoever has to decide', () => {
  test('flow 4: sees before, here and there, and settles it by keyboard alone; the other system gets it', async () => {
    const { portal, ours } = await clash(world, 'Plant oaks', 'Plant limes');
    const { page, context } = await visit(browser);
    await enter(page, '/decisions');
    const shown = card(page, 'Plant oaks');
    await shown.getByText('Before: As agreed').waitFor(patience);
    await tabTo(page, shown.getByRole('radio').first());
    await page.keyboard.press('ArrowDown');
    await tabTo(page, shown.getByRole('button', { name: 'Use what is chosen' }));
    await page.keyboard.press('Enter');
    await page.getByText(/Portal’s values are kept/).waitFor();
    await comesToHave('our task', ours, { title: 'Plant limes' });
    await comesToHave('the portal', portal, { name: 'Plant limes' });
    await context.close();
  });

  test('takes a decision back within ten seconds, puts it aside, takes it up again, and nothing was written', async () => {
    const { conflict, ours } = await clash(world, 'Water herbs', 'Water hedges');
    const { page, context } = await visit(browser);
    await enter(page, '/decisions');
    await card(page, 'Water herbs').getByRole('button', { name: 'Keep Portal’s' }).click();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await card(page, 'Water herbs').waitFor();
    await card(page, 'Water herbs').getByRole('button', { name: 'Put aside' }).click();
    await page.getByLabel('Show', { exact: true }).selectOption('Put aside');
    await page.getByRole('button', { name: 'History: Water herbs' }).click(patience);
    await page.getByText('Both sides had changed it').waitFor();
    await page.getByRole('button', { name: 'Take up again' }).click();
    await page.getByLabel('Show', { exact: true }).selectOption('Waiting for somebody');
    await card(page, 'Water herbs').waitFor(patience);
    expect(await ours()).toMatchObject({ title: 'Water herbs' });
    const { status } = await world.stack.steward.send(
      'GET',
      `/api/admin/integrations/conflicts/${conflict.id}`,
    );
    expect(status).toBe(200);
    await context.close();
  });

  test('types a value of her own, which both sides get, and leaving the page at once loses nothing', async () => {
    const { portal, ours } = await clash(world, 'Mow paths', 'Mow lawns');
    const { page, context } = await visit(browser);
    await enter(page, '/decisions');
    const shown = card(page, 'Mow paths');
    await shown.getByText('Something else').click();
    await shown.getByLabel('Your own value for Title').fill('Mow paths and lawns');
    await shown.getByRole('button', { name: 'Use what is chosen' }).click();
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await page.close();
    await comesToHave('our task', ours, { title: 'Mow paths and lawns' });
    await comesToHave('the portal', portal, { name: 'Mow paths and lawns' });
    await context.close();
  });

  test('decides many at once after being told how many', async () => {
    const [one, two] = [
      await clash(world, 'Count bees', 'Count wasps'),
      await clash(world, 'Count birds', 'Count bats'),
    ];
    const { page, context } = await visit(browser);
    await enter(page, '/decisions');
    await page.getByLabel('Select “Count bees”').check({ force: true });
    await page.getByLabel('Select “Count birds”').check({ force: true });
    await page.getByRole('button', { name: 'Keep BritePool’s' }).first().click();
    await page.getByRole('button', { name: 'Keep BritePool’s for 2 records' }).click();
    await page.getByText('Done for 2 records.').waitFor(patience);
    await comesToHave('the first', one.portal, { name: 'Count bees' });
    await comesToHave('the second', two.portal, { name: 'Count birds' });
    await context.close();
  });

  test('is told that a value changed meanwhile, sees the new ones, and overwrites nothing', async () => {
    const { portal } = await clash(world, 'Prune roses', 'Prune vines');
    const { page, context } = await visit(browser);
    await enter(page, '/decisions');
    const shown = card(page, 'Prune roses');
    await shown.waitFor(patience);
    await write(world.stack, 'task', 'task-prune-roses', { title: 'Prune nothing' });
    await shown.getByRole('button', { name: 'Keep Portal’s' }).click();
    await card(page, 'Prune nothing').waitFor(patience);
    await comesToHave('the portal', portal, { name: 'Prune vines' });
    await context.close();
  });

  test('walks with J and decides with 1', async () => {
    const { portal } = await clash(world, 'Sow peas', 'Sow beans');
    const { page, context } = await visit(browser);
    await enter(page, '/decisions');
    await card(page, 'Sow peas').waitFor(patience);
    for (let steps = 0; steps < 10; steps++) {
      await page.keyboard.press('j');
      const at = await page.evaluate('document.activeElement?.textContent');
      if (at === 'Sow peas') break;
    }
    await page.keyboard.press('1');
    await page.getByText('“Sow peas”: BritePool’s values are kept.').waitFor();
    await comesToHave('the portal', portal, { name: 'Sow peas' });
    await context.close();
  });

  test('says which of two of ours a record over there is, and the two become one', async () => {
    const vendor = await startGenericSimulator({ tasks: 1, members: 0 });
    const [theirs] = z
      .array(z.looseObject({ id: z.string(), name: z.string(), due_on: z.nullable(z.string()) }))
      .parse(await (await fetch(`${vendor.controlUrl}/tasks`)).json());
    if (theirs === undefined) throw new Error('The simulator began empty.');
    const fields = { title: theirs.name, ...(theirs.due_on === null ? {} : { dueDate: theirs.due_on }) };
    for (const id of ['task-twin-1', 'task-twin-2']) await write(world.stack, 'task', id, fields);
    const body = { ...genericIntegration(vendor, 'Library'), dataTypes: ['TASKS'] };
    const { integration, jobId } = await world.stack.steward.call(
      ...(['POST', '/api/admin/integrations', createdShape, body] as const),
    );
    await finished(world.stack.steward, jobId);
    const { page, context } = await visit(browser);
    await enter(page, '/decisions/matches');
    const question = card(page, theirs.name);
    await question.getByText('Number in BritePool: task-twin-2').click(patience);
    await question.getByRole('button', { name: 'Use this answer' }).click();
    await page.getByText(/the two are one from now on/).waitFor();
    await page.close();
    const path = `/api/admin/integrations/${integration.id}/mappings?resourceType=TASK&internalId=task-twin-2`;
    const pair = await until('the pair', async () => {
      const { mappings } = await world.stack.steward.call('GET', path, mappingsShape);
      return mappings[0];
    });
    expect(pair.externalId).toBe(theirs.id);
    await context.close();
    await vendor.close();
  });

  test('lets held deletions go or keeps the records', async () => {
    const id = 'task-old-shed';
    await world.rest.listen();
    await settledTask(world, id, 'Old shed');
    await erase(world.stack, 'task', id);
    const { page, context } = await visit(browser);
    await enter(page, '/decisions/deletions');
    const held = page.getByRole('article', { name: /: 1 deletion$/ }).first();
    await held.getByText('Old shed').waitFor(patience);
    await held.getByRole('button', { name: 'Keep the records' }).click();
    await page.getByRole('button', { name: 'Keep them' }).click();
    await page.getByText('The record stays.').waitFor(patience);
    await context.close();
  });
});

test('Deciding breaks no rule of WCAG 2.2 AA and never scrolls sideways', async () => {
  const { conflict } = await clash(world, 'Sweep paths', 'Sweep steps');
  const path = `/api/admin/integrations/conflicts/${conflict.id}/resolve`;
  await world.stack.steward.call('POST', path, z.unknown(), {
    strategy: 'LOCAL_WINS',
    version: conflict.version,
  });
  await clash(world, 'Rake leaves', 'Rake gravel');
  const faults = await faultsOf(browser, async ({ page }, look) => {
    await enter(page, '/decisions');
    await card(page, 'Rake leaves').waitFor(patience);
    await card(page, 'Rake leaves').getByText('Something else').click();
    await look('conflicts');
    await page.getByLabel('Select “Rake leaves”').check({ force: true });
    await page.getByRole('button', { name: 'Keep BritePool’s' }).first().click();
    await page.getByRole('alertdialog').waitFor();
    await look('asked about many');
    await page.getByRole('button', { name: 'Leave it as it is' }).click();
    await page.getByLabel('Show', { exact: true }).selectOption('Settled');
    await page
      .getByRole('button', { name: /^History:/ })
      .first()
      .click(patience);
    await page.getByText('Settled', { exact: true }).last().waitFor();
    await look('settled');
    await page.getByRole('link', { name: 'Which is which' }).click();
    await page.getByText('Every record is known').waitFor(patience);
    await look('matches');
    await page.getByRole('link', { name: 'Deletions' }).click();
    await page
      .getByText(/No deletion waits|Old shed/)
      .first()
      .waitFor(patience);
    await look('deletions');
  });
  expect(faults).toEqual([]);
});
