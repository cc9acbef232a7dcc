import { runTests } from '../../support/vitest-run.ts';

export const title = 'user flows 2, 3, 4 and 6 on the running stack, both ways, with Asana and a REST system';

const flows = ['flow 2', 'flow 3', 'flow 4', 'flow 6'];

export async function demonstrate(): Promise<readonly string[]> {
  const { code, output, passed } = await runTests('journeys', ['test/journeys/flows']);
  const missing = flows.filter((flow) => !passed.some((line) => line.includes(flow)));
  if (code !== 0 || missing.length > 0)
    throw new Error([...missing.map((flow) => `missing: ${flow}`), output].join('\n'));
  return [
    ...passed,
    `${passed.length} journeys went through, of flows ${flows.map((flow) => flow.slice(5)).join(', ')}`,
  ];
}
