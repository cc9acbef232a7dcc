import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { comesToHave, fieldsOf, twoSystems, write } from '../journeys/support/two-systems.ts';
import { until } from '../support/api.ts';
import { faultsOf } from './support/accessible.ts';
import { tabTo } from './support/keyboard.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
let world: Awaited<ReturnType<typeof twoSystems>>;
beforeAll(async () => {
  browser = await openBrowser();
  world = await twoSystems();
});
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const effort = 'custom_fields.1500000000000001';
type Which = 'asana' | 'rest';

async function enter(page: Page, which: Which = 'asana') {
  await signIn(page, 'ada', `/integrations/${world[which].id}/fields?kind=TASK`, world.stack.dashboardUrl);
  await page.getByRole('heading', { name: 'Versions' }).waitFor(patience);
}
const mappingShape = z.looseObject({
  mapping: z.looseObject({
    version: z.int(),
    fields: z.array(
      z.looseObject({ externalField: z.string(), internalField: z.string(), direction: z.string() }),
    ),
  }),
});
const pathOf = (which: Which) => `/api/admin/integrations/${world[which].id}/field-mappings/TASK`;
const stored = async (which: Which = 'asana') =>
  (await world.stack.steward.call('GET', pathOf(which), mappingShape)).mapping;
const ruleOf = async (field: string, which: Which = 'asana') =>
  (await stored(which)).fields.find(({ internalField }) => internalField === field);
const save = (page: Page) => page.getByRole('button', { name: 'Save as a new version' }).click();
const focused = (page: Page, name: string) => page.locator(`:focus[aria-label="${name}"]`).waitFor();

