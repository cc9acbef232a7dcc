import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startDueJob } from '../../shared/application/jobs/start-due-job.ts';
import { type JobRequest, startJob } from '../../shared/application/jobs/start-job.ts';
import { writeRecord } from '../../shared/application/records/write-record.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { JobExecution } from '../../shared/domain/job.ts';
import { aReview, type SaidOfIntegration } from '../contract/support/samples.ts';
import { connectedWorld, message, type World } from './support/world.ts';

const mia = { kind: 'britepool', id: 'mia' } as const;
const whole: JobRequest = { jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true };

async function bothWays(more: SaidOfIntegration = {}): Promise<World> {
  const world = await connectedWorld({ syncDirection: 'BIDIRECTIONAL', dataTypes: ['TASKS'], ...more });
  return world;
}

async function write(world: World, id: string, title: string, more: object = {}): Promise<void> {
  const stores = { records: world.deps.records, clock: world.clock };
  await writeRecord(stores, 'TASK', id, { fields: { title }, ...more }, mia);
}

/** Runs to the end, a page a worker, and then everything on the change queue. */
async function run(world: World, request: Partial<JobRequest> = {}): Promise<JobExecution> {
  const now = await world.deps.integrations.get('int-1');
  const started = await startJob(world.deps, now ?? world.integration, { ...whole, ...request });
  if (started.outcome !== 'started') throw new Error('The run did not start.');
  return finish(world, started.job.id);
}

async function finish(world: World, id: string): Promise<JobExecution> {
  for (let left = world.jobQueue.takeAll(); left.length > 0; left = world.jobQueue.takeAll())
    for (const item of left) if (item.kind === 'page') await runPages(world.deps, item, () => false);
  await drain(world);
  const job = world.memory.jobs.get(id);
  if (job === undefined) throw new Error('The run is gone.');
  return job;
}

async function drain(world: World): Promise<void> {
  for (let left = world.changes.takeAll(); left.length > 0; left = world.changes.takeAll())
    await processChanges(
      world.deps,
      left.map((change) => message(change)),
    );
}

const namesThere = (world: World) =>
  [...world.vendor.records.values()].map(({ data }) => String(data.name)).sort((a, b) => (a < b ? -1 : 1));

