import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import * as z from 'zod';
import { type Visit, visit } from './visitor.ts';

const resultShape = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.unknown()),
});
const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};

/** Rules of WCAG 2.2 AA that the page as it stands breaks. Fails when nothing was looked at. */
export async function broken(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(`axe.run(document, ${JSON.stringify(rules)})`);
  const { violations, passes } = resultShape.parse(found);
  expect(passes.length).toBeGreaterThan(10);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** How a visitor comes, and in what guises each state is looked at before the walk goes on. */
const walks = {
  'on a desk': {
    comes: { viewport: { width: 1280, height: 720 } },
    guises: { 'in light colours': { colorScheme: 'light' }, 'in dark colours': { colorScheme: 'dark' } },
  },
  'on a phone': {
    comes: { viewport: { width: 390, height: 844 } },
    guises: {
      'on a phone': { viewport: { width: 390, height: 844 } },
      'at 320 pixels': { viewport: { width: 320, height: 640 } },
    },
  },
} as const;
export type View = keyof typeof walks;

interface Guise {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Called on every state of a page that is to be looked at, with a name for it. */
export type Look = (name: string) => Promise<void>;

/**
 * Walks through pages on a desk and on a phone, and collects what is wrong at each look, there in light and in dark, here
 * at 390 and at 320 pixels: rules of WCAG 2.2 AA, scrolling sideways, complaints of the browser. `walk` begins with a
 * visitor who is not signed in.
 */
export async function faultsOf(
  browser: Browser,
  walk: (visitor: Visit, look: Look, view: View) => Promise<void>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const view of Object.keys(walks) as View[]) {
    const { comes, guises } = walks[view];
    const visitor = await visit(browser, comes);
    const { page, context, complaints } = visitor;
    const look = async (name: string) => {
      for (const [guise, as] of Object.entries<Guise>(guises)) {
        await dress(page, as);
        faults.push(...(await faultsNow(page)).map((fault) => `${guise}, ${name}: ${fault}`));
      }
      await dress(page, { colorScheme: 'light', ...comes });
    };
    await walk(visitor, look, view);
    faults.push(...complaints.map((complaint) => `${view}: ${complaint}`));
    await context.close();
  }
  return faults;
}

async function dress(page: Page, { colorScheme, viewport }: Guise): Promise<void> {
  if (colorScheme !== undefined) await page.emulateMedia({ colorScheme });
  if (viewport !== undefined) await page.setViewportSize(viewport);
}

async function faultsNow(page: Page): Promise<readonly string[]> {
  const rules = await broken(page);
  const [wide, seen] = await page
    .locator('html')
    .evaluate((root) => [root.scrollWidth, root.clientWidth] as const);
  return wide > seen ? [...rules, `${wide - seen} pixels stick out`] : rules;
}
