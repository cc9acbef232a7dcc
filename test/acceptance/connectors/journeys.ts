import { integrationTypes } from '../../../shared/domain/integration.ts';
import { runTests } from '../../support/vitest-run.ts';

export const title = 'each of the ten systems on the running stack, both ways: seven journeys each';

const steps = ['import', 'edit there', 'edit here', 'create here', 'clash', 'delete', 'outage'];

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('journeys', ['test/journeys/systems.test.ts']);
  const walked = new Map<string, string[]>();
  for (const line of passed) {
    const [, system, step] = / > (.+) on the running stack > ([^:]+):/.exec(line) ?? [];
    if (system !== undefined && step !== undefined) walked.set(system, [...(walked.get(system) ?? []), step]);
  }
  const rows = [...walked].map(([system, done]) => `${system.padEnd(20)} ${done.join(' · ')}`);
  const gaps = [...walked].flatMap(([system, done]) =>
    steps.filter((step) => !done.includes(step)).map((step) => `${system}: ${step} was not shown`),
  );
  if (code !== 0 || gaps.length > 0 || walked.size !== integrationTypes.length)
    throw new Error(
      [...rows, ...gaps, `${walked.size} of ${integrationTypes.length} systems`, output].join('\n  '),
    );
  return [...rows, `${walked.size} systems, ${passed.length} journeys went through`];
}
