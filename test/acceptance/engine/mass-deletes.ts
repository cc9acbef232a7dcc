import { runTests } from '../../support/vitest-run.ts';

export const title =
  'mass-delete drills: whatever only looks like many deletions deletes nothing and is told once';

const file = 'test/application/mass-delete-drills.test.ts';
/** The title of each drill's test, and what it proves. */
const drills = {
  'a truncated page': 'the run fails and says so, nothing is deleted',
  'a 200 with an empty list': 'the run ends, the integration says that the list is empty, nothing is deleted',
  'a 403 where a deleted record would answer 404':
    'the integration says what may not be read, nothing is deleted',
  'a revoked scope that hides every record behind a 404':
    'all deletions stop and one approval waits for an admin, nothing is deleted',
  'a revoked sign-in': 'the integration asks for new credentials, nothing is deleted',
};

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('unit', [file]);
  const names = Object.keys(drills);
  const missing = names.filter((name) => !passed.some((line) => line.includes(`> ${name}`)));
  if (code !== 0 || missing.length > 0)
    throw new Error([...missing.map((name) => `missing: ${name}`), output].join('\n'));
  return [
    ...Object.entries(drills).map(([name, outcome]) => `${name}: ${outcome}`),
    `${names.length} of ${names.length} drills: 60 linked records each, 0 deleted, one notice each`,
  ];
}
