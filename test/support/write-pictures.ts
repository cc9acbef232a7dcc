import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { openChromium } from '../browser/support/chromium.ts';
import { open, screensFor } from '../browser/support/screens.ts';
import { showcase } from '../browser/support/showcase.ts';
import { signInAs } from '../browser/support/sign-in-page.ts';
import { picturesIn } from './guide.ts';

// Makes the pictures of the admins' guide anew, all of one size, from a community in the middle of its work.
const folder = new URL('../../docs/pictures/', import.meta.url);
const wanted = picturesIn(readFileSync(new URL('../../docs/admin-guide.md', import.meta.url), 'utf8'));

await using world = await showcase();
await using chromium = await openChromium();
const { dashboardUrl } = world.stack;
const context = await chromium.browser.newContext({
  locale: 'en-GB',
  reducedMotion: 'reduce',
  colorScheme: 'light',
  viewport: { width: 1280, height: 900 },
});
const page = await context.newPage();
await signInAs(page, 'ada', '/', dashboardUrl);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const screens = screensFor(world.rest.id, 'task-plant-oaks-by-the-pond');
for (const name of wanted) {
  const screen = screens.find((each) => each.name === name);
  if (screen === undefined) throw new Error(`There is no screen called ${name}.`);
  await open(page, dashboardUrl, screen);
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname });
}
console.log(`${wanted.length} pictures in docs/pictures`);
