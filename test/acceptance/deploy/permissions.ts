import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { unusedBecause } from '../../support/unused-grants.ts';
import { runTests } from '../../support/vitest-run.ts';

export const title =
  'every AWS call of the journeys against the permissions of the template: none missing, none idle without a reason';

const line = z.object({
  refused: z.array(z.string()),
  grants: z.array(
    z.object({ caller: z.string(), action: z.string(), resource: z.string(), used: z.boolean() }),
  ),
});
const rounds = [
  ['journeys', ['test/journeys/flows', 'test/journeys/signing-in', 'test/journeys/systems']],
  ['contract', ['test/local-runtime/stack', 'test/local-runtime/alerts', 'test/local-runtime/deploy']],
] as const;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-grants-'));
  const file = join(folder, 'grants');
  try {
    for (const [project, files] of rounds) {
      const { passed } = await runTests(project, files, { GRANTS_FILE: file });
      say(`${project}: ${passed.length} tests passed while every call was compared`);
    }
    if (!existsSync(file)) throw new Error('No stack wrote down what it used.');
    return compare(readFileSync(file, 'utf8').trim().split('\n'), say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(lines: readonly string[], say: (line: string) => void): readonly string[] {
  const stacks = lines.map((text) => line.parse(JSON.parse(text)));
  const refused = new Set(stacks.flatMap((stack) => stack.refused));
  const used = new Map<string, boolean>();
  for (const { caller, action, resource, used: was } of stacks.flatMap(({ grants }) => grants)) {
    const key = [caller, action, resource].map(short).join(' ');
    used.set(key, was || (used.get(key) ?? false));
  }
  const idle = [...used].filter(([, was]) => !was).map(([key]) => key);
  const reasons = idle.map((key) => ({ key, because: unusedBecause(key) }));
  const counts = new Map<string, number>();
  for (const { because } of reasons)
    if (because !== undefined) counts.set(because, (counts.get(because) ?? 0) + 1);
  for (const [because, count] of counts) say(`${String(count).padStart(3)} idle: ${because}`);
  const wrong = [
    ...[...refused].map((each) => `missing: ${each}`),
    ...reasons
      .filter(({ because }) => because === undefined)
      .map(({ key }) => `idle without a reason: ${key}`),
  ];
  const summary = `${stacks.length} stacks, ${used.size} permissions: ${used.size - idle.length} used, ${idle.length} idle, ${refused.size} missing`;
  if (wrong.length > 0) throw new Error([summary, ...wrong].join('\n  '));
  return [summary];
}

const short = (text: string): string =>
  text.replace(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\d*:/, '').replaceAll('britepool-dev-', '');
