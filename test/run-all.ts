import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readReport, type Tally } from './test-report.ts';

const usage = `npm test                everything that must be green
npm run check           types, lint, dead code, unit and conformance tests: the fast inner loop
  -- --only a,b         only these steps: types, lint, dead-code, or a vitest project
  -- --help             this text
`;
const computing = ['unit', 'engine', 'conformance', 'fidelity', 'contract', 'infra'];
/** A browser waits more than it computes: what computes runs beside it, on one core. */
const waiting = 'browser';
/** Parts of the browser tests, each with a world of its own, so that two go side by side when nothing computes any more. */
const shards = 6;
/** Two people who act at the same moment: these want the machine for themselves. */
const racing = 'journeys';
const projects = [...computing, waiting, racing];
const fast = ['types', 'lint', 'dead-code', 'unit', 'conformance'];
const everything = ['types', 'lint', 'dead-code', ...projects];

/** Runs a command of node_modules with its output shown as it comes; answers its exit code. */
function run(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join('node_modules', command), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The same with the output kept together, for commands that run side by side. */
async function runQuietly(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join('node_modules', command), ...args]);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (ended) => resolve(ended ?? 1));
  });
  if (code !== 0) process.stdout.write(Buffer.concat(output));
  return code;
}

const checks: { readonly [step: string]: () => Promise<number> } = {
  types: async () => {
    const codes = await Promise.all([
      runQuietly('typescript/bin/tsc', ['--noEmit']),
      runQuietly('typescript/bin/tsc', ['--noEmit', '-p', 'admin-web']),
    ]);
    return Math.max(...codes);
  },
  lint: () => runQuietly('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  'dead-code': () => runQuietly('knip/bin/knip.js', ['--no-progress']),
};

async function check(step: string): Promise<Tally> {
  const isClean = (await checks[step]?.()) === 0;
  console.log(`${step}: ${isClean ? 'clean' : 'failed'}`);
  return {
    passed: isClean ? 1 : 0,
    skipped: 0,
    failures: isClean ? [] : [`${step} is not clean: see above`],
  };
}

async function vitest(wanted: readonly string[], ...options: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-tests-'));
  const file = join(folder, 'report.json');
  try {
    const code = await run('vitest/vitest.mjs', [
      'run',
      ...wanted.flatMap((project) => ['--project', project]),
      ...options,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    return readReport(file, code);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { passed: 0, skipped: 0, failures: [`${wanted.join(', ')} told nothing: ${reason}`] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { fast: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean' } },
});
const steps = values.only?.split(',') ?? (values.fast === true ? fast : everything);
const unknown = steps.filter((step) => !everything.includes(step));
if (values.help === true || unknown.length > 0) {
  console.log(unknown.length > 0 ? `Unknown: ${unknown.join(', ')}\n\n${usage}` : usage);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const began = performance.now();
const tallies: Tally[] = [];
const wanted = computing.filter((project) => steps.includes(project));
const isBeside = steps.includes(waiting);
const runs: (() => Promise<Tally>)[] = [];
if (wanted.length > 0) runs.push(() => vitest(wanted, ...(isBeside ? ['--maxWorkers=1'] : [])));
for (const step of steps.filter((name) => name in checks)) runs.push(async () => check(step));
if (isBeside)
  for (let shard = 1; shard <= shards; shard++)
    runs.push(() => vitest([waiting], `--shard=${shard}/${shards}`));
const lane = async (): Promise<void> => {
  for (let next = runs.shift(); next !== undefined; next = runs.shift()) tallies.push(await next());
};
await Promise.all([lane(), lane()]);
if (steps.includes(racing)) tallies.push(await vitest([racing]));

const sum = (part: 'passed' | 'skipped') => tallies.reduce((total, tally) => total + tally[part], 0);
const failures = tallies.flatMap((tally) => tally.failures);
const skipped = sum('skipped') === 0 ? '' : `, ${sum('skipped')} skipped`;
// What scrolled by long ago is said again where whoever waited for the end reads it.
for (const failure of failures) console.log(`\nfailed: ${failure}`);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`${sum('passed')} passed, ${failures.length} failed${skipped}`);
process.exitCode = failures.length === 0 && sum('passed') > 0 ? 0 : 1;
