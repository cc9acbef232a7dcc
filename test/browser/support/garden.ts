import type { Locator, Page } from 'playwright-core';
import { startAsanaSimulator } from '../../../shared/connectors/asana/simulator/index.ts';
import { asanaIntegration } from '../../practice-world/integrations.ts';
import { createdShape, finished } from '../../support/api.ts';
import { startStack } from '../../support/stack.ts';
import { tabTo } from './keyboard.ts';
import { signIn } from './visitor.ts';

/** A stack of its own with nothing connected, and an Asana beside it. */
export async function garden() {
  const [stack, asana] = await Promise.all([startStack(), startAsanaSimulator({ tasks: 12, members: 4 })]);
  return {
    stack,
    asana,
    /** Opens a page as an admin. */
    enter: (page: Page, path: string) => signIn(page, 'ada', path, stack.dashboardUrl),
    /** An integration with Asana whose first import is over. Answers its id. */
    async connected(name: string, more: object = {}): Promise<string> {
      // A day's work in a minute is more than the smallest plan allows.
      const settings = { ...asana.settings, plan: 'paid' };
      const body = { ...asanaIntegration(asana, name), settings, ...more };
      const created = await stack.steward.call('POST', '/api/admin/integrations', createdShape, body);
      await finished(stack.steward, created.jobId);
      return created.integration.id;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await asana.close();
      await stack[Symbol.asyncDispose]();
    },
  };
}
export type Garden = Awaited<ReturnType<typeof garden>>;

/** Goes to a control by keyboard and presses a key on it. */
export async function press(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

/** Goes to a field by keyboard and types, in place of what stands there. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { name, level: 1 });
