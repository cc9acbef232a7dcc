import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openChromium } from '../../browser/support/chromium.ts';
import { open, screensFor } from '../../browser/support/screens.ts';
import { showcase } from '../../browser/support/showcase.ts';
import { signInAs } from '../../browser/support/sign-in-page.ts';

export const title = 'a picture of every screen, in light, in dark and on a phone';

const views = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
} as const;

/** Pictures go to the folder that `PICTURES` names, else to a cache that git does not see. */
const folder = resolve(process.env.PICTURES ?? join('node_modules', '.cache', 'britepool', 'screens'));

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using world = await showcase();
  await using chromium = await openChromium();
  rmSync(folder, { recursive: true, force: true });
  const { dashboardUrl } = world.stack;
  const screens = screensFor(world.rest.id, 'task-plant-oaks-by-the-pond');
  const broken: string[] = [];
  for (const [view, options] of Object.entries(views)) {
    mkdirSync(join(folder, view), { recursive: true });
    const context = await chromium.browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    await signInAs(page, 'ada', '/', dashboardUrl);
    for (const screen of screens) {
      await open(page, dashboardUrl, screen);
      if ((await page.getByRole('alert').count()) > 0) broken.push(`${view}/${screen.name}`);
      await page.screenshot({ path: join(folder, view, `${screen.name}.png`), fullPage: true });
    }
    say(`${view}: ${screens.length} screens`);
    await context.close();
  }
  if (broken.length > 0) throw new Error(`These say that something failed: ${broken.join(', ')}`);
  return [`${screens.length * Object.keys(views).length} pictures in ${folder}`];
}
