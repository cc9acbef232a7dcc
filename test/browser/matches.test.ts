import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comesToHave, fieldsOf, twoSystems, write } from '../journeys/support/two-systems.ts';
import { mappingsShape, until } from '../support/api.ts';
import { faultsOf } from './support/accessible.ts';
import { press, typeInto } from './support/garden.ts';
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
const enter = (page: Page, query = '') =>
  signIn(page, 'ada', `/integrations/${world.rest.id}/matches${query}`, world.stack.dashboardUrl);

/** A task of ours that the portal has too. */
async function shared(title: string) {
  const id = `task-${title.toLowerCase().replaceAll(' ', '-')}`;
  await write(world.stack, 'task', id, { title, description: 'Bring gloves' });
  const theirs = await until('the task in the portal', () => world.rest.partnerOf('TASK', id));
  return { id, theirs };
}

const pairOf = async (id: string) => {
  const path = `/api/admin/integrations/${world.rest.id}/mappings?resourceType=TASK&internalId=${id}`;
  return (await world.stack.steward.call('GET', path, mappingsShape)).mappings[0];
};
const line = (page: Page, title: string) => page.getByRole('button', { name: `Open ${title}` });

describe('The matches of an integration', () => {
  test('one is found by its number over there, and unlinked by keyboard alone, with a reason', async () => {
    const { id, theirs } = await shared('Plant oaks');
    const { page, context } = await visit(browser);
    await enter(page);
    await typeInto(page, page.getByLabel('Number in BritePool or in Portal'), theirs);
    await page.keyboard.press('Enter');
    await press(page, line(page, 'Plant oaks'));
    await page.getByText('What both last agreed on').waitFor();
    await press(page, page.getByRole('button', { name: 'Unlink the two' }));
    const question = page.getByRole('alertdialog');
    await question.getByText(/Nothing is deleted/).waitFor();
    await typeInto(page, question.getByLabel('Why?'), 'They are two different oaks');
    await page.keyboard.press('Enter');
    await page.getByText('“Plant oaks” is unlinked; both records stay.').waitFor(patience);
    await page
      .getByRole('row', { name: /Plant oaks/ })
      .getByText('Unlinked')
      .waitFor(patience);
    await expect
      .poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")'), patience)
      .toBe('Open Plant oaks');
    await until('the word on the pair', async () => (await pairOf(id))?.leftAlone);
    expect(await fieldsOf(world.stack, 'task', id)).toMatchObject({ title: 'Plant oaks' });
    await context.close();
  });

  test('an act without a reason is not sent, and says what is missing', async () => {
    const { id } = await shared('Prune roses');
    const { page, context } = await visit(browser);
    await enter(page, `?find=${id}`);
    await line(page, 'Prune roses').click(patience);
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave it out' }).click();
    await page.getByText(/Say why in a few words/).waitFor();
    expect(await pairOf(id)).not.toHaveProperty('leftAlone');
    await context.close();
  });

  test('one is left out and taken up again, and what was edited meanwhile comes over', async () => {
    const { id } = await shared('Water herbs');
    const { page, context } = await visit(browser);
    await enter(page, `?find=${id}`);
    const act = async (name: string) => {
      await line(page, 'Water herbs').click(patience);
      await page.getByRole('button', { name }).click();
      const question = page.getByRole('alertdialog');
      await question.getByLabel('Why?').fill('A trial');
      await question.getByRole('button', { name }).click();
    };
    await act('Leave it out');
    await page.getByText('“Water herbs” is left out from now on.').waitFor(patience);
    await write(world.stack, 'task', id, { title: 'Water hedges' });
    await page
      .getByRole('row', { name: /Water herbs/ })
      .getByText('Left out')
      .waitFor(patience);
    await act('Let it take part again');
    await page.getByText('“Water herbs” takes part again.').waitFor(patience);
    const portal = async () => (await world.rest.all()).find((item) => item.name === 'Water hedges');
    await comesToHave('the portal', portal, { name: 'Water hedges' });
    await context.close();
  });

  test('two are matched by hand after both were looked up; a wrong number is told at its field', async () => {
    const { id, theirs } = await shared('Sow peas');
    const unlinked = { resourceType: 'TASK', internalId: id, reason: 'Two kinds of peas' };
    const path = `/api/admin/integrations/${world.rest.id}/mappings/unlink`;
    expect(await world.stack.steward.send('POST', path, unlinked)).toMatchObject({ status: 200 });
    const { page, context } = await visit(browser);
    await enter(page);
    await page.getByRole('button', { name: 'Match two by hand' }).click(patience);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Number in BritePool').fill(id);
    await dialog.getByLabel('Number in Portal').fill('no-such-number');
    await dialog.getByRole('button', { name: 'Look both up' }).click();
    await dialog.getByText(/has no record "no-such-number"/).waitFor(patience);
    await expect
      .poll(() => page.evaluate('document.activeElement.getAttribute("name")'), patience)
      .toBe('theirs');
    await dialog.getByLabel('Number in Portal').fill(theirs);
    await dialog.getByRole('button', { name: 'Look both up' }).click();
    await dialog.getByText('Sow peas').first().waitFor(patience);
    await dialog.getByLabel('Why?').fill('The same peas after all');
    await dialog.getByRole('button', { name: 'Match the two' }).click();
    await page.getByText('The two are one from now on. They are compared at once.').waitFor(patience);
    await until('the pair', async () => ((await pairOf(id))?.externalId === theirs ? true : undefined));
    await context.close();
  });

  test('a filter stands in the address', async () => {
    const { page, context } = await visit(browser);
    await enter(page);
    await page.getByLabel('State').selectOption('UNLINKED', patience);
    await page.waitForURL(/state=UNLINKED/);
    await page
      .getByRole('row', { name: /Unlinked/ })
      .first()
      .waitFor(patience);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.waitForURL((url) => !url.search.includes('UNLINKED'));
    await context.close();
  });
});

test('The matches break no rule of WCAG 2.2 AA and never scroll sideways', async () => {
  const { id } = await shared('Rake leaves');
  const faults = await faultsOf(browser, async ({ page }, look) => {
    await enter(page);
    await page.getByRole('table', { name: 'Matches' }).waitFor(patience);
    await look('all matches');
    await page.getByLabel('Number in BritePool or in Portal').fill(id);
    await page.keyboard.press('Enter');
    await line(page, 'Rake leaves').click(patience);
    await page.getByRole('dialog').waitFor();
    await look('one match');
    await page.getByRole('button', { name: 'Unlink the two' }).click();
    await page.locator('[role=alertdialog]:focus-within').waitFor();
    await look('asked before an act');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'Unlink the two' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Match two by hand' }).click();
    await page.getByRole('dialog').getByLabel('Number in BritePool').waitFor();
    await look('matching by hand');
    await page.keyboard.press('Escape');
    await page.getByLabel('Number in BritePool or in Portal').fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByText(/No match has a record/).waitFor(patience);
    // A tab that is half below the bar at the top would count as too small.
    await page.evaluate('window.scrollTo(0, 0)');
    await look('nothing found');
  });
  expect(faults).toEqual([]);
});
