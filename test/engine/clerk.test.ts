import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Clerk, type Dated, differences } from './support/clerk.ts';
import { History } from './support/history.ts';
import { editedFields, step } from './support/steps.ts';

const numRuns = Number(process.env.DEEP_RUNS ?? 200);
/** Far enough apart for any two clocks to tell who was first. */
const secondsBetween = 10;

const typing = fc.record({
  do: fc.constant('edit' as const),
  side: fc.constantFrom('here' as const, 'there' as const),
  task: fc.nat({ max: 2 }),
  field: fc.constantFrom(...editedFields),
});
/** What may go wrong between two visits: everything but typing. */
const trouble = step.filter((one) => one.do !== 'edit' && one.do !== 'create' && one.do !== 'work');
const deaths = fc.record({
  do: fc.constant('work' as const),
  batch: fc.constant(5),
  from: fc.nat({ max: 3 }),
  dies: fc.record({
    at: fc.integer({ min: 1, max: 8 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
});
const visits = (most: number) =>
  fc.array(
    fc.record({
      typed: fc.array(typing, { maxLength: 6 }),
      troubles: fc.array(fc.oneof(trouble, deaths), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: most },
  );
type Visits = typeof visits extends (most: number) => fc.Arbitrary<infer Value> ? Value : never;

/** Lets people type, things go wrong and everything come to rest, as often as said; compares after each time. */
async function compare(strategy: ConstructorParameters<typeof Clerk>[0], offsetMs: number, all: Visits) {
  const history = await History.begin({ conflictStrategy: strategy });
  history.world.vendor.skew = { offsetMs, uncertaintyMs: 1000 };
  history.world.vendor.aheadMs = offsetMs;
  const clerk = new Clerk(strategy);
  const begin = [0, 1, 2].map(() => ({ do: 'create' as const, side: 'there' as const }));
  let seen = 0;
  for (const { typed, troubles } of [{ typed: begin, troubles: [] }, ...all]) {
    const dated: Dated[] = [];
    for (const one of typed) {
      history.world.clock.pass(secondsBetween);
      await history.take(one);
      const edit = history.edits[seen];
      if (edit !== undefined) dated.push({ ...edit, at: Date.parse(history.world.clock.now()) });
      seen = history.edits.length;
    }
    for (const one of troubles) await history.take(one);
    await history.settle();
    for (const mapping of history.mappings()) {
      const { externalId, internalId } = mapping;
      clerk.visit(
        externalId,
        dated.filter(({ recordId }) => recordId === externalId || recordId === internalId),
      );
    }
    expect(differences(history, clerk)).toEqual([]);
  }
}

const skew = fc.integer({ min: -3600, max: 3600 }).map((seconds) => seconds * 1000);

test('the engine leaves behind what a careful clerk would have, visit after visit, with the clocks an hour apart', async () => {
  const strategy = fc.constantFrom('LATEST_WINS' as const, 'EXTERNAL_WINS' as const, 'LOCAL_WINS' as const);
  await fc.assert(fc.asyncProperty(strategy, skew, visits(4), compare), { seed: 311, numRuns });
});

test('where the house rule is to ask, both sides keep what was typed there until somebody decided', async () => {
  const strategy = fc.constantFrom('MANUAL_REVIEW' as const, 'CUSTOM_MERGE' as const);
  await fc.assert(fc.asyncProperty(strategy, skew, visits(1), compare), { seed: 312, numRuns });
});
