import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

export const title =
  'what has to hold whatever happens: ten thousand random inputs a sentence, and a broken engine that each catches';

const wanted = 10_000;

/** `meta.runs` is counted by the property itself: one for every input that went through. */
const tested = z.looseObject({
  title: z.string(),
  status: z.string(),
  meta: z.looseObject({ runs: z.number().optional() }).default({}),
});
const report = z.looseObject({
  testResults: z.array(z.looseObject({ name: z.string(), assertionResults: z.array(tested) })),
});

/** Runs the script as a person would, with a report beside its usual output. Answers its exit code and what it said. */
async function testDeep(file: string): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(
    'npm',
    ['run', 'test:deep', '--', '--reporter=default', '--reporter=json', `--outputFile=${file}`],
    { env: { ...process.env, NO_COLOR: '1' } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? 1)));
  return { code, output };
}

/** What the report says of the properties and of the broken engines, and whether it falls short. */
function judge({ testResults }: z.infer<typeof report>) {
  const properties = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .flatMap(({ title: name, status, meta: { runs } }) =>
      runs === undefined ? [] : [{ name, status, runs }],
    );
  const caught = testResults
    .filter(({ name }) => name.endsWith('broken-engines.test.ts'))
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ title: name, status }) => status === 'passed' && name.startsWith('an engine'));
  const short = properties.filter(({ status, runs }) => status !== 'passed' || runs < wanted);
  const total = properties.reduce((sum, { runs }) => sum + runs, 0);
  return {
    fellShort: short.length > 0 || properties.length === 0 || caught.length < properties.length,
    lines: [
      ...properties.map(({ name, status, runs }) => `${String(runs).padStart(6)} runs, ${status}: ${name}`),
      ...caught.map(({ title: name }) => `caught: ${name}`),
      `${properties.length} properties, ${total} runs in all, ${short.length} failed or fell short of ${wanted}; ${caught.length} broken engines caught`,
    ],
  };
}

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-properties-'));
  try {
    say('npm run test:deep takes some minutes');
    const file = join(folder, 'report.json');
    const { code, output } = await testDeep(file);
    if (!existsSync(file)) throw new Error(output);
    const { fellShort, lines } = judge(report.parse(JSON.parse(readFileSync(file, 'utf8'))));
    if (code !== 0 || fellShort) throw new Error([output, ...lines].join('\n  '));
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
