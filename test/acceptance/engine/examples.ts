import { runTests } from '../../support/vitest-run.ts';

export const title = 'the examples of the specification, by name: four unit tests, two integration tests';

const examples = [
  'transforms external task to internal format',
  'detects conflict when both systems modified same field',
  'verifies webhook signature correctly',
  'calculates exponential backoff correctly',
  'completes full sync workflow successfully',
  'processes webhook and updates record',
];

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('unit', ['test/application/specification.test.ts']);
  const missing = examples.filter((example) => !passed.some((line) => line.includes(example)));
  if (code !== 0 || missing.length > 0)
    throw new Error([...missing.map((name) => `missing: ${name}`), output].join('\n'));
  return [...passed, `${examples.length} of ${examples.length} examples pass`];
}
