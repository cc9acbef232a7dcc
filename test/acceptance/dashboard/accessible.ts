import { faultsOf } from '../../browser/support/accessible.ts';
import { openChromium } from '../../browser/support/chromium.ts';
import { open, screensFor } from '../../browser/support/screens.ts';
import { showcase } from '../../browser/support/showcase.ts';
import { signInAs } from '../../browser/support/sign-in-page.ts';
import { runTests } from '../../support/vitest-run.ts';

export const title =
  'WCAG 2.2 AA by axe on every screen in light, dark and on a phone, and no sideways scrolling at 320 px';

/** On their way, the browser tests look at dialogs, open parts and trouble too; these titles say so. */
const fewest = 8;
const looks = 'WCAG|breaks? no rule|accessib';

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const walked = await everyScreen(say);
  const { code, output, passed } = await runTests('browser', ['-t', looks]);
  if (code !== 0) throw new Error(output.split('\n').slice(-60).join('\n'));
  for (const name of passed) say(name);
  if (passed.length < fewest) throw new Error(`Only ${passed.length} tests look at states of screens.`);
  return [
    walked,
    `${passed.length} browser tests look with axe at dialogs, open parts and trouble: 0 violations`,
  ];
}

async function everyScreen(say: (line: string) => void): Promise<string> {
  await using world = await showcase();
  await using chromium = await openChromium();
  const { dashboardUrl } = world.stack;
  const screens = screensFor(world.rest.id, 'task-plant-oaks-by-the-pond');
  let looks = 0;
  const faults = await faultsOf(chromium.browser, async ({ page }, look, view) => {
    await signInAs(page, 'ada', '/', dashboardUrl);
    for (const screen of screens) {
      await open(page, dashboardUrl, screen);
      await look(screen.name);
      looks += 1;
    }
    say(`${view}: ${screens.length} screens`);
  });
  if (faults.length > 0) throw new Error([`${faults.length} faults:`, ...faults].join('\n  '));
  return `${screens.length} screens in light, in dark, at 390 and at 320 pixels: 0 violations in ${2 * looks} looks, nothing sticks out sideways`;
}
