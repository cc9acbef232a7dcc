import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { connectedWorld, hint, message, pairsOf } from './support/world.ts';

const ids = ['tasks-1', 'tasks-2', 'tasks-3'];
/** Deliveries as the queue may hand them out: any order, any number of times, in batches of any size. */
const deliveries = fc
  .tuple(
    fc.shuffledSubarray(
      ids.flatMap((id) => [1, 2].map((edit) => ({ id, edit }))),
      { minLength: 6 },
    ),
    fc.array(fc.record({ id: fc.constantFrom(...ids), edit: fc.integer({ min: 1, max: 2 }) }), {
      maxLength: 8,
    }),
    fc.integer({ min: 1, max: 5 }),
  )
  .map(([once, again, batch]) => ({ all: [...once, ...again], batch }));

describe('whatever the order and the repetition of the same deliveries', () => {
  test('the records end equal on both sides and nothing is applied twice', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ all, batch }) => {
        const world = await connectedWorld();
        for (const id of ids) world.vendor.edit(id, { name: `${id} first` });
        for (const id of ids) world.vendor.edit(id, { name: `${id} last`, due_on: '2026-04-01' });
        const changes = all.map(({ id, edit }) => hint(id, `${id}-edit-${edit}`));
        for (let from = 0; from < changes.length; from += batch) {
          const messages = changes.slice(from, from + batch).map((change) => message(change));
          expect(await processChanges(world.deps, messages)).toEqual([]);
        }
        for (const id of ids)
          expect(pairsOf(world)[id]).toMatchObject({
            fields: { title: `${id} last`, dueDate: '2026-04-01' },
          });
        expect(world.memory.recordEvents).toHaveLength(ids.length);
        const applied = [...world.memory.logs.values()].filter(({ outcome }) => outcome === 'applied');
        expect(applied).toHaveLength(ids.length);
        expect(new Set(world.memory.logs.keys())).toEqual(new Set(changes.map(({ logId }) => logId)));
      }),
      { seed: 31, numRuns: 60 },
    );
  });

  test('edits that arrive between the deliveries all survive', async () => {
    const step = fc.record({
      id: fc.constantFrom(...ids),
      side: fc.constantFrom('there', 'here', 'deliver'),
      text: fc.constantFrom('a', 'b', 'c'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const world = await connectedWorld();
        for (const id of ids) world.vendor.edit(id, { name: id });
        await processChanges(
          world.deps,
          ids.map((id) => message(hint(id, `seed-${id}`))),
        );
        const wanted = new Map<string, { there: string | null; here: string | null }>();
        let key = 0;
        for (const { id, side, text } of steps) {
          const mapping = [...world.memory.mappings.values()].find((item) => item.externalId === id);
          const record = [...world.memory.records.values()].find((item) => item.id === mapping?.internalId);
          if (record === undefined) throw new Error('The record was lost.');
          const last = wanted.get(id) ?? { there: null, here: null };
          if (side === 'there') {
            world.vendor.edit(id, { notes: `${text}${++key}` });
            wanted.set(id, { ...last, there: `${text}${key}` });
          } else if (side === 'here') {
            const fields = { ...record.fields, title: `${text}${++key}` };
            await world.deps.records.put({ ...record, version: record.version + 1, fields });
            wanted.set(id, { ...last, here: `${text}${key}` });
          } else await processChanges(world.deps, [message(hint(id, `deliver-${++key}`))]);
        }
        await processChanges(
          world.deps,
          ids.map((id) => message(hint(id, `end-${id}`))),
        );
        for (const [id, { there, here }] of wanted) {
          const theirs = world.vendor.records.get(id)?.data;
          if (there !== null) expect(pairsOf(world)[id]).toMatchObject({ fields: { description: there } });
          if (here !== null) expect(theirs?.name).toBe(here);
        }
      }),
      { seed: 32, numRuns: 60 },
    );
  });
});
