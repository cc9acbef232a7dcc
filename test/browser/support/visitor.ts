import { type Browser, type BrowserContext, chromium as engine, type Page } from 'playwright-core';
import { inject } from 'vitest';

export async function openBrowser(): Promise<Browser> {
  const { executablePath, environment } = inject('chromium');
  return engine.launch({ executablePath, args: ['--no-sandbox'], env: { ...process.env, ...environment } });
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: broken rules of the content policy, errors nobody caught. */
  readonly complaints: readonly string[];
}

/** A fresh visitor: no cookies, nothing stored. */
export async function visit(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Warning:/i.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return { context, page, complaints };
}

/** Signs in by keyboard alone, as the demo user of this name. */
export async function signIn(
  page: Page,
  name: string,
  path = '/',
  dashboardUrl = inject('ready').dashboardUrl,
): Promise<void> {
  await page.goto(`${dashboardUrl}${path}`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(`${name}-demo`);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.origin === dashboardUrl && url.pathname !== '/signed-in');
}
