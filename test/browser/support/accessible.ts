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

const views = {
  'in light colours': { colorScheme: 'light' },
  'in dark colours': { colorScheme: 'dark' },
  'on a phone': { viewport: { width: 390, height: 844 } },
  'at 320 pixels': { viewport: { width: 320, height: 640 } },
} as const;
export type View = keyof typeof views;

/** Called on every state of a page that is to be looked at, with a name for it. */
export type Look = (name: string) => Promise<void>;

/**
 * Walks through pages in light, in dark, on a phone and at 320 pixels, and collects what is wrong at each look: rules
 * of WCAG 2.2 AA, scrolling sideways, complaints of the browser. `walk` begins with a visitor who is not signed in.
 */
export async function faultsOf(
  browser: Browser,
  walk: (visitor: Visit, look: Look, view: View) => Promise<void>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const view of Object.keys(views) as View[]) {
    const visitor = await visit(browser, views[view]);
    const { page, context, complaints } = visitor;
    await walk(
      visitor,
      async (name) => {
        faults.push(...(await broken(page)).map((rule) => `${view}, ${name}: ${rule}`));
        const [wide, seen] = await page
          .locator('html')
          .evaluate((root) => [root.scrollWidth, root.clientWidth] as const);
        if (wide > seen) faults.push(`${view}, ${name}: ${wide - seen} pixels stick out`);
      },
      view,
    );
    faults.push(...complaints.map((complaint) => `${view}: ${complaint}`));
    await context.close();
  }
  return faults;
}
