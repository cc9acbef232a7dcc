import { spawn } from 'node:child_process';

export interface VitestRun {
  readonly code: number;
  readonly output: string;
  /** Titles of the tests that passed, with their folder of `describe`s. */
  readonly passed: readonly string[];
}

const plain = (text: string): string =>
  text.replace(new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g'), '');

/** Runs tests of this checkout and answers their titles. */
export function runTests(
  project: string,
  files: readonly string[],
  environment: object = {},
): Promise<VitestRun> {
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...files, '--reporter=verbose'],
    { env: { ...process.env, ...environment, NO_COLOR: '1' } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  return new Promise((resolve) =>
    child.once('close', (code) => {
      const lines = plain(output).split('\n');
      const passed = lines.filter((line) => /^\s*✓/.test(line)).map((line) => line.trim());
      resolve({ code: code ?? 1, output: plain(output), passed });
    }),
  );
}
