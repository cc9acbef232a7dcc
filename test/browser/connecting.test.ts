import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { asanaIntegration } from '../practice-world/integrations.ts';
import { createdShape } from '../support/api.ts';
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
const connectNow = 'Connect and look what would happen';
const beginNow = 'Begin the first import';

/** From the choice of Asana to the page on which one signs in, by mouse. */
async function toSignIn(page: Page, name: string): Promise<void> {
  await world.enter(page, '/integrations/new');
  await button(page, 'Connect Asana').click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByText('Another address').click();
  await page.getByLabel('Address of the system').fill(world.asana.baseUrl);
  await button(page, 'Next').click();
  await heading(page, 'Sign in').waitFor();
}

describe('Connecting a system', () => {
  test('flow 1: goes from an empty overview to the first import by keyboard alone', async () => {
    const { page, context, complaints } = await visit(browser);
    await world.enter(page, '/integrations');
    await press(page, page.getByRole('link', { name: 'Connect your first system' }));
    await heading(page, 'Choose a system').waitFor();
    await typeInto(page, page.getByLabel('Find a system'), 'asa');
    await page.getByText('1 system found').waitFor();
    await press(page, button(page, 'Connect Asana'));
    await heading(page, 'Name and rhythm').waitFor();
    expect(page.url()).toContain('step=basics');
    await typeInto(page, page.getByLabel('Name', { exact: true }), 'Asana of the orchard');
    await press(page, page.getByText('Another address'));
    await typeInto(page, page.getByLabel('Address of the system'), world.asana.baseUrl);
    await page.keyboard.press('Enter');
    await heading(page, 'Sign in').waitFor();
    await typeInto(page, page.getByLabel('Personal access token'), world.asana.credentials.token);
    await page.keyboard.press('Enter');
    await heading(page, 'What to sync').waitFor();
    // The only workspace and the only project are chosen already.
    await page.getByRole('checkbox', { name: 'Community work', checked: true }).waitFor(patience);
    await press(page, page.getByRole('checkbox', { name: /^Members/ }), 'Space');
    await press(page, button(page, 'Next'));
    await heading(page, 'Check and connect').waitFor();
    await page.getByText(/^Everything works/).waitFor(patience);
    await page.getByText('This rhythm fits').waitFor();
    await press(page, button(page, connectNow));
    await heading(page, 'Asana of the orchard is connected').waitFor(patience);
    await page.getByText(/^12 tasks would come here, 0 would be linked/).waitFor(patience);
    await page.getByText('Counted: 12 records. Nothing was written.').waitFor();
    await press(page, button(page, beginNow));
    await button(page, beginNow).waitFor({ ...patience, state: 'detached' });
    // The button is gone; who works by keyboard goes on from where it was.
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused, patience).toBe('How the first import goes');
    await page.getByText(/· 12 records ·/).waitFor(patience);
    await press(page, page.getByRole('link', { name: 'Go to Asana of the orchard' }));
    await heading(page, 'Asana of the orchard').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('leaves the first import for later: its page says so, counts again when asked, and begins it', async () => {
    const body = { ...asanaIntegration(world.asana, 'Asana of the shore'), firstImport: 'wait' };
    const { integration } = await world.stack.steward.call(
      'POST',
      '/api/admin/integrations',
      createdShape,
      body,
    );
    const { page, context, complaints } = await visit(browser);
    await world.enter(page, `/integrations/${integration.id}`);
    await page.getByText('Asana of the shore: its first import waits').waitFor(patience);
    await button(page, 'Count what would happen').click();
    await page.getByText(/^\d+ tasks would come here/).waitFor(patience);
    await button(page, beginNow).click();
    await page.getByText('The first import of Asana of the shore has begun.').waitFor(patience);
    await button(page, beginNow).waitFor({ state: 'detached' });
    await page.getByText(/· 16 records ·/).waitFor(patience);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is told why it could not be counted what would come, and counts on trying again', async () => {
    const body = { ...asanaIntegration(world.asana, 'Asana of the mill'), firstImport: 'wait' };
    const { integration } = await world.stack.steward.call(
      'POST',
      '/api/admin/integrations',
      createdShape,
      body,
    );
    const { page, context } = await visit(browser);
    await world.enter(page, `/integrations/${integration.id}`);
    await context.route('**/first-sync/preview', (route) => route.abort());
    await button(page, 'Count what would happen').click();
    await page.getByText('BritePool cannot be reached right now').waitFor(patience);
    await context.unroute('**/first-sync/preview');
    await button(page, 'Try again').click();
    await page.getByText(/^\d+ tasks would /).waitFor(patience);
    await context.close();
  });

  test('with a wrong token says what to do at the token, and nothing has to be typed again', async () => {
    const { page, context } = await visit(browser);
    await toSignIn(page, 'Asana of the shed');
    const token = page.getByLabel('Personal access token');
    await token.fill('not-a-token');
    await button(page, 'Sign in and go on').click();
    await page.getByText('Asana does not accept this sign-in').waitFor(patience);
    await page.getByText('everything else is kept', { exact: false }).waitFor();
    await expect.poll(() => token.evaluate((field) => field === document.activeElement), patience).toBe(true);
    expect(await token.getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(world.asana.credentials.token);
    await page.keyboard.press('Enter');
    await heading(page, 'What to sync').waitFor(patience);
    await page.goBack();
    await heading(page, 'Sign in').waitFor();
    await page.goBack();
    await heading(page, 'Name and rhythm').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Asana of the shed');
    await page.goForward();
    await page.goForward();
    await page.getByRole('checkbox', { name: 'Community work', checked: true }).waitFor(patience);
    await context.close();
  });

  test('keeps what was typed over a reload, but never the token', async () => {
    const { page, context } = await visit(browser);
    await toSignIn(page, 'Asana of the pond');
    await page.getByLabel('Personal access token').fill(world.asana.credentials.token);
    await button(page, 'Sign in and go on').click();
    await heading(page, 'What to sync').waitFor(patience);
    const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    expect(stored).toContain('Asana of the pond');
    expect(stored).not.toContain(world.asana.credentials.token);
    await page.reload();
    await heading(page, 'Sign in').waitFor(patience);
    expect(await page.getByLabel('Personal access token').inputValue()).toBe('');
    await page.getByRole('link', { name: /Name and rhythm/ }).click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Asana of the pond');
    await context.close();
  });

  test('by allowing the access at the other system comes back to where it was, refused or granted', async () => {
    const { page, context, complaints } = await visit(browser);
    await toSignIn(page, 'Asana of the greenhouse');
    await page.getByText('Allow access there').click();
    await page.getByText('/api/oauth/callback').waitFor();
    await page.getByLabel('Client ID').fill(world.asana.client.clientId);
    await page.getByLabel('Client secret').fill(world.asana.client.clientSecret);
    world.asana.oauth.deny();
    await button(page, 'Allow access at Asana').click();
    await page.getByText('The access was not allowed at the other system.').waitFor(patience);
    expect(await page.getByLabel('Client ID').inputValue()).toBe(world.asana.client.clientId);
    await page.getByLabel('Client secret').fill(world.asana.client.clientSecret);
    await button(page, 'Allow access at Asana').click();
    await page.getByText('Signed in. Choose what to sync.').waitFor(patience);
    await page.getByRole('checkbox', { name: 'Community work', checked: true }).waitFor(patience);
    await page.getByText('From Asana into BritePool').click();
    await button(page, 'Next').click();
    await page.getByText(/^Everything works/).waitFor(patience);
    await button(page, connectNow).click();
    await heading(page, 'Asana of the greenhouse is connected').waitFor(patience);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('tells at the name that it is taken, before anything is asked', async () => {
    await world.connected('Asana of the hedge');
    const { page, context } = await visit(browser);
    await world.enter(page, '/integrations/new');
    await button(page, 'Connect Asana').click();
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('asana of the HEDGE');
    await button(page, 'Next').click();
    await page.getByText(/There is already an integration called/).waitFor();
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await name.fill('Asana of the meadow');
    await button(page, 'Next').click();
    await heading(page, 'Sign in').waitFor();
    await context.close();
  });

  test('that has to be told of us by hand shows the address and the secret once, to be copied', async () => {
    const portal = await startGenericSimulator({ tasks: 5, members: 2 });
    const { page, context } = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    await world.enter(page, '/integrations/new');
    await button(page, 'Connect Other REST system').click();
    await page.getByLabel('Name', { exact: true }).fill('Volunteer portal');
    await page.getByLabel('Address of the system').fill(portal.baseUrl);
    await page.getByLabel('How its records are read').fill('{ "streams": ');
    await button(page, 'Next').click();
    await page.getByText('This is not valid JSON').waitFor();
    await page.getByLabel('How its records are read').fill(JSON.stringify(portal.settings));
    await button(page, 'Next').click();
    await page.getByLabel('Token', { exact: true }).fill('wrong');
    await button(page, 'Sign in and go on').click();
    await heading(page, 'What to sync').waitFor();
    await page.getByText('From Other REST system into BritePool').click();
    await button(page, 'Next').click();
    // There is nothing to look up with it, so it is tried here.
    await page.getByText('Something does not work yet.', { exact: false }).waitFor(patience);
    await page.getByText('What helps:').first().waitFor();
    await page.getByRole('link', { name: 'Correct the sign-in' }).click();
    await page.getByLabel('Token', { exact: true }).fill(portal.credentials.token);
    await button(page, 'Sign in and go on').click();
    await button(page, 'Next').click();
    await page.getByText(/^Everything works/).waitFor(patience);
    await button(page, connectNow).click();
    await heading(page, 'Volunteer portal is connected').waitFor(patience);
    await button(page, 'Copy: Secret').click();
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.length).toBeGreaterThan(20);
    expect(await page.getByText(copied).count()).toBe(1);
    await page.reload();
    await heading(page, 'Choose a system').waitFor(patience);
    expect(await page.getByText(copied).count()).toBe(0);
    await context.close();
    await portal.close();
  });

  test('whose choices cannot be looked up takes them typed by hand', async () => {
    const { page, context } = await visit(browser);
    await toSignIn(page, 'Asana of the barn');
    const problem = {
      ...{ type: 'about:blank', title: 'The token may not list workspaces', status: 400 },
      ...{ code: 'connection-failed', errors: [{ pointer: '/test/may-read', detail: 'forbidden' }] },
    };
    await context.route('**/choices', (route) =>
      route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    await page.getByLabel('Personal access token').fill(world.asana.credentials.token);
    await button(page, 'Sign in and go on').click();
    await heading(page, 'What to sync').waitFor(patience);
    await page.getByText('The token may not list workspaces').waitFor(patience);
    await page.getByRole('textbox', { name: 'Workspace' }).fill(world.asana.settings.workspaceGid);
    await page.getByRole('textbox', { name: 'Projects' }).fill(world.asana.settings.projectGids.join(', '));
    await button(page, 'Next').click();
    await page.getByText(/^Everything works/).waitFor(patience);
    await context.close();
  });

  test('is told when the service does not answer, and goes on from there', async () => {
    const { page, context } = await visit(browser);
    await toSignIn(page, 'Asana of the well');
    await page.getByLabel('Personal access token').fill(world.asana.credentials.token);
    await context.route('**/choices', (route) => route.abort());
    await button(page, 'Sign in and go on').click();
    await page.getByText('BritePool cannot be reached right now').waitFor(patience);
    await context.unroute('**/choices');
    await button(page, 'Sign in and go on').click();
    await heading(page, 'What to sync').waitFor(patience);
    await context.close();
  });
});
