import { describe, expect, test } from 'vitest';
import { deleteIntegration } from '../../shared/application/integrations/delete-integration.ts';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { cancelJob } from '../../shared/application/jobs/cancel-job.ts';
import { mendHeldJobs } from '../../shared/application/jobs/end-abandoned-jobs.ts';
import { pauseOrResume } from '../../shared/application/jobs/pause-job.ts';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { begin, withTasks, work } from './support/runs.ts';

describe('a run', () => {
  test('of an integration that was paused meanwhile waits, and goes on from its place when that is resumed', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    const [first] = world.jobQueue.takeAll();
    if (first?.kind !== 'page') throw new Error('There is no page to do.');
    await runPages(world.deps, first, () => false);
    await updateIntegration(world.deps, 'int-1', { status: 'PAUSED' }, 'ada');
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({ status: 'PENDING', heldBy: 'integration', pages: 1 });
    const reads = world.vendor.reads;
    await updateIntegration(world.deps, 'int-1', { status: 'ACTIVE' }, 'ada');
    await work(world);
    expect(world.memory.jobs.get(id)).toMatchObject({
      status: 'COMPLETED',
      totalRecords: 8,
      successCount: 8,
    });
    expect(world.vendor.reads - reads).toBe(3);
  });

  test('that nobody told of the pause notices it by itself and changes nothing meanwhile', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    await world.deps.integrations.put({ ...world.integration, version: 2, status: 'PAUSED' });
    await work(world);
    expect(world.memory.jobs.get(id)?.status).toBe('PENDING');
    expect(world.memory.records.size).toBe(0);
    expect(await mendHeldJobs(world.deps)).toBe(0);
    await world.deps.integrations.put({ ...world.integration, version: 3, status: 'ACTIVE' });
    expect(await mendHeldJobs(world.deps)).toBe(1);
    await work(world);
    expect(world.memory.jobs.get(id)?.status).toBe('COMPLETED');
  });

  test.each(['switched off', 'deleted'] as const)(
    'of an integration that is %s is cancelled',
    async (how) => {
      const world = await withTasks(7);
      const id = await begin(world);
      if (how === 'deleted') await deleteIntegration(world.deps, 'int-1', 'ada');
      else await updateIntegration(world.deps, 'int-1', { status: 'DISABLED' }, 'ada');
      await work(world);
      expect(world.memory.jobs.get(id)).toMatchObject({
        status: 'CANCELLED',
        errorMessage: `The integration was ${how}.`,
      });
      expect(world.memory.records.size).toBe(0);
    },
  );

  test('that an admin paused by itself is not set going by pausing and resuming the integration', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    await pauseOrResume(world.deps, id, 'pause', 'ada');
    await updateIntegration(world.deps, 'int-1', { status: 'PAUSED' }, 'ada');
    await updateIntegration(world.deps, 'int-1', { status: 'ACTIVE' }, 'ada');
    await work(world);
    expect(world.memory.jobs.get(id)?.status).toBe('PENDING');
    await pauseOrResume(world.deps, id, 'resume', 'ada');
    await work(world);
    expect(world.memory.jobs.get(id)?.status).toBe('COMPLETED');
  });

  test('that an admin cancels stops after the page it is at, keeps what it did, and makes room for the next', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    const [first] = world.jobQueue.takeAll();
    if (first?.kind !== 'page') throw new Error('There is no page to do.');
    await runPages(world.deps, first, () => false);
    expect(await cancelJob(world.deps, id, 'ada')).toMatchObject({ job: { status: 'CANCELLED', pages: 1 } });
    await work(world);
    expect(world.memory.records.size).toBe(1);
    expect(await cancelJob(world.deps, id, 'ada')).toMatchObject({ refused: 'stale' });
    expect(await cancelJob(world.deps, 'job_9', 'ada')).toMatchObject({ refused: 'not-found' });
    expect([...world.memory.audit.values()]).toMatchObject([{ action: 'job.cancelled', actor: 'ada' }]);
    await expect(begin(world)).resolves.not.toBe(id);
  });

  test('in which more than a tenth of the records failed makes the integration DEGRADED and tells the admins once', async () => {
    const world = await withTasks(4);
    for (const name of ['tasks-1', 'tasks-2']) world.vendor.edit(name, { name: '' });
    for (let run = 1; run <= 2; run++) {
      await begin(world, { fullSync: true });
      await work(world);
      expect(world.memory.integrations.get('int-1')?.status).toBe('DEGRADED');
    }
    expect(world.deps.notifier.sent.map(({ paragraphs }) => paragraphs[1])).toEqual([
      '2 of 5 records of the last run could not be synced. They are retried; the others are up to date.',
    ]);
    for (const name of ['tasks-1', 'tasks-2']) world.vendor.edit(name, { name: 'Mended' });
    await begin(world, { fullSync: true });
    await work(world);
    expect(world.memory.integrations.get('int-1')?.status).toBe('ACTIVE');
    expect(world.deps.notifier.sent.map(({ subject }) => subject)).toEqual([
      '[BritePool] Integration Alert: Main workspace - WARNING',
      '[BritePool] Integration Alert: Main workspace - RESOLVED',
    ]);
  });
});
