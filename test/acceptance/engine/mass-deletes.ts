import { type Drilled, drill, drills } from '../../application/support/mass-delete-drills.ts';
import { runTests } from '../../support/vitest-run.ts';

export const title =
  'mass-delete drills: what only looks like many deletions deletes nothing and is told once';

/** The drills that must be there, whatever the list of them says. */
const wanted = ['truncated page', '200 with an empty list', '403', 'revoked scope', 'revoked sign-in'];

const told = (name: string, { linked, lost, run, integration, notices }: Drilled): string =>
  `${name}: ${lost} of ${linked} lost; the run is ${run}, the integration ${integration}; told: ${notices.join(' | ')}`;

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('unit', ['test/application/mass-delete-drills.test.ts']);
  const played: readonly (readonly [string, Drilled])[] = await Promise.all(
    drills.map(async (name) => [name, await drill(name)] as const),
  );
  const lines = played.map(([name, result]) => told(name, result));
  const short = played.filter(([, { lost, notices }]) => lost > 0 || notices.length !== 1);
  const missing = wanted.filter(
    (word) => !(drills.some((name) => name.includes(word)) && passed.some((line) => line.includes(word))),
  );
  if (code !== 0 || missing.length > 0 || short.length > 0)
    throw new Error([...lines, ...missing.map((name) => `missing: ${name}`), output].join('\n'));
  return [...lines, `${played.length} drills: nothing deleted, one notice each`];
}
