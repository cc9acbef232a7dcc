import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { reasonsGiven, unusedBecause } from '../../support/unused-grants.ts';
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
  [
    'journeys',
    [
      'test/journeys/least-privilege',
      ...['test/journeys/flows', 'test/journeys/signing-in', 'test/journeys/systems'],
    ],
  ],
  ['contract', ['test/local-runtime/stack', 'test/local-runtime/alerts', 'test/local-runtime/deploy']],
] as const;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-grants-'));
  const file = join(folder, 'grants');
  const failed: string[] = [];
  try {
    for (const [project, files] of rounds) {
      const { code, output, passed } = await runTests(project, files, { GRANTS_FILE: file });
      if (code !== 0) failed.push(`${project}: not every test passed`, ...failures(output));
      say(`${project}: ${passed.length} tests passed while every call was compared`);
    }
    if (!existsSync(file)) throw new Error('No stack wrote down what it used.');
    return compare(readFileSync(file, 'utf8').trim().split('\n'), failed, say);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(
  lines: readonly string[],
  failed: readonly string[],
  say: (line: string) => void,
): readonly string[] {
  const stacks = lines.map((text) => line.parse(JSON.parse(text)));
  const refused = [...new Set(stacks.flatMap((stack) => stack.refused))];
  const grants = usedOf(stacks.flatMap((stack) => stack.grants));
  for (const [caller, mine] of Map.groupBy(grants, ({ key }) => key.split(' ')[0] ?? '')) {
    const used = mine.filter((grant) => grant.used).length;
    say(`${caller.padEnd(18)} ${String(mine.length).padStart(3)} granted, ${used} used`);
  }
  const idle = grants.filter(({ used }) => !used);
  const told = idle.map(({ key }) => ({ key, because: unusedBecause(key) }));
  const because = Map.groupBy(told, (each) => each.because);
  for (const reason of reasonsGiven)
    say(`${String(because.get(reason)?.length ?? 0).padStart(3)} idle: ${reason}`);
  const wrong = [
    ...failed,
    ...refused.map((each) => `missing: ${each}`),
    ...(because.get(undefined) ?? []).map(({ key }) => `idle without a reason: ${key}`),
    ...reasonsGiven.filter((reason) => !because.has(reason)).map((reason) => `nothing needs: ${reason}`),
  ];
  const summary = `${stacks.length} stacks, ${grants.length} permissions: ${grants.length - idle.length} used, ${idle.length} idle of which ${told.filter((each) => each.because !== undefined).length} with a reason, ${refused.length} missing`;
  if (wrong.length > 0) throw new Error([summary, ...wrong].join('\n  '));
  return [summary];
}

/** Each permission once, used when it was used on any of the stacks. */
function usedOf(grants: z.output<typeof line>['grants']) {
  const keyOf = ({ caller, action, resource }: (typeof grants)[number]) =>
    [caller, action, resource].map(short).join(' ');
  return [...Map.groupBy(grants, keyOf)].map(([key, same]) => ({ key, used: same.some(({ used }) => used) }));
}

const short = (text: string): string =>
  text.replace(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\d*:/, '').replaceAll('britepool-dev-', '');
/** Which tests failed, and with what. */
const failures = (output: string): readonly string[] =>
  output.split('\n').filter((text) => /^ FAIL |^(\w*Error|ZodError): /.test(text));
