import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

export const title = 'mutants of the pure decisions: how many of them the tests of shared/domain kill';

const wanted = 85;
const weakestShown = 5;

const mutants = z.array(z.looseObject({ status: z.string() }));
const report = z.looseObject({ files: z.record(z.string(), z.looseObject({ mutants })) });

interface Tally {
  readonly killed: number;
  /** Of the killed: those under which the tests no longer came to an end. */
  readonly hung: number;
  readonly survived: number;
  readonly uncovered: number;
  /** Killed of all, in percent. */
  readonly score: number;
}

function tally(tried: z.infer<typeof mutants>): Tally {
  const count = (...statuses: readonly string[]) =>
    tried.filter(({ status }) => statuses.includes(status)).length;
  const [killed, survived, uncovered] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')];
  const all = killed + survived + uncovered;
  return { killed, hung: count('Timeout'), survived, uncovered, score: all === 0 ? 0 : (100 * killed) / all };
}

/** Runs Stryker as `npm run mutants` does, with a report into `file`. Answers its exit code and what it said. */
async function stryker(file: string, say: (line: string) => void) {
  const child = spawn(
    process.execPath,
    ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--reporters', 'json,progress-append-only'],
    { env: { ...process.env, MUTANTS_REPORT: file, NO_COLOR: '1' } },
  );
  let output = '';
  let toldAt = 0;
  const hear = (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    output += text;
    const percent = Number(/testing (\d+)%/.exec(text)?.[1] ?? 0);
    if (percent < toldAt + 10) return;
    toldAt = percent;
    say(`${percent} % of the mutants tried`);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? 1)));
  return { code, output };
}

function weakestOf(files: z.infer<typeof report>['files']): readonly string[] {
  return Object.entries(files)
    .map(([name, tried]) => ({ name, ...tally(tried.mutants) }))
    .filter(({ killed, survived, uncovered }) => killed + survived + uncovered > 0)
    .toSorted((a, b) => a.score - b.score)
    .slice(0, weakestShown)
    .map(({ name, score }) => `${score.toFixed(1).padStart(5)} % ${name}`);
}

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-mutants-'));
  try {
    const file = join(folder, 'mutants.json');
    say('npm run mutants takes a quarter of an hour');
    const { code, output } = await stryker(file, say);
    if (!existsSync(file)) throw new Error(output);
    const { files } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    const all = tally(Object.values(files).flatMap((tried) => tried.mutants));
    const figures = `score ${all.score.toFixed(2)} (${wanted} wanted): ${all.killed} killed (${all.hung} of them hung), ${all.survived} survived, ${all.uncovered} not covered, in ${Object.keys(files).length} files`;
    const lines = [`the ${weakestShown} weakest files:`, ...weakestOf(files), figures];
    if (code !== 0 || all.score < wanted) throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
