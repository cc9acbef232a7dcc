import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { aboutBadDays } from './support/bad-days.ts';
import { brokenEngines } from './support/broken-engines.ts';
import { aboutHistories } from './support/histories.ts';
import { aboutMoments } from './support/moments.ts';
import { aboutPlans } from './support/plans.ts';
import { aboutVisits } from './support/visits.ts';

const properties = [...aboutBadDays, ...aboutHistories, ...aboutMoments, ...aboutPlans, ...aboutVisits];
const mostRuns = 200;

/** What was found wrong, on whichever run. */
async function findingOf(work: Promise<number>): Promise<string> {
  try {
    return `nothing in ${await work} runs`;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return inspect({ error: String(error), cause }, { depth: 8 });
  }
}

describe('a broken engine does not get through', () => {
  test.each(brokenEngines.map((one) => [one.fault, one] as const))('%s', async (_fault, broken) => {
    const { engine, breaks, finding } = broken;
    const property = properties.find(({ title }) => title === breaks);
    if (property === undefined) throw new Error(`There is no property "${breaks}".`);
    const found = await findingOf(property.prove(engine, mostRuns, true));
    expect(found).toMatch(/Property failed after \d+ tests/);
    expect(found).toMatch(finding);
  });

  test('for every property there is one that it catches', () => {
    const caught = new Set(brokenEngines.map(({ breaks }) => breaks));
    expect(properties.filter(({ title }) => !caught.has(title))).toEqual([]);
  });
});
