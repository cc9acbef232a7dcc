import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

export const title = 'mutants of the pure decisions: how many of them the tests of shared/domain kill';

const wanted = 85;

const report = z.looseObject({
  files: z.record(z.string(), z.looseObject({ mutants: z.array(z.looseObject({ status: z.string() })) })),
});

/** Runs Stryker as `npm run mutants` does, with a report into `file`. Answers its exit code and its last lines. */
async function stryker(file: string, say: (line: string) => void): Promise<number> {
  const child = spawn(
    process.execPath,
    ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--reporters', 'json,progress-append-only'],
    { env: { ...process.env, MUTANTS_REPORT: file, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let toldAt = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    const percent = /testing (\d+)%/.exec(chunk.toString('utf8'))?.[1];
    if (percent === undefined || Number(percent) < toldAt + 10) return;
    toldAt = Number(percent);
    say(`${percent} % of the mutants tried`);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

const percent = (killed: number, all: number): number => (all === 0 ? 0 : (100 * killed) / all);

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-mutants-'));
  try {
    const file = join(folder, 'mutants.json');
    say('npm run mutants takes a quarter of an hour');
    const code = await stryker(file, say);
    const files = Object.entries(report.parse(JSON.parse(readFileSync(file, 'utf8'))).files);
    const tally = (mutants: readonly { readonly status: string }[]) => {
      const count = (...statuses: readonly string[]) =>
        mutants.filter(({ status }) => statuses.includes(status)).length;
      const [killed, survived, uncovered] = [
        count('Killed', 'Timeout'),
        count('Survived'),
        count('NoCoverage'),
      ];
      return { killed, survived, uncovered, score: percent(killed, killed + survived + uncovered) };
    };
    const perFile = files.map(([name, { mutants }]) => ({ name, ...tally(mutants) }));
    const weakest = perFile
      .filter(({ killed, survived, uncovered }) => killed + survived + uncovered > 0)
      .toSorted((a, b) => a.score - b.score)
      .slice(0, 5)
      .map(({ name, score }) => `${score.toFixed(1).padStart(5)} % ${name}`);
    const { killed, survived, uncovered, score } = tally(files.flatMap(([, { mutants }]) => mutants));
    const figures = `score ${score.toFixed(2)} (${wanted} wanted): ${killed} killed, ${survived} survived, ${uncovered} not covered, in ${files.length} files`;
    const lines = ['the five weakest files:', ...weakest, figures];
    if (code !== 0 || score < wanted) throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