describe('a whole run also looks through our own records', () => {
  test('what the other system never had is created there once, the rest is left alone', async () => {
    const world = await bothWays();
    world.vendor.edit('tasks-1', { name: 'Theirs' });
    for (let at = 1; at <= 5; at++) {
      await write(world, `task-${at}`, `Ours ${at}`);
      world.clock.pass(1);
    }
    const job = await run(world);
    expect(job).toMatchObject({ status: 'COMPLETED', localCount: 6, handedOnCount: 5, errorCount: 0 });
    const names = ['Ours 1', 'Ours 2', 'Ours 3', 'Ours 4', 'Ours 5', 'Theirs'];
    expect(namesThere(world)).toEqual(names);
    const writes = world.vendor.writes.length;
    expect(await run(world)).toMatchObject({ localCount: 6, handedOnCount: 0 });
    expect(namesThere(world)).toEqual(names);
    expect(world.vendor.writes).toHaveLength(writes);
  });

  test('the first import does so too, right after it has read what is there: nothing is made twice', async () => {
    const world = await bothWays();
    const { lastSyncAt: _never, ...fresh } = world.integration;
    await world.deps.integrations.put({ ...fresh, version: 2 });
    world.vendor.edit('tasks-1', { name: 'On both sides' });
    await write(world, 'task-1', 'On both sides');
    await write(world, 'task-2', 'Only ours');
    await run(world, { jobType: 'INITIAL_IMPORT' });
    expect(namesThere(world)).toEqual(['On both sides', 'Only ours']);
    expect(world.memory.records.size).toBe(2);
  });

  test('an edit of ours that was lost on its way is found and sent', async () => {
    const world = await bothWays();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    await run(world);
    const [record] = world.memory.records.values();
    world.clock.pass(3600);
    await write(world, record?.id ?? '', 'Plant oaks');
    expect(await run(world)).toMatchObject({ handedOnCount: 1 });
    expect(namesThere(world)).toEqual(['Plant oaks']);
  });

  test('nothing of ours is sent by an integration that only reads, or creates nothing over there', async () => {
    for (const more of [{ syncDirection: 'EXTERNAL_TO_BRITEPOOL' }, { matchMode: 'MATCH_ONLY' }] as const) {
      const world = await bothWays(more);
      await write(world, 'task-1', 'Ours');
      expect((await run(world)).handedOnCount ?? 0).toBe(0);
      expect(namesThere(world)).toEqual([]);
    }
  });

  test('what must not be sent stays here: switched off, in review, a member before the covenant', async () => {
    const world = await bothWays({ dataTypes: ['TASKS', 'MEMBERS'] });
    await write(world, 'task-off', 'Private', { externalSyncEnabled: false });
    await write(world, 'task-asked', 'Maybe theirs');
    const stores = { records: world.deps.records, clock: world.clock };
    await writeRecord(stores, 'MEMBER', 'member-1', { fields: { name: 'Mia' } }, mia);
    await world.deps.reviews.put(aReview({ integrationId: 'int-1', candidates: ['task-asked', 'task-x'] }));
    expect(await run(world)).toMatchObject({ status: 'COMPLETED', handedOnCount: 0 });
    expect(namesThere(world)).toEqual([]);
  });

  test('a run in one direction only does that direction', async () => {
    const world = await bothWays();
    world.vendor.edit('tasks-1', { name: 'Theirs' });
    await write(world, 'task-1', 'Ours');
    const outward = await run(world, { fullSync: false, direction: 'BRITEPOOL_TO_EXTERNAL' });
    expect(outward).toMatchObject({ status: 'COMPLETED', totalRecords: 0, handedOnCount: 1 });
    expect(world.memory.records.size).toBe(1);
    const inward = await run(world, { direction: 'EXTERNAL_TO_BRITEPOOL' });
    expect(inward.localCount).toBeUndefined();
    expect(world.memory.records.size).toBe(2);
  });

  test('an ordinary run does not: edits reach the other system by themselves', async () => {
    const world = await bothWays();
    await write(world, 'task-1', 'Ours');
    expect((await run(world, { fullSync: false })).localCount).toBeUndefined();
  });

  test('a page that the queue does not take is done again, and nothing is made twice', async () => {
    const world = await bothWays();
    await write(world, 'task-1', 'Ours');
    world.changes.unavailable = true;
    const started = await startJob(world.deps, world.integration, whole);
    if (started.outcome !== 'started') throw new Error('The run did not start.');
    const [page] = world.jobQueue.takeAll();
    if (page?.kind !== 'page') throw new Error('There is no page.');
    await expect(runPages(world.deps, page, () => true)).rejects.toThrow('change queue');
    world.changes.unavailable = false;
    await runPages(world.deps, page, () => true);
    const job = await finish(world, started.job.id);
    expect(job.status).toBe('COMPLETED');
    expect(namesThere(world)).toEqual(['Ours']);
  });
});

