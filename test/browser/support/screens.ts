import type { Page } from 'playwright-core';

export interface Screen {
  readonly name: string;
  readonly path: string;
}

/** Every screen of the dashboard, shown for one integration and one record. */
export const screensFor = (integration: string, record: string): readonly Screen[] =>
  [
    ['overview', '/integrations'],
    ['connect-a-system', '/integrations/new'],
    ['integration', `/integrations/${integration}`],
    ['integration-log', `/integrations/${integration}/log`],
    ['integration-matches', `/integrations/${integration}/matches`],
    ['integration-set-aside', `/integrations/${integration}/waiting`],
    ['integration-decisions', `/integrations/${integration}/decisions`],
    ['integration-fields', `/integrations/${integration}/fields`],
    ['integration-connection', `/integrations/${integration}/connection`],
    ['integration-settings', `/integrations/${integration}/settings`],
    ['decisions', '/decisions'],
    ['decisions-matches', '/decisions/matches'],
    ['decisions-deletions', '/decisions/deletions'],
    ['set-aside', '/waiting'],
    ['runs', '/runs'],
    ['alerts', '/alerts'],
    ['alert-rules', '/alerts/rules'],
    ['alert-channels', '/alerts/channels'],
    ['log', '/log'],
    ['history', '/history'],
    ['record', `/records/task/${record}`],
  ].map(([name = '', path = '']) => ({ name, path }));

/** Goes to a screen as the address bar does and waits until what it shows is there. */
export async function open(page: Page, origin: string, { path }: Screen): Promise<void> {
  await page.goto(`${origin}${path}`);
  await settle(page);
}

/** Goes to a screen as a link does: the page is not loaded anew, and nothing is waited for. */
export const follow = (page: Page, { path }: Screen): Promise<unknown> =>
  page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );

/** The screen has a heading and nothing on it is still loading. Fails where there is no such screen. */
export async function settle(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 }).first();
  await heading.waitFor();
  await page.locator('main .loading').first().waitFor({ state: 'detached' });
  const title = await heading.textContent();
  if (title === 'There is no such page') throw new Error(`There is no screen at ${page.url()}.`);
}
