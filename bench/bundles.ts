import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundleFunction } from '../test/support/bundle.ts';
import { startStack } from '../test/support/stack.ts';

export const title = 'bundle size and module-init time of each function, minified as deployed';

const starts = 7;

export async function measure(): Promise<readonly string[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'britepool-bundles-'));
  try {
    await using stack = await startStack();
    const names = readdirSync('functions').filter((name) => name !== 'runtime');
    const lines: string[] = [];
    for (const name of names) {
      const { file, bytes, own } = await bundleFunction(name, outdir);
      const environment =
        [...stack.functions].find(([fn]) => fn.endsWith(name))?.[1].settings.environment ?? {};
      const times: number[] = [];
      for (let start = 0; start < starts; start++) times.push(await initMs(file, environment));
      const median = times.sort((a, b) => a - b)[Math.floor(starts / 2)] ?? 0;
      lines.push(
        `${name.padEnd(16)} ${(bytes / 1000).toFixed(0).padStart(4)} kB, own code ${(own / 1000).toFixed(0).padStart(3)} kB, init ${median.toFixed(0)} ms (median of ${starts})`,
      );
    }
    return lines;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
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