describe('a whole run finds what was missed', () => {
  async function agreed(count: number, more: SaidOfIntegration = {}): Promise<World> {
    const world = await bothWays({ deletePolicies: { TASKS: 'archive' }, ...more });
    for (let at = 1; at <= count; at++) world.vendor.edit(`tasks-${at}`, { name: `Task ${at}` });
    await run(world);
    world.clock.pass(3600);
    return world;
  }
  const archived = (world: World) =>
    [...world.memory.records.values()]
      .filter(({ archivedAt }) => archivedAt !== undefined)
      .map(({ fields }) => fields.title);

  test('a deletion that nobody reported: the record is read, and only then taken for deleted', async () => {
    const world = await agreed(30);
    world.vendor.records.delete('tasks-7');
    expect((await run(world, { fullSync: false })).status).toBe('COMPLETED');
    expect(archived(world)).toEqual([]);
    expect(await run(world)).toMatchObject({ status: 'COMPLETED' });
    expect(archived(world)).toEqual(['Task 7']);
  });

  test('a record that the list leaves out but that still exists is not taken for deleted', async () => {
    const world = await agreed(30);
    const list = world.vendor.list.bind(world.vendor);
    world.vendor.list = async (stream, window) => {
      const page = await list(stream, window);
      return { ...page, records: page.records.filter(({ id }) => id !== 'tasks-7') };
    };
    await run(world);
    expect(archived(world)).toEqual([]);
  });

  test('many deletions at once wait for an admin', async () => {
    const world = await agreed(60);
    for (let at = 1; at <= 30; at++) world.vendor.records.delete(`tasks-${at}`);
    await run(world);
    expect(archived(world)).toEqual([]);
    expect(
      (await world.deps.approvals.list('int-1', { status: 'PENDING' }, { limit: 5 })).items,
    ).toMatchObject([{ count: 30 }]);
  });

  test('an empty list makes nobody read or delete anything', async () => {
    const world = await agreed(10);
    world.vendor.records.clear();
    const reads = world.vendor.reads;
    await run(world);
    expect(archived(world)).toEqual([]);
    expect(world.vendor.reads - reads).toBe(1);
  });

  test('always: after a run that is interrupted anywhere, exactly the deleted records are archived', async () => {
    const plan = fc.record({
      deleted: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 1 }),
      death: fc.integer({ min: 1, max: 60 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ deleted, death, when }) => {
        const world = await agreed(40);
        for (const at of deleted) world.vendor.records.delete(`tasks-${at}`);
        const started = await startJob(world.deps, world.integration, whole);
        if (started.outcome !== 'started') throw new Error('The run did not start.');
        world.fate.dieAt(death, when);
        for (let left = world.jobQueue.takeAll(); left.length > 0; left = world.jobQueue.takeAll())
          for (const item of left) {
            if (item.kind !== 'page') continue;
            await runPages(world.deps, item, () => false).catch(async () => {
              world.fate.revive();
              await runPages(world.deps, item, () => false);
            });
          }
        world.fate.revive();
        await drain(world);
        expect(world.memory.jobs.get(started.job.id)?.status).toBe('COMPLETED');
        expect(archived(world)).toEqual(deleted.map((at) => `Task ${at}`));
      }),
      { seed: 41, numRuns: 25 },
    );
  });

  test('a pair that waits for a member who is linked by now is woken', async () => {
    const world = await bothWays({ dataTypes: ['TASKS', 'MEMBERS'] });
    world.vendor.edit('tasks-1', { name: 'Plant trees', assignee: 'users-1' });
    await run(world, { dataTypes: ['TASKS'] });
    world.vendor.edit('users-1', { name: 'Ada' });
    world.changes.unavailable = true;
    await run(world, { dataTypes: ['MEMBERS'], fullSync: false });
    world.changes.unavailable = false;
    const assigned = () =>
      [...world.memory.records.values()].find(({ resourceType }) => resourceType === 'TASK')?.fields
        .assignedToId ?? null;
    expect(assigned()).toBeNull();
    const { id } = await run(world, { dataTypes: ['MEMBERS'] });
    expect(world.memory.jobs.get(id)?.status).toBe('COMPLETED');
    expect(assigned()).toMatch(/^member_/);
    expect(await world.deps.waiting.list('int-1')).toEqual([]);
  });
});

describe('a schedule', () => {
  const due = { schemaVersion: 1, kind: 'due', integrationId: 'int-1' } as const;

  test('asks for a whole run when a week has passed since the last one, and for an ordinary one before', async () => {
    const world = await bothWays();
    const startedBySchedule = async () => {
      await startDueJob(world.deps, { ...due, scheduledFor: world.clock.now() });
      const job = await world.deps.jobs.current('int-1');
      if (job === undefined) throw new Error('Nothing was started.');
      await finish(world, job.id);
      return job.sweep ?? false;
    };
    expect(await startedBySchedule()).toBe(true);
    world.clock.pass(86_400);
    expect(await startedBySchedule()).toBe(false);
    world.clock.pass(6 * 86_400);
    expect(await startedBySchedule()).toBe(true);
  });

  test('asks again for a whole run when the last one was only about some of the data', async () => {
    const world = await bothWays({ dataTypes: ['TASKS', 'MEMBERS'] });
    await run(world, { dataTypes: ['TASKS'] });
    expect((await world.deps.integrations.get('int-1'))?.lastSweepAt).toBeUndefined();
  });
});
