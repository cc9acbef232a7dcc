import { describe, expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { Change } from '../../shared/domain/change.ts';
import { write } from './support/here.ts';
import { connectedWorld, hint, message, pairsOf, type World } from './support/world.ts';

/** One batch that creates a record on either side, changes one in both directions and holds a value of a third. */
async function busyWorld(): Promise<{ readonly world: World; readonly changes: readonly Change[] }> {
  const world = await connectedWorld();
  for (const id of ['tasks-2', 'tasks-3', 'tasks-4']) world.vendor.edit(id, { name: id });
  await processChanges(
    world.deps,
    ['tasks-2', 'tasks-3', 'tasks-4'].map((id) => message(hint(id, `seed-${id}`))),
  );
  world.vendor.edit('tasks-1', { name: 'New' });
  world.vendor.edit('tasks-2', { name: 'Renamed there' });
  world.vendor.edit('tasks-3', { name: 'Renamed too', due_on: 'someday' });
  const ours = [...world.memory.records.values()].find(({ fields }) => fields.title === 'tasks-4');
  if (ours === undefined) throw new Error('The fourth task was not made.');
  await world.deps.records.put({ ...ours, version: 2, fields: { ...ours.fields, title: 'Renamed here' } });
  await write(world, 'task-new', { title: 'Made here', dueDate: '2026-04-01' });
  const changes = [
    hint('task-new', 'edit:2', { side: 'local', cause: 'edit' }),
    ...['tasks-1', 'tasks-2', 'tasks-3'].map((id) => hint(id, `d-${id}`)),
    hint(ours.id, 'edit:1', { side: 'local', cause: 'edit' }),
  ];
  return { world, changes };
}

const entries = ({ memory }: World, changes: readonly Change[]) =>
  changes.map(({ logId }) => {
    const entry = memory.logs.get(logId);
    const fields = entry?.changes.map(({ field, before, after, from }) => ({ field, before, after, from }));
    return { outcome: entry?.outcome, fields };
  });

describe('a worker that dies', () => {
  test.each(['before', 'after'] as const)(
    '%s any of its writes is healed by the next delivery: same records, each change applied and explained once',
    async (when) => {
      const { world: undisturbed, changes: expected } = await busyWorld();
      await processChanges(
        undisturbed.deps,
        expected.map((change) => message(change)),
      );
      let deaths = 0;
      for (let write = 1; ; write++) {
        const { world, changes } = await busyWorld();
        world.fate.dieAt(write, when);
        await processChanges(
          world.deps,
          changes.map((change) => message(change)),
        ).catch(() => undefined);
        if (!world.fate.revive()) break;
        deaths++;
        expect(
          await processChanges(
            world.deps,
            changes.map((change) => message(change, 2)),
          ),
        ).toEqual([]);
        expect(pairsOf(world), `death ${when} write ${write}`).toEqual(pairsOf(undisturbed));
        expect(entries(world, changes), `death ${when} write ${write}`).toEqual(
          entries(undisturbed, expected),
        );
        expect(world.memory.records.size).toBe(5);
        expect(world.memory.claims.size).toBe(0);
        expect(
          [...world.vendor.records.values()].filter(({ data }) => data.name === 'Made here'),
        ).toHaveLength(1);
        expect(world.memory.recordEvents).toHaveLength(undisturbed.memory.recordEvents.length);
        expect(world.vendor.records.get('tasks-4')?.data.name).toBe('Renamed here');
      }
      expect(deaths).toBeGreaterThanOrEqual(11);
    },
  );
});
