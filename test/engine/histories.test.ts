import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conflictStrategies } from '../../shared/domain/integration.ts';
import { History } from './support/history.ts';
import { complaints } from './support/invariants.ts';
import { step } from './support/steps.ts';

/** `npm test` tries some hundred histories, `npm run test:deep` ten thousand and more of each property. */
const numRuns = Number(process.env.DEEP_RUNS ?? 200);
const skew = fc.integer({ min: -3600, max: 3600 }).map((seconds) => seconds * 1000);
const history = fc.record({
  strategy: fc.constantFrom(...conflictStrategies),
  offsetMs: skew,
  steps: fc.array(step, { minLength: 4, maxLength: 24 }),
});

async function live({
  strategy,
  offsetMs,
  steps,
}: {
  strategy: (typeof conflictStrategies)[number];
  offsetMs: number;
  steps: readonly Parameters<History['take']>[0][];
}) {
  const told = await History.begin({ conflictStrategy: strategy });
  told.world.vendor.skew = { offsetMs, uncertaintyMs: 1000 };
  for (const one of [{ do: 'create', side: 'there' } as const, ...steps]) await told.take(one);
  return told;
}

describe('whatever happens to two systems, in whatever order, with deaths, duplicates and losses', () => {
  test('both sides end equal, every record has one partner, and no edit is lost unexplained', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (lived) => {
        const told = await live(lived);
        await told.settle();
        expect(complaints(told)).toEqual([]);
      }),
      { seed: 301, numRuns },
    );
  });

  test('the traffic dies out: after everything was looked at twice nothing is written any more', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (lived) => {
        const told = await live(lived);
        expect(await told.settle()).toBeLessThanOrEqual(4);
        const before = told.writes;
        await told.settle();
        expect(told.writes).toBe(before);
      }),
      { seed: 302, numRuns },
    );
  });
});
