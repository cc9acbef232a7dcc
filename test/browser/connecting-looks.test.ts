import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf } from './support/accessible.ts';
import { garden, heading } from './support/garden.ts';
import { openBrowser } from './support/visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const patience = { timeout: 30_000 };
const button = (page: Page, name: string) => page.getByRole('button', { name });

test('Connecting breaks no rule of WCAG 2.2 AA on any step, in light, in dark, on a phone and at 320 pixels', async () => {
  await using own = await garden();
  const faults = await faultsOf(browser, async ({ page }, look, view) => {
    await own.enter(page, '/integrations/new');
    await page.getByText('What to know about Asana').click();
    await look('choose');
    await button(page, 'Connect Asana').click();
    await page.getByLabel('Name', { exact: true }).fill('Asana');
    await page.getByText('Another address').click();
    await page.getByLabel('Address of the system').fill(own.asana.baseUrl);
    await page.getByText('Once a day').click();
    await page.getByLabel('By which clock').waitFor();
    await look('basics');
    await page.getByLabel('Name', { exact: true }).fill(`Asana ${view}`);
    await button(page, 'Next').click();
    await button(page, 'Connecting Asana, step by step').click();
    await page.getByText('Make a token.').waitFor(patience);
    await look('guide');
    await page.keyboard.press('Escape');
    await page.getByLabel('Personal access token').fill('wrong');
    await button(page, 'Sign in and go on').click();
    await page.getByText('Asana does not accept this sign-in').waitFor(patience);
    await look('wrong token');
    await page.getByText('Allow access there').click();
    await look('allow access');
    await page.getByText('Paste a token').click();
    await page.getByLabel('Personal access token').fill(own.asana.credentials.token);
    await button(page, 'Sign in and go on').click();
    await page.getByRole('checkbox', { name: 'Community work', checked: true }).waitFor(patience);
    await page.getByLabel(/^Plan/).selectOption({ label: 'Starter, Advanced or Enterprise' });
    await page.getByText('From Asana into BritePool').click();
    await page.getByText('A rule for each field').click();
    await page.getByText('Pauses and outages').click();
    await look('sync');
    await button(page, 'Next').click();
    await page.getByText(/^Everything works/).waitFor(patience);
    await look('review');
    await button(page, 'Connect and look what would happen').click();
    await heading(page, /is connected/).waitFor(patience);
    await page.getByText('Only if Asana asks').click();
    await page.getByText(/tasks would come here/).waitFor(patience);
    await look('connected');
    await page.getByRole('link', { name: 'Later' }).click();
    await page.getByText(/its first import waits/).waitFor(patience);
    await look('waiting to begin');
  });
  expect(faults).toEqual([]);
});
