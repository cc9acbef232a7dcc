import type { TestProject } from 'vitest/node';
import * as z from 'zod';
import { until } from '../../support/api.ts';
import { Instance, type ReadyFile } from '../../support/instance.ts';
import { type Chromium, unpackChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly chromium: Chromium;
    readonly ready: ReadyFile;
    readonly dataDir: string;
  }
}

/** One browser unpacked and one whole stack with the practice world, for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const instance = new Instance({ practice: 'on' });
  const [chromium, ready] = await Promise.all([unpackChromium(), instance.start()]);
  await imported(instance, ready);
  project.provide('chromium', chromium);
  project.provide('ready', ready);
  project.provide('dataDir', instance.dataDir);
  return async () => {
    await instance.interrupt();
    await instance.dispose();
  };
}

const listShape = z.looseObject({
  integrations: z.array(
    z.looseObject({ lastSyncAt: z.optional(z.string()), currentJob: z.optional(z.unknown()) }),
  ),
});

/** Both integrations of the practice world are connected and their first imports are over. */
const imported = (instance: Instance, ready: ReadyFile) =>
  until(
    'the first imports',
    async () => {
      const { integrations } = await instance.user(ready).call('GET', '/api/admin/integrations', listShape);
      const done = integrations.filter(
        (item) => item.lastSyncAt !== undefined && item.currentJob === undefined,
      );
      return done.length === 2 ? true : undefined;
    },
    { timeoutMs: 90_000, everyMs: 250 },
  );
