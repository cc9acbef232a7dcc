import { fuzz, served, type Tally } from '../../functions/fuzz/fuzz.ts';
import { described } from '../../support/openapi/document.ts';

export const title =
  'from the committed OpenAPI document: 200 requests that it allows and 200 that it forbids, per operation';

const runs = 200;

const told = (tally: Tally): string =>
  Object.entries(tally)
    .map(([status, count]) => `${status} × ${count}`)
    .join(', ');

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const answers: Record<string, number> = {};
  const never: string[] = [];
  for (const operation of described) {
    const { valid, invalid } = await fuzz(operation, runs);
    say(`${operation.id}: allowed ${told(valid)}; forbidden ${told(invalid)}`);
    if (served(valid) === 0) never.push(operation.id);
    for (const tally of [valid, invalid])
      for (const [status, count] of Object.entries(tally)) answers[status] = (answers[status] ?? 0) + count;
  }
  if (never.length > 0) throw new Error(`Not once served: ${never.join(', ')}`);
  const all = Object.values(answers).reduce((sum, count) => sum + count, 0);
  return [
    `${described.length} operations, ${all} requests, each to a world of its own that holds one of everything`,
    `answers: ${told(answers)}; no 5xx`,
    'every answer matches its schema in docs/api/openapi.json by ajv; every refusal is a problem document with a code and a hint',
    'nothing was served that the document forbids; every operation was served at least once',
  ];
}
