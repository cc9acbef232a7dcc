import fc from 'fast-check';
import { expect } from 'vitest';
import { conflictStrategies } from '../../../shared/domain/integration.ts';
import type { History } from './history.ts';
import { lostEdits, unequalFields, wrongPairs } from './invariants.ts';
import { type Engine, type Property, property } from './property.ts';
import { step } from './steps.ts';

const skew = fc.integer({ min: -3600, max: 3600 }).map((seconds) => seconds * 1000);
const steps = fc.array(step, { minLength: 4, maxLength: 24 });
const history = fc.record({ strategy: fc.constantFrom(...conflictStrategies), offsetMs: skew, steps });
type Lived = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

async function live({ strategy, offsetMs, steps: taken }: Lived, engine: Engine): Promise<History> {
  const told = await engine.begin({ conflictStrategy: strategy, deletePolicies: { TASKS: 'follow' } });
  told.world.vendor.skew = { offsetMs, uncertaintyMs: 1000 };
  for (const one of [{ do: 'create', side: 'there' } as const, ...taken]) await told.take(one);
  return told;
}

async function atRest(lived: Lived, engine: Engine): Promise<History> {
  const told = await live(lived, engine);
  await told.settle();
  return told;
}

/** Both sides and what they agreed on, as they could be compared later. */
const everything = ({ world: { memory, vendor } }: History) =>
  structuredClone({
    ours: [...memory.records.values()],
    theirs: [...vendor.records.values()],
    agreed: [...memory.mappings.values()].map(({ id, base, conflictId }) => ({ id, base, conflictId })),
    conflicts: [...memory.conflicts.values()],
  });

const alive = ({ world: { memory, vendor } }: History) => ({
  here: [...memory.records.values()].filter(({ archivedAt }) => archivedAt === undefined).map(({ id }) => id),
  there: [...vendor.records.keys()],
});

/** Whatever happens to two systems, in whatever order, with deaths, duplicates, losses and clocks an hour apart. */
export const aboutHistories: readonly Property[] = [
  property('both sides end equal on every two-way field', 301, history, async (lived, engine) => {
    expect(unequalFields(await atRest(lived, engine))).toEqual([]);
  }),

  property(
    'no edit is lost: it stands there, or an entry or a conflict names it',
    303,
    history,
    async (lived, engine) => {
      expect(lostEdits(await atRest(lived, engine))).toEqual([]);
    },
  ),

  property(
    'every record has exactly one partner: nothing is created twice',
    304,
    history,
    async (lived, engine) => {
      expect(wrongPairs(await atRest(lived, engine))).toEqual([]);
    },
  ),

  property(
    'the traffic dies out: an edit is answered by two writes at most, and soon by none any more',
    302,
    history,
    async (lived, engine) => {
      const told = await live(lived, engine);
      expect(await told.settle()).toBeLessThanOrEqual(4);
      const before = told.writes;
      await told.settle();
      expect(told.writes).toBe(before);
      expect(told.answers).toBeLessThanOrEqual(2 * told.edits.length);
    },
  ),

  property('a duplicate changes nothing', 305, history, async (lived, engine) => {
    const told = await atRest(lived, engine);
    const before = everything(told);
    await told.repeat();
    expect(everything(told)).toEqual(before);
    expect(lostEdits(told)).toEqual([]);
  }),

  property(
    'an incomplete read deletes nothing',
    306,
    fc.record({ lived: history, hidden: fc.nat({ max: 254 }), later: steps }),
    async ({ lived, hidden, later }, engine) => {
      const told = await atRest(lived, engine);
      const before = alive(told);
      const order = [...before.there];
      told.listOnly((id) => ((hidden >> (order.indexOf(id) % 8)) & 1) === 1);
      for (const one of later) await told.take(one);
      await told.settle();
      const after = alive(told);
      expect(before.here.filter((id) => !after.here.includes(id))).toEqual([]);
      expect(before.there.filter((id) => !after.there.includes(id))).toEqual([]);
      expect(told.mappings().filter(({ parted }) => parted !== undefined)).toEqual([]);
    },
  ),
];
