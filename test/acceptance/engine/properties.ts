import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

export const title =
  'what has to hold whatever happens: ten thousand random inputs a sentence, and a broken engine that each catches';

const wanted = 10_000;

/** `meta.runs` is counted by the property itself: one for every input that went through. */
const report = z.looseObject({
  testResults: z.array(
    z.looseObject({
      name: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.looseObject({
          title: z.string(),
          status: z.string(),
          meta: z.looseObject({ runs: z.number().optional() }).default({}),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

/** Runs the script as a person would, with a report beside its usual output. Answers what it said and the report. */
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

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-properties-'));
  try {
    say('npm run test:deep takes some minutes');
    const file = join(folder, 'report.json');
    const { code, output } = await testDeep(file);
    const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    const tests = testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map((one) => ({ ...one, broken: name.endsWith('broken-engines.test.ts') })),
    );
    const properties = tests.filter(({ meta, broken, failureMessages }) =>
      broken ? false : meta.runs !== undefined || failureMessages.some((text) => text.includes('Property')),
    );
    const caught = tests.filter(
      ({ broken, status, title: name }) => broken && status === 'passed' && name.startsWith('an engine'),
    );
    const lines = [
      ...properties.map(
        ({ title: name, status, meta }) => `${String(meta.runs ?? 0).padStart(6)} runs, ${status}: ${name}`,
      ),
      ...caught.map(({ title: name }) => `caught: ${name}`),
    ];
    const short = properties.filter(({ status, meta }) => status !== 'passed' || (meta.runs ?? 0) < wanted);
    const runs = properties.reduce((sum, { meta }) => sum + (meta.runs ?? 0), 0);
    const figures = `${properties.length} properties, ${runs} runs in all, ${short.length} failed or fell short of ${wanted}; ${caught.length} broken engines caught`;
    if (code !== 0 || short.length > 0 || properties.length === 0 || caught.length < properties.length)
      throw new Error([output, ...lines, figures].join('\n  '));
    return [...lines, figures];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
