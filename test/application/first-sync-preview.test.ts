import { describe, expect, test } from 'vitest';
import { type PreviewState, previewFirstSync } from '../../shared/application/first-sync/preview.ts';
import { pauseOrResume } from '../../shared/application/jobs/pause-job.ts';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { draft } from '../../shared/domain/record.ts';
import { connectedWorld, hint, message, type World } from './support/world.ts';

/** One of everything: linked, to link, to create, doubtful, without a title. */
async function mixedWorld(more: Partial<Integration> = {}): Promise<World> {
  const world = await connectedWorld(more);
  world.vendor.edit('tasks-1', { name: 'Linked' });
  await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
  const titles = { 'task-a': 'Ours too', 'task-b': 'Twice', 'task-c': 'Twice' };
  for (const [id, title] of Object.entries(titles)) {
    const write = { at: world.clock.now(), by: { kind: 'britepool', id: 'mia' } } as const;
    await world.deps.records.put(draft({ resourceType: 'TASK', id }, { title }, write));
  }
  const there = { 'tasks-2': 'Ours too', 'tasks-3': 'New', 'tasks-4': 'Newer', 'tasks-5': 'Twice' };
  for (const [id, name] of Object.entries(there)) world.vendor.edit(id, { name });
  world.vendor.edit('tasks-6', { notes: 'no title' });
  return world;
}
const stored = ({ memory }: World) =>
  JSON.stringify(
    [memory.records, memory.mappings, memory.reviews, memory.logs, memory.conflicts].map((map) => [...map]),
  );
const preview = async (world: World, state: PreviewState, milliseconds: number) => {
  const context = await world.deps.context('int-1');
  if (context === undefined) throw new Error('There is no integration.');
  return previewFirstSync(world.deps, context, state, milliseconds);
};
const tasksIn = ({ counts }: PreviewState) => counts.find(({ resourceType }) => resourceType === 'TASK');

describe('a first sync that is only counted', () => {
  const counted = {
    ...{ looked: 6, alreadyLinked: 1, toLink: 1, toCreate: 2, ambiguous: 1, rejected: 1, leftAlone: 0 },
  };

  test('says how many would be linked, created, held and refused, and writes nothing', async () => {
    const world = await mixedWorld();
    const before = stored(world);
    expect(tasksIn(await preview(world, { counts: [] }, 1000))).toMatchObject(counted);
    expect(stored(world)).toBe(before);
  });

  test('looks at nothing of a kind that the integration does not sync', async () => {
    const world = await mixedWorld({ dataTypes: ['TASKS'] });
    world.vendor.edit('users-1', { name: 'Mia' });
    const { counts } = await preview(world, { counts: [] }, 1000);
    expect(counts.map(({ resourceType }) => resourceType)).toEqual(['TASK']);
  });

  test('stops when its time is up and goes on from there to the same figures', async () => {
    const world = await mixedWorld();
    const list = world.vendor.list.bind(world.vendor);
    world.vendor.list = (...given) => {
      world.clock.pass(10);
      return list(...given);
    };
    let now = await preview(world, { counts: [] }, 1000);
    let calls = 1;
    for (; now.next !== undefined; calls++) now = await preview(world, now, 1000);
    expect(tasksIn(now)).toMatchObject(counted);
    expect(calls).toBeGreaterThan(2);
  });

  test('creates nothing where the integration only links', async () => {
    const world = await mixedWorld({ matchMode: 'MATCH_ONLY' });
    expect(tasksIn(await preview(world, { counts: [] }, 1000))).toMatchObject({ toLink: 1, toCreate: 0 });
  });

  test('and the import then does what was counted', async () => {
    const world = await mixedWorld();
    await startJob(world.deps, world.integration, {
      ...{ jobType: 'INITIAL_IMPORT', startedBy: 'ada', fullSync: true },
    });
    for (const task of world.jobQueue.takeAll())
      if (task.kind === 'page') await runPages(world.deps, task, () => true);
    expect([world.memory.records.size, world.memory.mappings.size, world.memory.reviews.size]).toEqual([
      6, 4, 1,
    ]);
  });
});

describe('an import', () => {
  const importing = async () => {
    const world = await connectedWorld();
    for (let at = 1; at <= 9; at++) world.vendor.edit(`tasks-${at}`, { name: `Task ${at}` });
    const started = await startJob(world.deps, world.integration, {
      ...{ jobType: 'INITIAL_IMPORT', startedBy: 'ada', fullSync: true },
    });
    if (started.outcome !== 'started') throw new Error('The import did not start.');
    const onePage = async () => {
      for (const task of world.jobQueue.takeAll())
        if (task.kind === 'page') await runPages(world.deps, task, () => false);
    };
    return { world, id: started.job.id, onePage };
  };

  test('that is paused stands still and keeps its place; resumed it goes on to the end', async () => {
    const { world, id, onePage } = await importing();
    for (let page = 0; page < 3; page++) await onePage();
    const before = world.memory.records.size;
    expect(before).toBeGreaterThan(0);
    expect(await pauseOrResume(world.deps, id, 'pause', 'ada')).toMatchObject({ job: { status: 'PENDING' } });
    await onePage();
    await onePage();
    expect(world.memory.records.size).toBe(before);
    await pauseOrResume(world.deps, id, 'resume', 'ben');
    for (let page = 0; page < 8; page++) await onePage();
    expect(world.memory.jobs.get(id)).toMatchObject({ status: 'COMPLETED', totalRecords: 9 });
    expect(world.memory.records.size).toBe(9);
    expect([...world.memory.audit.values()].map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'ada job.paused',
      'ben job.resumed',
    ]);
  });

  test('that is over, or that nobody knows, cannot be paused', async () => {
    const { world, id, onePage } = await importing();
    for (let page = 0; page < 10; page++) await onePage();
    expect(await pauseOrResume(world.deps, id, 'pause', 'ada')).toMatchObject({ refused: 'stale' });
    expect(await pauseOrResume(world.deps, 'job_9', 'pause', 'ada')).toMatchObject({ refused: 'not-found' });
  });
});
