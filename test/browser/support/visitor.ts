import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { launch } from './chromium.ts';
import { signInAs } from './sign-in-page.ts';

export const openBrowser = (): Promise<Browser> => launch(inject('chromium'));

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

/** Signs in by keyboard alone, at the shared stack unless another is named. */
export const signIn = (
  page: Page,
  name: string,
  path = '/',
  dashboardUrl = inject('ready').dashboardUrl,
): Promise<void> => signInAs(page, name, path, dashboardUrl);
