import { describe, expect, test } from 'vitest';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { writeRecord } from '../../shared/application/records/write-record.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { Change } from '../../shared/domain/change.ts';
import { connectedWorld, hint, message, type World } from './support/world.ts';

async function pairedTask(): Promise<{ world: World; internalId: string }> {
  const world = await connectedWorld({ syncDirection: 'BIDIRECTIONAL' });
  world.vendor.edit('tasks-1', { name: 'Plant trees' });
  await processChanges(world.deps, [message(hint('tasks-1', 'first'))]);
  const [record] = [...world.memory.records.values()];
  if (record === undefined) throw new Error('The task was not created.');
  world.clock.pass(3600);
  return { world, internalId: record.id };
}

const typeHere = ({ deps, clock }: World, id: string, title: string) =>
  writeRecord(
    { records: deps.records, clock },
    'TASK',
    id,
    { fields: { title } },
    { kind: 'britepool', id: 'mia' },
  );

async function runAll({ deps, jobQueue }: World): Promise<void> {
  for (let left = jobQueue.takeAll(); left.length > 0; left = jobQueue.takeAll())
    for (const item of left) if (item.kind === 'page') await runPages(deps, item, () => true);
}

const localHint = (id: string, key: string): Change => ({
  ...hint(id, key),
  side: 'local',
  cause: 'edit',
});

describe('what was read before a newer value was sent over', () => {
  test('does not turn it back when it came with a page of a run', async () => {
    const { world, internalId } = await pairedTask();
    const { deps } = world;
    await startJob(deps, world.integration, { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true });
    const list = world.vendor.list.bind(world.vendor);
    world.vendor.list = async (...asked) => {
      const page = await list(...asked);
      if (asked[0] !== 'tasks') return page;
      // While the page is on its way, somebody edits here and a worker sends it over.
      world.vendor.list = list;
      world.clock.pass(1);
      await typeHere(world, internalId, 'Plant oaks');
      await processChanges(deps, [message(localHint(internalId, 'edit-1'))]);
      return page;
    };
    await runAll(world);
    expect(world.memory.records.get(JSON.stringify(['TASK', internalId]))?.fields.title).toBe('Plant oaks');
    expect(world.vendor.records.get('tasks-1')?.data.name).toBe('Plant oaks');
  });

  test('does not turn it back when sending it took long and the page was read meanwhile', async () => {
    const { world, internalId } = await pairedTask();
    const { deps, vendor } = world;
    await startJob(deps, world.integration, { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true });
    const [sent, listed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const [list, update] = [vendor.list.bind(vendor), vendor.update.bind(vendor)];
    vendor.list = async (...asked) => {
      const page = await list(...asked);
      if (asked[0] !== 'tasks') return page;
      listed.resolve();
      await sent.promise;
      return page;
    };
    let run: Promise<void> | undefined;
    vendor.update = async (...given) => {
      // The request waits until the vendor allows one more; a run asks for a page in that time.
      world.clock.pass(20);
      run = runAll(world);
      await listed.promise;
      world.clock.pass(1);
      return update(...given);
    };
    await typeHere(world, internalId, 'Plant oaks');
    await processChanges(deps, [message(localHint(internalId, 'edit-1'))]);
    sent.resolve();
    await run;
    expect(world.memory.records.get(JSON.stringify(['TASK', internalId]))?.fields.title).toBe('Plant oaks');
    expect(vendor.records.get('tasks-1')?.data.name).toBe('Plant oaks');
  });

  test('does not turn it back when two hints about the pair are worked on side by side', async () => {
    const { world, internalId } = await pairedTask();
    world.vendor.edit('tasks-1', { notes: 'Bring gloves' });
    await typeHere(world, internalId, 'Plant oaks');
    const messages = [message(hint('tasks-1', 'webhook-1')), message(localHint(internalId, 'edit-1'))];
    expect(await processChanges(world.deps, messages)).toEqual([]);
    expect(world.memory.records.get(JSON.stringify(['TASK', internalId]))?.fields).toMatchObject({
      title: 'Plant oaks',
      description: 'Bring gloves',
    });
    expect(world.vendor.records.get('tasks-1')?.data).toMatchObject({
      name: 'Plant oaks',
      notes: 'Bring gloves',
    });
  });
});
