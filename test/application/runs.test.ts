import { describe, expect, test } from 'vitest';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { endAbandonedJobs } from '../../shared/application/jobs/end-abandoned-jobs.ts';
import { reviveLostRuns } from '../../shared/application/jobs/revive-lost-runs.ts';
import { startDueJob } from '../../shared/application/jobs/start-due-job.ts';
import { addSeconds } from '../../shared/domain/dates.ts';
import { aRecord } from '../contract/support/samples.ts';
import { begin, withTasks, work } from './support/runs.ts';
import { connectedWorld, pairsOf, type World } from './support/world.ts';

const minutes = (count: number) => count * 60;

/** The pairs with the member's name in place of its id, which depends on how often the run was begun. */
function named(world: World): unknown {
  const names = [...world.memory.records.values()].map(({ id, fields }) => [id, fields.name] as const);
  return names.reduce(
    (text, [id, name]) => text.replaceAll(id, `the id of ${String(name)}`),
    JSON.stringify(pairsOf(world)),
  );
}

describe('a run over an integration', () => {
  test('reads every page of every stream, members first, and counts what it did', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({
      status: 'COMPLETED',
      totalRecords: 8,
      successCount: 8,
      unchangedCount: 0,
      errorCount: 0,
      pages: 4,
      startedBy: 'ada',
    });
    const ada = [...world.memory.records.values()].find(({ resourceType }) => resourceType === 'MEMBER');
    const tasks = [...world.memory.records.values()].filter(({ resourceType }) => resourceType === 'TASK');
    expect(tasks).toHaveLength(7);
    expect(tasks.every(({ fields }) => fields.assignedToId === ada?.id)).toBe(true);
    expect(world.memory.integrations.get('int-1')?.lastSuccessAt).toBeDefined();
  });

  test('remembers when each of its streams was read to the end', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    await work(world);
    const read = world.memory.jobs.get(id)?.read ?? [];
    expect(read.map(({ stream }) => stream)).toEqual(['users', 'tasks']);
    expect(read.every(({ at }) => at <= world.clock.now())).toBe(true);
  });

  test('ends the same whether each page has its own worker or one worker does all', async () => {
    const [one, many] = [await withTasks(8), await withTasks(8)];
    await begin(one);
    await work(one, () => true);
    await begin(many);
    await work(many, () => false);
    expect(pairsOf(one)).toEqual(pairsOf(many));
  });

  test('over what did not change writes nothing about any record', async () => {
    const world = await withTasks(7);
    await begin(world, { fullSync: true });
    await work(world);
    const [records, mappings, logs] = [
      world.memory.recordEvents.length,
      pairsOf(world),
      world.memory.logs.size,
    ];
    const versions = [...world.memory.mappings.values()].map(({ version }) => version);
    const id = await begin(world, { fullSync: true });
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({
      status: 'COMPLETED',
      unchangedCount: 8,
      successCount: 0,
    });
    expect(world.memory.recordEvents).toHaveLength(records);
    expect(world.memory.logs.size).toBe(logs);
    expect(pairsOf(world)).toEqual(mappings);
    expect([...world.memory.mappings.values()].map(({ version }) => version)).toEqual(versions);
  });

  test('resumes where the last one stopped, with an overlap, and still misses nothing', async () => {
    const world = await withTasks(7);
    await begin(world);
    await work(world);
    const newest = world.vendor.records.get('tasks-7')?.updatedAt ?? '';
    const checkpoint = await world.deps.checkpoints.get('int-1', 'tasks');
    expect(checkpoint.since).toBe(addSeconds(newest, -60));
    world.clock.pass(3600);
    world.vendor.edit('tasks-3', { name: 'Task 3 again' });
    const id = await begin(world);
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({ successCount: 1 });
    expect(pairsOf(world)).toMatchObject({ 'tasks-3': { fields: { title: 'Task 3 again' } } });
  });

  test('never moves its checkpoint past its own beginning, whatever times the vendor tells', async () => {
    const world = await withTasks(2);
    const [began] = [world.clock.now()];
    world.vendor.records.set('tasks-9', {
      id: 'tasks-9',
      data: { name: 'From 2030' },
      updatedAt: '2030-01-01T00:00:00.000Z',
    });
    await begin(world);
    await work(world);
    expect((await world.deps.checkpoints.get('int-1', 'tasks')).since).toBe(addSeconds(began, -60));
  });

  test('that meets an answer of another shape fails as drifted and changes nothing', async () => {
    const world = await withTasks(7);
    await begin(world);
    await work(world);
    const [before, checkpoint] = [pairsOf(world), await world.deps.checkpoints.get('int-1', 'tasks')];
    world.clock.pass(3600);
    for (let index = 1; index <= 7; index++)
      world.vendor.edit(`tasks-${index}`, { name: `Changed ${index}` });
    world.vendor.fail(
      'list',
      { kind: 'drifted', message: 'The list has an unexpected shape.', pointer: '/data' },
      9,
    );
    const id = await begin(world);
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({
      status: 'FAILED',
      errorDetails: { kind: 'drifted', pointer: '/data' },
    });
    expect(pairsOf(world)).toEqual(before);
    expect(await world.deps.checkpoints.get('int-1', 'tasks')).toEqual(checkpoint);
    expect(world.memory.integrations.get('int-1')?.lastErrorMessage).toContain('unexpected shape');
  });

  test('that may not read one kind of data brings the others over, and says what it could not read', async () => {
    const world = await withTasks(2);
    const denied = { kind: 'forbidden', message: 'The plan has no users.', httpStatus: 402 } as const;
    world.vendor.fail('list users', denied, 9);
    const id = await begin(world);
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({
      status: 'FAILED',
      errorMessage: 'Not everything could be read; the rest is up to date. users: The plan has no users.',
      errorDetails: { kind: 'forbidden', httpStatus: 402 },
      totalRecords: 2,
    });
    const pairs = await world.deps.pairs.list('int-1', { resourceType: 'TASK' }, { limit: 10 });
    expect(pairs.items).toHaveLength(2);
    expect(world.memory.integrations.get('int-1')?.lastErrorMessage).toContain('no users');
  });

  test('that may not read a kind of data concludes nothing from it: nobody is taken for deleted or sent over', async () => {
    const world = await withTasks(2);
    await begin(world, { fullSync: true });
    await work(world);
    const { lastSyncAt } = world.memory.integrations.get('int-1') ?? {};
    const before = pairsOf(world);
    const covenantAcceptedAt = world.clock.now();
    await world.deps.records.put(aRecord('MEMBER', { id: 'member-new', at: covenantAcceptedAt }));
    world.clock.pass(3600);
    world.vendor.writes.length = 0;
    world.vendor.fail('list users', { kind: 'forbidden', message: 'Not for you.' }, 9);
    await begin(world, { fullSync: true });
    await work(world);
    expect(pairsOf(world)).toEqual(before);
    expect(world.vendor.writes).toEqual([]);
    expect(world.memory.integrations.get('int-1')?.lastSyncAt).toBe(lastSyncAt);
  });

  test('whose sign-in is refused stops the integration and waits for the new sign-in', async () => {
    const world = await withTasks(1);
    world.vendor.fail('list', { kind: 'unauthorized', message: 'The token was revoked.', httpStatus: 401 });
    const id = await begin(world);
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({ status: 'PENDING', heldBy: 'integration' });
    expect(world.memory.integrations.get('int-1')?.status).toBe('ERROR');
    await updateIntegration(world.deps, 'int-1', { credentials: { token: 'new' } }, 'ada');
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({ status: 'COMPLETED', totalRecords: 2 });
  });

  test('goes on after an outage from the page that failed', async () => {
    const world = await withTasks(7);
    world.vendor.fail('list', { kind: 'unavailable', message: 'down', httpStatus: 503 }, 2);
    const id = await begin(world);
    await work(world, () => true);
    expect(world.memory.jobs.get(id)).toMatchObject({ status: 'COMPLETED', totalRecords: 8, errorCount: 0 });
  });

  test('hands a record that fails to the queue and goes on with the others', async () => {
    const world = await withTasks(4);
    world.vendor.edit('tasks-2', { name: '' });
    const id = await begin(world);
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({ status: 'COMPLETED', errorCount: 1, successCount: 4 });
    expect(world.changes.takeAll()).toMatchObject([{ recordId: 'tasks-2', jobId: id }]);
  });

  test.each(['before', 'after'] as const)(
    'that dies %s any of its writes ends with the same records',
    async (when) => {
      const undisturbed = await withTasks(7);
      await begin(undisturbed);
      await work(undisturbed);
      let deaths = 0;
      for (let write = 1; ; write++) {
        const world = await withTasks(7);
        const id = await begin(world);
        world.fate.dieAt(write, when);
        await work(world);
        if (world.fate.writes < write) break;
        deaths++;
        expect(world.memory.jobs.get(id)?.status, `death ${when} write ${write}`).toBe('COMPLETED');
        expect(named(world), `death ${when} write ${write}`).toEqual(named(undisturbed));
        expect(world.memory.recordEvents).toHaveLength(8);
        expect(world.memory.checkpoints).toEqual(undisturbed.memory.checkpoints);
      }
      expect(deaths).toBeGreaterThan(8);
    },
  );
});

