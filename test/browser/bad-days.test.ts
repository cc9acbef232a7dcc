import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const patience = { timeout: 40_000 };
const down = 'BritePool cannot be reached right now';

describe('A person without the role', () => {
  test('reads which role it takes and can come back as somebody else', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'mia');
    await page.getByRole('heading', { name: 'Your role does not open this page' }).waitFor();
    const text = await page.getByRole('main').textContent();
    expect(text).toContain('You are signed in as mia');
    expect(text).toContain('web steward or board chair');
    await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill('ada-demo');
    await page.keyboard.press('Enter');
    await page.getByText('Both are healthy.').waitFor();
    await context.close();
  });
});

describe('When the service does not answer', () => {
  test('says so, keeps what was there with its time, and recovers on "Try again"', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada');
    await page.getByText('Both are healthy.').waitFor();
    await context.route('**/api/**', (route) => route.abort());
    const alert = page.getByRole('alert');
    await alert.waitFor(patience);
    expect(await alert.textContent()).toContain(down);
    expect(await alert.textContent()).toMatch(/What you see below is from \d\d:\d\d\./);
    expect(await page.getByRole('link', { name: 'Volunteer portal' }).count()).toBe(1);
    await context.unroute('**/api/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    await context.close();
  });

  test('never shows "nothing is connected" or an empty log instead of the failure', async () => {
    const { page, context } = await visit(browser);
    await context.route('**/api/**', (route) => route.abort());
    for (const path of ['/integrations', '/log']) {
      await signIn(page, 'ada', path);
      const alert = page.getByRole('alert').first();
      await alert.waitFor(patience);
      expect(await alert.textContent()).toContain(down);
      expect(await page.getByText(/nothing is connected|nothing was synced/i).count()).toBe(0);
      await context.clearCookies();
    }
    await context.close();
  });

  test('says in plain words that an integration is not there', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'ada', '/integrations/int_of_yesterday');
    await page.getByRole('heading', { name: 'This integration is not here' }).waitFor();
    await context.close();
  });

  test('says that the dashboard could not be opened when the sign-in does not answer', async () => {
    const { page, context } = await visit(browser);
    await context.route('**/.well-known/openid-configuration', (route) => route.abort());
    await page.goto(inject('ready').dashboardUrl);
    await page.getByRole('heading', { name: 'The dashboard could not be opened' }).waitFor();
    await context.close();
  });

  test('shows a refused sign-in instead of going back and forth for ever', async () => {
    const { page, context } = await visit(browser);
    let asked = 0;
    await context.route('**/auth?*', (route) => {
      asked += 1;
      const state = new URL(route.request().url()).searchParams.get('state') ?? '';
      const location = `${inject('ready').dashboardUrl}/signed-in?error=access_denied&state=${state}`;
      return route.fulfill({ status: 303, headers: { location } });
    });
    await page.goto(inject('ready').dashboardUrl);
    await page.getByRole('heading', { name: 'The dashboard could not be opened' }).waitFor();
    expect(asked).toBe(1);
    await context.close();
  });
});
