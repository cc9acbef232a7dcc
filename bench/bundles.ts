import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundleFunction } from '../test/support/bundle.ts';
import { startStack } from '../test/support/stack.ts';

export const title = 'bundle size and module-init time of each function, minified as deployed';

const starts = 7;

interface Weight {
  readonly name: string;
  readonly bytes: number;
  readonly own: number;
  readonly parts: ReturnType<typeof bundleFunction>['parts'];
  /** Milliseconds; the median of a few starts. */
  readonly initMs: number;
}

export async function measure(): Promise<readonly string[]> {
  return (await weigh()).map(
    ({ name, bytes, own, initMs: median }) =>
      `${name.padEnd(17)} ${kB(bytes)} kB, own code ${kB(own)} kB, init ${median.toFixed(0)} ms (median of ${starts})`,
  );
}

const kB = (bytes: number): string => (bytes / 1000).toFixed(0).padStart(4);

/** Bundles every function as it is deployed, and starts each a few times. */
export async function weigh(): Promise<readonly Weight[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'britepool-bundles-'));
  try {
    const environments = await settingsOfFunctions();
    const weights: Weight[] = [];
    for (const name of readdirSync('functions').filter((folder) => folder !== 'runtime')) {
      const { file, bytes, own, parts } = bundleFunction(name, outdir);
      const environment = [...environments].find(([fn]) => fn.endsWith(name))?.[1] ?? {};
      const times: number[] = [];
      for (let start = 0; start < starts; start++) times.push(await initMs(file, environment));
      const median = times.sort((a, b) => a - b)[Math.floor(starts / 2)] ?? 0;
      weights.push({ name, bytes, own, parts, initMs: median });
    }
    return weights;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Environment of each function by its name; the stack has ended by then, so that it takes no time from those measured. */
async function settingsOfFunctions(): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  await using stack = await startStack();
  return new Map([...stack.functions].map(([name, { settings }]) => [name, settings.environment]));
}

function initMs(file: string, environment: Readonly<Record<string, string>>): Promise<number> {
  const worker = new Worker(new URL('../infra/local/lambda/worker.mjs', import.meta.url), {
    env: environment,
    workerData: { file, name: 'measured', arn: 'measured', memory: 512 },
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: { initMs: number }) => {
      resolve(message.initMs);
      void worker.terminate();
    });
  });
}
