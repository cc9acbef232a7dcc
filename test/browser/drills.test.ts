import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { mintToken } from '../../infra/local/oidc/issuer.ts';
import { ApiUser } from '../support/api.ts';
import { garden } from './support/garden.ts';
import { follow, type Screen, screensFor, settle } from './support/screens.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
let screens: readonly Screen[];
beforeAll(async () => {
  browser = await openBrowser();
  screens = await screensOfThePracticeWorld();
});
afterAll(() => browser.close());

const patience = { timeout: 20_000 };
const listed = z.looseObject({ integrations: z.array(z.looseObject({ id: z.string(), type: z.string() })) });
const paired = z.looseObject({ mappings: z.array(z.looseObject({ internalId: z.string() })) });

async function screensOfThePracticeWorld(): Promise<readonly Screen[]> {
  const { apiUrl, issuer } = inject('ready');
  const token = mintToken(inject('dataDir'), issuer, 'ada', ['WEB_STEWARD']);
  const steward = new ApiUser(apiUrl, token);
  const { integrations } = await steward.call('GET', '/api/admin/integrations', listed);
  const asana = integrations.find(({ type }) => type === 'ASANA')?.id ?? '';
  const path = `/api/admin/integrations/${asana}/mappings?resourceType=TASK&limit=1`;
  const { mappings } = await steward.call('GET', path, paired);
  return screensFor(asana, mappings[0]?.internalId ?? '');
}

/** Every answer of the service becomes this one. */
const answerAll = (context: BrowserContext, status: number, title: string) =>
  context.route('**/api/admin/**', (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title, status, code: 'drill' }),
    }),
  );

/** Walks to every screen; answers those on which `isTold` does not come true. */
async function untold(page: Page, isTold: (page: Page) => Promise<unknown>): Promise<readonly string[]> {
  const silent: string[] = [];
  for (const screen of screens) {
    await follow(page, screen);
    await isTold(page).catch((error: unknown) =>
      silent.push(`${screen.name}: ${String(error).split('\n')[0]}`),
    );
  }
  return silent;
}

const empty =
  /nothing (is connected|was synced|to decide|waits|here)|no deletion waits|every record is known/i;

describe('On every screen', () => {
  test('a service that does not answer is told as that, and never as nothing being there', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada', '/decisions/deletions');
    await context.route('**/api/admin/**', (route) => route.abort());
    const silent = await untold(page, async () => {
      await page.getByText('BritePool cannot be reached right now').first().waitFor(patience);
      expect(await page.getByText(empty).count()).toBe(0);
      expect(await page.locator('main .empty').count()).toBe(0);
    });
    expect(silent).toEqual([]);
    await context.close();
  });

  test('a sign-in that ended in mid-session is told with the way back in', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada', '/decisions/deletions');
    await answerAll(context, 401, 'You are not signed in');
    const silent = await untold(page, () =>
      page.getByRole('button', { name: 'Sign in' }).first().waitFor(patience),
    );
    expect(silent).toEqual([]);
    await context.close();
  });

  test('a role that was taken away is told with the roles that it takes', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada', '/decisions/deletions');
    await answerAll(context, 403, 'Your role does not allow this');
    const silent = await untold(page, () =>
      page.getByRole('heading', { name: 'Your role does not open this page' }).waitFor(patience),
    );
    expect(silent).toEqual([]);
    await context.close();
  });

  test('a slow answer is waited for, and then everything is there', async () => {
    const { page, context, complaints } = await visit(browser);
    await signIn(page, 'ada', '/decisions/deletions');
    await context.route('**/api/admin/**', async (route) => {
      await new Promise((resume) => setTimeout(resume, 400));
      await route.continue();
    });
    const silent = await untold(page, async () => {
      await settle(page);
      expect(await page.getByRole('alert').count()).toBe(0);
    });
    expect(silent).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('A run that fails while it is watched says why and what to do, without loading the page anew', async () => {
  await using world = await garden();
  const id = await world.connected('Asana of the orchard');
  const { page, context } = await visit(browser);
  await world.enter(page, `/integrations/${id}`);
  await page.getByRole('button', { name: 'Sync now' }).waitFor(patience);
  world.asana.faults({ broken: { path: '', status: 401 } });
  await page.getByRole('button', { name: 'Sync now' }).click();
  await page
    .getByText(/no longer accepts our sign-in/)
    .first()
    .waitFor(patience);
  await page
    .getByRole('link', { name: /Renew sign-in/ })
    .first()
    .waitFor(patience);
  await context.close();
});
