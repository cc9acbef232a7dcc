import fc from 'fast-check';
import { expect } from 'vitest';
import type { ConflictStrategy } from '../../../shared/domain/integration.ts';
import { Clerk, type Dated, differences } from './clerk.ts';
import { type Engine, type Property, property } from './property.ts';
import { editedFields, step } from './steps.ts';

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
const visits = (strategies: readonly ConflictStrategy[], most: number) =>
  fc.record({
    strategy: fc.constantFrom(...strategies),
    offsetMs: fc.integer({ min: -3600, max: 3600 }).map((seconds) => seconds * 1000),
    visits: fc.array(
      fc.record({
        typed: fc.array(typing, { maxLength: 6 }),
        troubles: fc.array(fc.oneof(trouble, deaths), { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: most },
    ),
  });
type Visits = ReturnType<typeof visits> extends fc.Arbitrary<infer Value> ? Value : never;

/** Lets people type, things go wrong and everything come to rest, as often as said; compares after each time. */
async function compare({ strategy, offsetMs, visits: all }: Visits, engine: Engine): Promise<void> {
  const history = await engine.begin({ conflictStrategy: strategy });
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

export const aboutVisits: readonly Property[] = [
  property(
    'the engine leaves behind what a careful clerk would have, visit after visit, with the clocks an hour apart',
    311,
    visits(['LATEST_WINS', 'EXTERNAL_WINS', 'LOCAL_WINS'], 4),
    compare,
  ),
  property(
    'where the house rule is to ask, both sides keep what was typed there until somebody decided',
    312,
    visits(['MANUAL_REVIEW', 'CUSTOM_MERGE'], 1),
    compare,
  ),
];
