import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fieldsOf, write } from '../journeys/support/two-systems.ts';
import { until } from '../support/api.ts';
import { faultsOf } from './support/accessible.ts';
import { type Garden, garden, press, typeInto } from './support/garden.ts';
import { openBrowser, visit } from './support/visitor.ts';

let browser: Browser;
let world: Garden;
let id: string;
beforeAll(async () => {
  browser = await openBrowser();
  world = await garden();
  id = await world.connected('Garden team', { syncDirection: 'BIDIRECTIONAL' });
});
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const refusing = (on: boolean) => world.asana.faults({ broken: on ? { path: '/tasks', status: 400 } : null });
const parkedShape = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), recordId: z.string(), tries: z.number() })),
});
const refusedTwice = async (recordId: string) => {
  const { items } = await world.stack.steward.call('GET', '/api/admin/parked', parkedShape);
  const mine = items.filter((item) => item.recordId === recordId);
  return mine.reduce((sum, { tries }) => sum + tries, 0) > 1 ? true : undefined;
};
const parked = async (recordId: string) =>
  (await world.stack.steward.call('GET', '/api/admin/parked', parkedShape)).items.find(
    (item) => item.recordId === recordId,
  );

/** Tasks of ours that Asana does not take. */
async function refused(...titles: readonly string[]): Promise<readonly string[]> {
  refusing(true);
  const ids = titles.map((title) => `task-${title.toLowerCase().replaceAll(' ', '-')}`);
  for (const [at, title] of titles.entries()) await write(world.stack, 'task', ids[at] ?? '', { title });
  for (const each of ids) await until(`${each} to be set aside`, () => parked(each));
  refusing(false);
  return ids;
}
const gone = (recordId: string) =>
  until('the end of it', async () => ((await parked(recordId)) === undefined ? true : undefined));
const inAsana = (title: string) =>
  until('the task in Asana', async () => {
    const tasks: unknown = await (await fetch(`${world.asana.controlUrl}/tasks`)).json();
    return z
      .array(z.looseObject({ name: z.string() }))
      .parse(tasks)
      .find(({ name }) => name === title);
  });
const show = (page: Page) =>
  page.getByRole('button', { name: /the records\s+of: Asana did not accept the change/ });