describe('a schedule', () => {
  const due = {
    schemaVersion: 1,
    kind: 'due',
    integrationId: 'int-1',
    scheduledFor: '2026-03-01T11:00:00.000Z',
  } as const;

  test('starts a run and lets the next time pass while that one is going', async () => {
    const world = await withTasks(7);
    await startDueJob(world.deps, due);
    await startDueJob(world.deps, { ...due, scheduledFor: '2026-03-01T12:00:00.000Z' });
    expect([...world.memory.jobs.values()]).toMatchObject([
      { jobType: 'SCHEDULED_SYNC', scheduledFor: due.scheduledFor },
    ]);
  });

  test.each(['PAUSED', 'DISABLED', 'ERROR'] as const)(
    'starts nothing for an integration that is %s',
    async (status) => {
      const world = await connectedWorld({ status });
      await startDueJob(world.deps, due);
      await startDueJob(world.deps, { ...due, integrationId: 'int-gone' });
      expect(world.memory.jobs.size).toBe(0);
    },
  );

  test('a run without a sign of life for six hours makes room for the next', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    world.clock.pass(6 * 3600 - 60);
    expect(await endAbandonedJobs(world.deps)).toBe(0);
    world.clock.pass(120);
    expect(await endAbandonedJobs(world.deps)).toBe(1);
    expect(world.memory.jobs.get(id)?.status).toBe('FAILED');
    await expect(begin(world)).resolves.not.toBe(id);
  });

  test('whose message is lost goes on after twenty minutes without a sign of life, five times at most', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    world.jobQueue.takeAll();
    world.clock.pass(minutes(19));
    expect(await reviveLostRuns(world.deps)).toBe(0);
    for (let time = 0; time < 7; time++) {
      world.clock.pass(minutes(21));
      expect(await reviveLostRuns(world.deps)).toBe(time < 5 ? 1 : 0);
      if (time < 5) world.jobQueue.takeAll();
    }
    world.clock.pass(minutes(360));
    expect(await endAbandonedJobs(world.deps)).toBe(1);
    expect(world.memory.jobs.get(id)?.status).toBe('FAILED');
  });

  test('that goes on after its message was lost has all its tries anew with the next page', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    world.jobQueue.takeAll();
    world.clock.pass(minutes(21));
    await reviveLostRuns(world.deps);
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({ status: 'COMPLETED', successCount: 8, retryCount: 0 });
  });
});
