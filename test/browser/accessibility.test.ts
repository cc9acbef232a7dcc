import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { needSomebody } from './support/needing.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const resultShape = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.unknown()),
});
const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};

/** Rules of WCAG 2.2 AA that the page as it stands breaks. Fails when nothing was looked at. */
async function broken(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(`axe.run(document, ${JSON.stringify(rules)})`);
  const { violations, passes } = resultShape.parse(found);
  expect(passes.length).toBeGreaterThan(10);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function openEveryPage(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await signIn(page, 'ada');
  await page.getByText('Both are healthy.').waitFor();
  await look('list');
  await page.getByRole('link', { name: 'Asana of the garden team' }).click();
  await page
    .getByRole('button', { name: /^Details:/ })
    .first()
    .click();
  await page.getByText(/after we heard of it/).waitFor();
  await look('integration');
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.getByRole('heading', { name: 'Log' }).waitFor();
  await page
    .getByRole('button', { name: /^Details:/ })
    .first()
    .waitFor();
  await look('log');
}

const views = {
  'in light colours': { colorScheme: 'light' },
  'in dark colours': { colorScheme: 'dark' },
  'on a phone': { viewport: { width: 390, height: 844 } },
} as const;

describe('Every page', () => {
  test.for(Object.entries(views))('breaks no rule of WCAG 2.2 AA %s', async ([, options]) => {
    const { page, context } = await visit(browser, options);
    const found: string[] = [];
    await openEveryPage(page, async (name) => {
      found.push(...(await broken(page)).map((rule) => `${name}: ${rule}`));
    });
    expect(found).toEqual([]);
    await context.close();
  });

  test.for(['light', 'dark'] as const)(
    'breaks no rule when integrations need somebody, in %s colours',
    async (colorScheme) => {
      const { page, context } = await visit(browser, { colorScheme });
      await needSomebody(context);
      await signIn(page, 'ada');
      await page.getByText('One is bringing over its first records and one needs you.').waitFor();
      expect(await page.getByRole('listitem').first().textContent()).toContain('Stopped');
      await page.getByRole('progressbar', { name: 'First import: 120 of 340 records' }).waitFor();
      expect(await broken(page)).toEqual([]);
      await context.close();
    },
  );

  test('fits into 320 pixels without scrolling sideways', async () => {
    const { page, context } = await visit(browser, { viewport: { width: 320, height: 640 } });
    const widths: Record<string, number> = {};
    await openEveryPage(page, async (name) => {
      widths[name] = await page.locator('html').evaluate((root) => root.scrollWidth);
    });
    expect(widths).toEqual({ list: 320, integration: 320, log: 320 });
    await context.close();
  });

  test('explains itself to somebody without the role as accessibly', async () => {
    const { page, context } = await visit(browser);
    await signIn(page, 'mia');
    await page.getByRole('heading', { name: 'Your role does not open this page' }).waitFor();
    expect(await broken(page)).toEqual([]);
    await context.close();
  });
});