describe('The fields of a kind of record', () => {
  test('are matched by dragging with the keyboard alone, and saved as a new version', async () => {
    const before = await stored();
    const { page, context } = await visit(browser);
    await enter(page);
    // The list grows while it is loaded.
    await page.getByRole('row').filter({ hasText: 'Effort' }).waitFor(patience);
    await tabTo(page, page.getByRole('row').first());
    // Each key is answered before the next is pressed, also on a busy machine.
    const last = page.getByRole('row').last();
    await page.keyboard.press('End');
    await expect.poll(() => last.evaluate((row) => row === document.activeElement), patience).toBe(true);
    await page.keyboard.press('ArrowUp');
    await page.locator('[role="row"]:focus', { hasText: 'Effort' }).waitFor(patience);
    await page.keyboard.press('ArrowRight');
    await focused(page, 'Drag Effort');
    await page.keyboard.press('Enter');
    for (let steps = 0; steps < 20; steps++) {
      await page.keyboard.press('Tab');
      const text = await page.evaluate('document.activeElement.closest(".our")?.textContent ?? ""');
      if (String(text).startsWith('Priority')) break;
    }
    await page.keyboard.press('Enter');
    await page.getByLabel('Field of Asana for Priority').and(page.locator('select')).waitFor();
    expect(await page.getByLabel('Field of Asana for Priority').inputValue()).toBe(effort);
    await tabTo(page, page.getByRole('button', { name: 'Remove the rule of Priority' }));
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is changed.').waitFor();
    await page.getByLabel('Which way Start date flows').selectOption('out');
    await tabTo(page, page.getByRole('button', { name: 'Save as a new version' }));
    await page.keyboard.press('Enter');
    await page.getByText(`Saved as version ${before.version + 1}.`).waitFor(patience);
    expect(await ruleOf('startDate')).toMatchObject({ direction: 'out' });
    await context.close();
  });

  test('are matched from the list; a value that has no meaning yet is named, and nothing typed is lost', async () => {
    const { page, context } = await visit(browser);
    await enter(page);
    await page.getByLabel('Field of Asana for Priority').selectOption(effort);
    // What was focused is another control now, in the same place.
    await page.locator('select:focus').waitFor();
    expect(await page.locator('select:focus').inputValue()).toBe(effort);
    await page.getByRole('button', { name: 'Translation of Priority' }).click();
    await page.getByLabel('“An hour” means').waitFor(patience);
    await save(page);
    await page
      .getByText(/has no option/)
      .first()
      .waitFor(patience);
    await expect
      .poll(() => page.evaluate('document.activeElement.className'), patience)
      .toBe('rule-problems');
    for (const [theirs, ours] of [
      ['An hour', 'LOW'],
      ['A day', 'HIGH'],
    ] as const)
      await page.getByLabel(`“${theirs}” means`).selectOption(ours);
    await save(page);
    await page.getByText(/Saved as version/).waitFor(patience);
    expect(await ruleOf('priority')).toMatchObject({ externalField: effort });
    await context.close();
  });

  test('what is needed is counted, and rules without it are refused and kept', async () => {
    const { page, context } = await visit(browser);
    await enter(page);
    await page.getByText('1 of 1 needed field matched.').waitFor();
    await page.getByRole('button', { name: 'Remove the rule of Title' }).click();
    await page.getByText(/Nothing from Asana can be taken before Title is matched/).waitFor();
    await save(page);
    await page
      .getByText(/"Title" is needed and no rule fills it/)
      .first()
      .waitFor(patience);
    expect(await page.getByLabel('Field of Asana for Title').inputValue()).toBe('');
    expect(await ruleOf('title')).toMatchObject({ externalField: 'name' });
    await context.close();
  });

  test('leaving with something unsaved is asked about first, and staying keeps it', async () => {
    const { page, context } = await visit(browser);
    await enter(page);
    await page.getByLabel('Which way Description flows').selectOption('in');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Stay here' }).click();
    await page.getByText('1 field changed and not saved: Description.').waitFor();
    await page.getByRole('link', { name: 'Member', exact: true }).click();
    await page.getByRole('button', { name: 'Leave, and drop what I changed' }).click();
    await page.getByLabel('Field of Asana for Name').waitFor(patience);
    await context.close();
  });

  test('are tried on a real record before anything is saved, and nothing is written', async () => {
    const [task] = await world.asana.all();
    const ours = await world.asana.ours('TASK', String(task?.gid));
    const { page, context } = await visit(browser);
    await enter(page);
    await page.getByLabel('Which way Description flows').selectOption('in');
    await page.getByLabel('Field of Asana for Description').selectOption('name');
    await page.getByLabel('Number of a record in Asana').fill(String(task?.gid));
    await page.getByRole('button', { name: 'Try it' }).click();
    const table = page.getByRole('table', { name: 'Before and after' });
    const row = table.getByRole('row', { name: /^Description/ });
    await row.getByText(String(task?.name)).first().waitFor(patience);
    expect(await fieldsOf(world.stack, 'task', String(ours))).not.toMatchObject({ description: task?.name });
    await page.getByLabel('Number of a record in Asana').fill('42');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('The other system has no record "42".').waitFor(patience);
    await context.close();
  });

  test('an earlier version is taken up again as a new one', async () => {
    const { version, fields } = await stored('rest');
    const first = fields.map((rule) =>
      rule.internalField === 'description' ? { ...rule, direction: 'in' } : rule,
    );
    await world.stack.steward.send('PUT', pathOf('rest'), { fields: first, version });
    const { page, context } = await visit(browser);
    await enter(page, 'rest');
    await page.getByText('differs from now in Description').waitFor();
    await page.getByRole('button', { name: `Take up again: version ${version}` }).click();
    await page.getByRole('button', { name: `Take up version ${version}`, exact: true }).click();
    await page
      .getByText(`The rules of version ${version} hold again, as version ${version + 2}.`)
      .waitFor(patience);
    expect(await ruleOf('description', 'rest')).toMatchObject({ direction: 'both' });
    await context.close();
  });

  test('somebody who saves first is named, and whose rules hold is asked', async () => {
    const { page, context } = await visit(browser);
    await enter(page, 'rest');
    await page.getByLabel('Which way Due date flows').selectOption('in');
    const { version, fields } = await stored('rest');
    const theirs = fields.map((rule) =>
      rule.internalField === 'status' ? { ...rule, direction: 'in' } : rule,
    );
    await world.stack.steward.send('PUT', pathOf('rest'), { fields: theirs, version });
    await save(page);
    await page.getByText(`saved version ${version + 1} meanwhile`).waitFor(patience);
    await page.getByText(/They changed Status\./).waitFor();
    await page.getByRole('button', { name: 'Save mine over theirs' }).click();
    await page.getByText(`Saved as version ${version + 2}.`).waitFor(patience);
    expect(await ruleOf('dueDate', 'rest')).toMatchObject({ direction: 'in' });
    expect(await ruleOf('status', 'rest')).toMatchObject({ direction: 'both' });
    await context.close();
  });

  test('a value that no rule knows waits here until somebody says what it means', async () => {
    await write(world.stack, 'task', 'task-odd', { title: 'Odd one', status: 'TODO' });
    const theirs = await until('the task in the portal', () => world.rest.partnerOf('TASK', 'task-odd'));
    await world.rest.edit(theirs, { status: 'sleeping' });
    const { page, context } = await visit(browser);
    await until('the value', async () => {
      const { json } = await world.stack.steward.send('GET', pathOf('rest').replace('/TASK', ''));
      return JSON.stringify(json).includes('sleeping') ? true : undefined;
    });
    await enter(page, 'rest');
    await page.getByRole('button', { name: 'Say what “sleeping” means' }).click();
    await page.getByLabel('“sleeping” means').selectOption('BLOCKED');
    await save(page);
    await page.getByText(/Saved as version/).waitFor(patience);
    await page.getByText('for a meaning').waitFor({ state: 'detached', ...patience });
    const ours = () => fieldsOf(world.stack, 'task', 'task-odd');
    await world.stack.steward.send('POST', `/api/admin/integrations/${world.rest.id}/sync`, {});
    await comesToHave('our task', ours, { status: 'BLOCKED' });
    await context.close();
  });

  test('a field that somebody removed over there is named with the rule that misses it', async () => {
    const { version, fields } = await stored();
    const lost = {
      externalField: 'custom_fields.99',
      internalField: 'estimatedMinutes',
      transform: 'number',
      direction: 'in',
    };
    await world.stack.steward.send('PUT', pathOf('asana'), { fields: [...fields, lost], version });
    const { page, context } = await visit(browser);
    await enter(page);
    await page.getByText('Asana no longer has what these rules use').waitFor(patience);
    await page.getByText(/Estimated minutes was matched with/).waitFor();
    await page.getByRole('button', { name: 'Remove the rule of Estimated minutes' }).click();
    await page.getByText('Asana no longer has what these rules use').waitFor({ state: 'detached' });
    await context.close();
  });
});

test('Matching fields breaks no rule of WCAG 2.2 AA and never scrolls sideways', async () => {
  const faults = await faultsOf(browser, async ({ page }, look) => {
    await enter(page);
    await look('the fields');
    await page.getByRole('button', { name: 'Translation of Status' }).click();
    await page.getByLabel('Which way Description flows').selectOption('in');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByRole('table', { name: 'Before and after' }).waitFor(patience);
    await look('a rule open, tried');
    await page.getByRole('button', { name: 'Remove the rule of Title' }).click();
    await page.getByText(/thing to mend first/).waitFor(patience);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('alertdialog').waitFor();
    await look('asked before leaving');
  });
  expect(faults).toEqual([]);
});
