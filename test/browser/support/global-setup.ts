import type { TestProject } from 'vitest/node';
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
  project.provide('chromium', chromium);
  project.provide('ready', ready);
  project.provide('dataDir', instance.dataDir);
  return async () => {
    await instance.interrupt();
    await instance.dispose();
  };
}
