import { BareClone } from '../../support/clone.ts';

export const title =
  'npm test from a bare clone is green; npm run check takes < 60 s; 26+ forbidden imports are caught';

const slowestCheckSeconds = 60;
const fewestViolations = 26;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const clone = new BareClone();
  try {
    const test = await clone.npm('test');
    const closing = test.output.trimEnd().split('\n').at(-1) ?? '';
    say(`npm test: ${closing} after ${test.seconds.toFixed(0)} s, installation included`);
    if (test.code !== 0 || !/^\d+ passed, 0 failed$/.test(closing)) throw new Error(tail(test.output));
    const check = await clone.npm('run', 'check');
    if (check.code !== 0) throw new Error(tail(check.output));
    const caught = await caughtImports(clone);
    const lines = [
      `npm test: ${closing} (${test.seconds.toFixed(0)} s with installation)`,
      `npm run check: ${check.output.trimEnd().split('\n').at(-1)} in ${check.seconds.toFixed(1)} s`,
      `forbidden imports planted and caught: ${caught}`,
    ];
    if (caught < fewestViolations || check.seconds >= slowestCheckSeconds)
      throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    clone.dispose();
  }
}

/** How many planted imports the architecture test caught; a missed one fails that test and throws here. */
async function caughtImports(clone: BareClone): Promise<number> {
  const file = 'test/architecture/import-rules.test.ts';
  const { code, output } = await clone.npm('exec', '--', 'vitest', 'run', file, '--reporter=verbose');
  if (code !== 0) throw new Error(tail(output));
  return output.split('\n').filter((line) => line.includes('is caught by')).length;
}

const tail = (output: string): string => output.trimEnd().split('\n').slice(-40).join('\n');
