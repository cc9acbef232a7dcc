import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rememberedIntegrations } from '../../functions/publish-changes/remembered-integrations.ts';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { publishChanges } from '../../shared/application/sync/publish-changes.ts';
import { draft } from '../../shared/domain/record.ts';
import { connectedWorld } from '../application/support/world.ts';
import { anIntegration } from '../contract/support/samples.ts';

const edit = (id: string, at: string) => ({
  ...{ eventId: `event-${id}`, kind: 'upserted' as const },
  record: draft({ resourceType: 'TASK', id }, { title: 'A' }, { at, by: { kind: 'britepool', id: 'ada' } }),
});

/** One who publishes, and remembers integrations as long as it may. */
async function publisher() {
  const world = await connectedWorld();
  const clock = new MemoryClock();
  let reads = 0;
  const store = {
    list: (all: Record<string, never>) => {
      reads++;
      return world.deps.integrations.list(all);
    },
  };
  const integrations = rememberedIntegrations(store, () => Date.parse(clock.now()));
  return {
    clock,
    connect: (id: string) => world.deps.integrations.create(anIntegration({ id })),
    /** Publishes an edit made just now; answers who was told. */
    async publish(id: string, at = clock.now()): Promise<readonly string[]> {
      await publishChanges({ ...world.deps, integrations }, [edit(id, at)]);
      return world.changes.takeAll().map(({ integrationId }) => integrationId);
    },
    reads: () => reads,
  };
}

test('an edit made a moment after a system was connected reaches it, however lately the list was read', async () => {
  const { clock, connect, publish } = await publisher();
  await publish('task-1');
  clock.pass(0.3);
  await connect('int-2');
  clock.pass(0.3);
  expect(await publish('task-2')).toEqual(['int-1', 'int-2']);
});

test('edits that waited in the stream while the list was read cost no further read', async () => {
  const { clock, publish, reads } = await publisher();
  const before = clock.now();
  clock.pass(1);
  for (const id of ['task-1', 'task-2', 'task-3']) await publish(id, before);
  expect(reads()).toBe(1);
});

test('an edit is always told to every system that was connected before it', async () => {
  const step = fc.oneof(fc.constant('connect' as const), fc.constant('edit' as const));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.integer({ min: 1, max: 4000 }))), async (steps) => {
      const { clock, connect, publish } = await publisher();
      const connected = new Set(['int-1']);
      for (const [at, [what, ms]] of steps.entries()) {
        clock.pass(ms / 1000);
        if (what === 'edit') expect(new Set(await publish(`task-${at}`))).toEqual(connected);
        else await connect(`int-${at + 2}`).then(() => connected.add(`int-${at + 2}`));
      }
    }),
    { seed: 1126, numRuns: 100 },
  );
});
