import { describe, expect, test } from 'vitest';
import { writeRecord } from '../../shared/application/records/write-record.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { runAll } from './support/run-all.ts';
import { connectedWorld, hint, message, type World } from './support/world.ts';

const mia = { kind: 'britepool', id: 'mia' } as const;
const local = (id: string, key: string) => ({
  ...hint(id, key),
  side: 'local' as const,
  cause: 'edit' as const,
});

/** An integration whose first import has not ended, and a task that both sides have without knowing of each other. */
async function justConnected(): Promise<World> {
  const world = await connectedWorld({ syncDirection: 'BIDIRECTIONAL' });
  const integration = await world.deps.integrations.get('int-1');
  if (integration === undefined) throw new Error('There is no integration.');
  const { lastSyncAt: _never, ...fresh } = integration;
  await world.deps.integrations.put({ ...fresh, version: fresh.version + 1 });
  world.vendor.edit('tasks-1', { name: 'Plant trees' });
  const stores = { records: world.deps.records, clock: world.clock };
  await writeRecord(stores, 'TASK', 'task-here', { fields: { title: 'Plant trees' } }, mia);
  return world;
}

describe('while the first import is going', () => {
  test('nothing is created over there: the change comes back afterwards', async () => {
    const world = await justConnected();
    const [failed] = await processChanges(world.deps, [message(local('task-here', 'edit-1'))]);
    expect(failed?.delaySeconds).toBeGreaterThanOrEqual(60);
    expect([...world.vendor.records.keys()]).toEqual(['tasks-1']);
  });

  test('the import links what both sides have, and the change that waited makes no second one', async () => {
    const world = await justConnected();
    const waiting = message(local('task-here', 'edit-1'));
    await processChanges(world.deps, [waiting]);
    await runAll(world);
    expect(await processChanges(world.deps, [{ ...waiting, receiveCount: 2 }])).toEqual([]);
    expect([...world.vendor.records.keys()]).toEqual(['tasks-1']);
    expect(world.memory.records.size).toBe(1);
  });

  test('what the import did not know is created once it has ended', async () => {
    const world = await justConnected();
    const stores = { records: world.deps.records, clock: world.clock };
    await writeRecord(stores, 'TASK', 'task-new', { fields: { title: 'Mend the shed' } }, mia);
    const waiting = message(local('task-new', 'edit-2'));
    await processChanges(world.deps, [waiting]);
    await runAll(world);
    expect(await processChanges(world.deps, [{ ...waiting, receiveCount: 2 }])).toEqual([]);
    expect([...world.vendor.records.values()].map(({ data }) => data.name)).toContain('Mend the shed');
  });
});
