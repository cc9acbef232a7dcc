import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { exclude, unlink } from './support/acts.ts';
import { agreedPairs, pair } from './support/agreed-pairs.ts';
import { drain } from './support/drain.ts';
import { ada, erase, ours, publish, work, write } from './support/here.ts';
import { runAll } from './support/run-all.ts';
import { hint, type World } from './support/world.ts';

type Event = (world: World, n: number, step: number) => Promise<unknown>;

/** What may happen to the n-th pair, in any order. */
const events: { readonly [name: string]: Event } = {
  'edited here': async (world, n, step) =>
    ours(world, `task-${n}`) !== undefined && write(world, `task-${n}`, { title: `Ours ${step}` }),
  'edited over there': async ({ vendor }, n, step) =>
    vendor.records.has(`tasks-new-${n}`) && vendor.edit(`tasks-new-${n}`, { name: `Theirs ${step}` }),
  'deleted here': async (world, n) => ours(world, `task-${n}`) !== undefined && erase(world, `task-${n}`),
  'made again here': async (world, n, step) =>
    ours(world, `task-${n}`) === undefined && write(world, `task-${n}`, { title: `Again ${step}` }),
  'deleted over there': async ({ vendor }, n) => vendor.records.delete(`tasks-new-${n}`),
  'made again over there': async ({ vendor }, n, step) =>
    vendor.records.has(`tasks-new-${n}`) || vendor.edit(`tasks-new-${n}`, { name: `Back ${step}` }),
  'a webhook': async (world, n, step) => work(world, [hint(`tasks-new-${n}`, `w-${step}`)]),
  'a webhook of a deletion': async (world, n, step) =>
    work(world, [hint(`tasks-new-${n}`, `g-${step}`, { kind: 'deleted' })]),
  'an old webhook': async (world, n) => work(world, [hint(`tasks-new-${n}`, 'old')]),
  'the stream': async (world) => work(world, await publish(world)),
  'a whole run': async (world) => {
    await runAll(world);
    await drain(world);
  },
  'what is parked': async (world) => {
    world.clock.pass(86_400);
    await retryParked(world.deps);
    await drain(world);
  },
  'an hour': async (world) => world.clock.pass(3600),
};
const names = Object.keys(events);
const step = fc.record({ event: fc.constantFrom(...names), n: fc.constantFrom(1, 1, 1, 2) });

describe('an unlinked or excluded pair', () => {
  test('is never written on either side, in any order of events, and its neighbour goes on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(unlink, exclude),
        fc.constantFrom('follow' as const, 'archive' as const, 'unlink' as const, 'ask' as const),
        fc.array(step, { maxLength: 5 }),
        fc.array(step, { minLength: 1, maxLength: 14 }),
        async (act, policy, before, after) => {
          const world = await agreedPairs(2, { deletePolicies: { TASKS: policy } });
          for (const [at, { event, n }] of before.entries()) await events[event]?.(world, n, at);
          fc.pre(pair(world)?.externalId === 'tasks-new-1');
          expect(await act(world)).toMatchObject({ mapping: {} });
          const told = world.memory.recordEvents.length;
          const others = new Set(world.memory.records.keys());
          world.vendor.writes.length = 0;
          let erased = 0;
          for (const [at, { event, n }] of after.entries()) {
            const isThere = ours(world, 'task-1') !== undefined;
            if (event === 'deleted here' && n === 1 && isThere) erased++;
            await events[event]?.(world, n, 100 + at);
          }
          const mine = world.memory.recordEvents.slice(told).filter(({ record }) => record.id === 'task-1');
          const written = mine.flatMap(({ kind, record }) => (kind === 'upserted' ? [record] : []));
          expect(written.filter(({ updatedBy }) => updatedBy.kind !== ada.kind)).toEqual([]);
          expect(mine.length - written.length).toBe(erased);
          expect(
            [...world.memory.claims.values()].filter(({ internalId }) => internalId === 'task-1'),
          ).toEqual([]);
          expect(world.vendor.writes.filter((line) => line.endsWith(' tasks-new-1'))).toEqual([]);
          const held = [...world.memory.mappings.values()].filter(
            ({ internalId, externalId }) => internalId === 'task-1' || externalId === 'tasks-new-1',
          );
          expect(held).toMatchObject([{ internalId: 'task-1', externalId: 'tasks-new-1', leftAlone: {} }]);
          const strangers = [...world.memory.records.keys()].filter((key) => !others.has(key));
          expect(strangers.filter((key) => !/task-[12]/.test(key))).toEqual([]);
        },
      ),
      { seed: 20261126, numRuns: 250 },
    );
  });

  test('leaves one entry for each change of it that somebody told', async () => {
    for (const act of [unlink, exclude]) {
      const world = await agreedPairs();
      await act(world);
      const change = hint('tasks-new-1', 'd1');
      for (const delivery of [change, change]) await work(world, [delivery]);
      const mine = [...world.memory.logs.values()].filter(({ id }) => id === change.logId);
      expect(mine).toMatchObject([{ outcome: 'held', changes: [] }]);
    }
  });
});