describe('What was set aside', () => {
  test('is gathered by cause, and one is tried again by keyboard alone', async () => {
    const [oaks = ''] = await refused('Plant oaks', 'Plant limes');
    const { page, context, complaints } = await visit(browser);
    await world.enter(page, '/waiting');
    await page.getByRole('heading', { name: 'Asana did not accept the change' }).waitFor(patience);
    await page.getByText('2 records').waitFor();
    await press(page, show(page));
    await page.waitForURL(/cause=/);
    await press(page, page.getByRole('button', { name: 'Try now: Plant oaks' }));
    await page.getByText(/“Plant oaks” is tried again now/).waitFor(patience);
    await gone(oaks);
    await inAsana('Plant oaks');
    await page.getByText('1 record', { exact: true }).waitFor(patience);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is opened under an address: a sentence, the tries, and what was sent', async () => {
    const [peas = ''] = await refused('Sow peas');
    const item = await parked(peas);
    const { page, context } = await visit(browser);
    await world.enter(page, `/waiting?item=${encodeURIComponent(item?.id ?? '')}`);
    const dialog = page.getByRole('dialog', { name: 'Sow peas' });
    await dialog.getByText('Asana did not accept the change.').waitFor(patience);
    await dialog.getByText('Try 1', { exact: true }).waitFor();
    await dialog.getByText(/^POST \/api\/1.0\/tasks was answered with 400\.$/).waitFor();
    await dialog.getByText('What was sent and what came back').click();
    await dialog.getByText(/"name": "Sow peas"/).waitFor();
    await dialog.getByRole('link', { name: 'Its entry in the log' }).click();
    await page
      .getByRole('dialog', { name: 'What happened' })
      .getByText('Tries that failed')
      .waitFor(patience);
    await context.close();
  });

  test('is mended and tried again, and a wrong value is told at its field', async () => {
    const [roses = ''] = await refused('Prune roses');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/waiting`);
    await show(page).click(patience);
    await page.getByRole('button', { name: 'Open Prune roses' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Edit and try again' }).click();
    await dialog.getByLabel('Title').fill('');
    await dialog.getByRole('button', { name: 'Save and try again' }).click();
    await dialog.locator('[name="values.title"][aria-invalid="true"]').waitFor(patience);
    await expect
      .poll(() => page.evaluate('document.activeElement.getAttribute("name")'), patience)
      .toBe('values.title');
    await typeInto(page, dialog.getByLabel('Description'), 'Wear gloves');
    await dialog.getByLabel('Title').fill('Prune the roses');
    await dialog.getByRole('button', { name: 'Save and try again' }).click();
    await page.getByText(/was edited and is tried again now/).waitFor(patience);
    await inAsana('Prune the roses');
    expect(await fieldsOf(world.stack, 'task', roses)).toMatchObject({
      title: 'Prune the roses',
      description: 'Wear gloves',
    });
    await context.close();
  });

  test('is not overwritten where the record moved on: that is told, and what was typed stays', async () => {
    const [herbs = ''] = await refused('Water herbs');
    const item = await parked(herbs);
    const { page, context } = await visit(browser);
    await world.enter(page, `/waiting?item=${encodeURIComponent(item?.id ?? '')}`);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Edit and try again' }).click(patience);
    await dialog.getByLabel('Title').fill('Water all herbs');
    refusing(true);
    await write(world.stack, 'task', herbs, { title: 'Water herbs', description: 'Twice' });
    // Once the newer change went through, the older would be gone.
    await until('the newer change to be refused too', () => refusedTwice(herbs));
    await dialog.getByRole('button', { name: 'Save and try again' }).click();
    await dialog.getByText('Nothing was overwritten.').waitFor(patience);
    expect(await fieldsOf(world.stack, 'task', herbs)).toMatchObject({
      title: 'Water herbs',
      description: 'Twice',
    });
    await dialog.getByRole('button', { name: 'Take the record as it is now' }).click();
    await expect.poll(() => dialog.getByLabel('Description').inputValue(), patience).toBe('Twice');
    expect(await dialog.getByLabel('Title').inputValue()).toBe('Water all herbs');
    refusing(false);
    await dialog.getByRole('button', { name: 'Save and try again' }).click();
    await inAsana('Water all herbs');
    await context.close();
  });

  test('is dropped with a reason, which can be taken back for ten seconds and is kept in the log', async () => {
    const [leaves = ''] = await refused('Rake leaves');
    const item = await parked(leaves);
    const { page, context } = await visit(browser);
    await world.enter(page, '/waiting');
    await show(page).click(patience);
    const drop = async () => {
      await page.getByRole('button', { name: 'Open Rake leaves' }).click();
      await page.getByRole('button', { name: 'Drop the change' }).click();
      const question = page.getByRole('alertdialog');
      await question.getByRole('button', { name: 'Drop the change' }).click();
      await question.getByText(/Say why in a few words/).waitFor();
      await question.getByLabel('Why?').fill('The wind took them');
      await question.getByRole('button', { name: 'Drop the change' }).click();
    };
    await drop();
    await page.getByRole('button', { name: /^Undo/ }).click(patience);
    await page.getByRole('button', { name: 'Open Rake leaves' }).waitFor();
    expect(await parked(leaves)).toMatchObject({ id: item?.id });
    await drop();
    await page.getByRole('button', { name: /^Undo/ }).waitFor(patience);
    await gone(leaves);
    await page.goto(`${world.stack.dashboardUrl}/log?find=${leaves}`);
    await page
      .getByRole('button', { name: /^Details:/ })
      .first()
      .click(patience);
    await page.getByText(/^Dropped by .+: The wind took them$/).waitFor(patience);
    await context.close();
  });

  test('is tried again all at once, counted before', async () => {
    const ids = await refused('Cut hedge one', 'Cut hedge two', 'Cut hedge three');
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${id}/waiting`);
    await page.getByRole('button', { name: 'Try all now' }).click(patience);
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Try \d+ changes now$/ })
      .click();
    await page.getByText(/changes on the way again\./).waitFor(patience);
    await Promise.all(ids.map(gone));
    await context.close();
  });
});

test('What was set aside breaks no rule of WCAG 2.2 AA and never scrolls sideways', async () => {
  await refused('Dig a pond', 'Dig a well');
  const faults = await faultsOf(browser, async ({ page }, look) => {
    await world.enter(page, '/waiting');
    await show(page).click(patience);
    await page.getByRole('button', { name: 'Open Dig a pond' }).waitFor(patience);
    await page.getByRole('checkbox', { name: 'Select Dig a well' }).press('Space');
    await look('a cause with its records');
    await page.getByRole('button', { name: 'Open Dig a pond' }).click();
    await page.getByText('What was sent and what came back').click(patience);
    await look('one change');
    await page.getByRole('button', { name: 'Edit and try again' }).click();
    await page.getByLabel('Title').waitFor();
    await look('editing');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Drop the change' }).click();
    await page.getByRole('alertdialog').waitFor();
    await look('asked before a drop');
  });
  expect(faults).toEqual([]);
});
