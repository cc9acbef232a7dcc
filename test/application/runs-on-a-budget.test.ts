import { describe, expect, test } from 'vitest';
import { memoryRateBuckets } from '../../shared/adapters/in-memory/rate-buckets.ts';
import { endAbandonedJobs } from '../../shared/application/jobs/end-abandoned-jobs.ts';
import { reviveLostRuns } from '../../shared/application/jobs/revive-lost-runs.ts';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { sendDueRuns } from '../../shared/application/jobs/wait-for-budget.ts';
import { workerQuotas } from '../../shared/application/quotas/quota-for.ts';
import { addSeconds, elapsed } from '../../shared/domain/dates.ts';
import type { ExternalSystem } from '../../shared/domain/external.ts';
import { faultOf } from '../../shared/domain/fault.ts';
import type { JobMessage } from '../../shared/domain/job.ts';
import type { Lane, RateLimit } from '../../shared/domain/rate-limit.ts';
import { mostInAWindow } from '../domain/support/a-bucket.ts';
import { begin, withTasks, work } from './support/runs.ts';
import type { World } from './support/world.ts';

const tooMany = (retryAfterSeconds: number) =>
  ({ kind: 'rate-limited', message: 'Slow down.', retryAfterSeconds }) as const;
const jobOf = (world: World, id: string) => world.memory.jobs.get(id);

describe('a run whose system allows no more requests', () => {
  test('keeps its place and gives the queue free, until shortly before its time', async () => {
    const world = await withTasks(7);
    const id = await begin(world);
    world.vendor.fail('list', tooMany(3000));
    await work(world);
    const until = addSeconds(world.clock.now(), 3000);
    expect(jobOf(world, id)).toMatchObject({ status: 'RUNNING', waits: { until } });
    world.clock.pass(2600);
    expect(await sendDueRuns(world.deps)).toBe(0);
    world.clock.pass(300);
    expect([await sendDueRuns(world.deps), await sendDueRuns(world.deps)]).toEqual([1, 0]);
    const [message] = world.jobQueue.takeAll();
    if (message?.kind !== 'page') throw new Error('No page was asked for.');
    await expect(runPages(world.deps, message, () => true)).rejects.toMatchObject({
      fault: { kind: 'rate-limited', retryAfterSeconds: 100 },
    });
    world.clock.pass(100);
    await runPages(world.deps, message, () => true);
    expect(jobOf(world, id)).toMatchObject({ status: 'COMPLETED', totalRecords: 8 });
    expect(jobOf(world, id)).not.toHaveProperty('waits');
  });

  test('waits in the queue, to the second, where it is a matter of minutes', async () => {
    const world = await withTasks(3);
    await begin(world);
    world.vendor.fail('list', tooMany(45));
    const [message] = world.jobQueue.takeAll();
    if (message?.kind !== 'page') throw new Error('No page was asked for.');
    await expect(runPages(world.deps, message, () => true)).rejects.toMatchObject({
      fault: { retryAfterSeconds: 45 },
    });
  });

  test('is not taken for lost while it waits, and is when its time is long over', async () => {
    const world = await withTasks(3);
    const id = await begin(world);
    world.vendor.fail('list', tooMany(20 * 3600));
    await work(world);
    world.clock.pass(19 * 3600);
    expect([await endAbandonedJobs(world.deps), await reviveLostRuns(world.deps)]).toEqual([0, 0]);
    world.clock.pass(2 * 3600);
    expect(await reviveLostRuns(world.deps)).toBe(1);
    await work(world);
    expect(jobOf(world, id)).toMatchObject({ status: 'COMPLETED' });
  });

  test('hands on the records that would need more, which are no failures', async () => {
    const world = await withTasks(7);
    await begin(world);
    await work(world);
    world.vendor.reportedDeleted = ['tasks-1'];
    world.vendor.fail('get', tooMany(3000));
    const id = await begin(world, { fullSync: true });
    await work(world);
    expect(jobOf(world, id)).toMatchObject({ status: 'COMPLETED', errorCount: 0 });
    expect(world.changes.takeAll()).toMatchObject([{ recordId: 'tasks-1', cause: 'retry' }]);
    expect(world.memory.integrations.get('int-1')).toMatchObject({ status: 'ACTIVE' });
  });

  test('is left alone by a message that comes too early', async () => {
    const world = await withTasks(3);
    const id = await begin(world);
    world.vendor.fail('list', tooMany(3000));
    await work(world);
    const before = jobOf(world, id);
    await runPages(
      world.deps,
      { schemaVersion: 1, kind: 'page', jobId: id, integrationId: 'int-1', page: 0 },
      () => true,
    );
    expect(jobOf(world, id)).toEqual(before);
  });
});

/** The world with a system that draws from a budget; `calls` says when it was read. */
function metered(world: World, limit: RateLimit) {
  const { clock, deps, vendor } = world;
  const quota = workerQuotas({
    ...{ rateBuckets: memoryRateBuckets(), clock },
    ...{ pause: async () => undefined, patienceMs: () => 0 },
  }).of([limit], async () => 'account');
  const calls: number[] = [];
  const systemIn = (lane: Lane): ExternalSystem => ({
    ...{ clock: () => vendor.clock(), may: (stream, verb) => vendor.may(stream, verb), inLane: systemIn },
    ...{ test: () => vendor.test(), get: (stream, id) => vendor.get(stream, id) },
    ...{ create: (...given) => vendor.create(...given), update: (...given) => vendor.update(...given) },
    ...{ delete: (...given) => vendor.delete(...given), findByKey: async () => 'unsupported' },
    ...{ registerWebhooks: async () => [], unregisterWebhook: async () => undefined },
    ...{ checkWebhook: async () => 'unsupported', renewWebhook: async () => undefined },
    discoverFields: async () => [],
    list: async (stream, window) => {
      await quota.take(lane, {});
      calls.push(Date.parse(clock.now()));
      return vendor.list(stream, window);
    },
  });
  return {
    calls,
    deps: { ...deps, connectors: { ...deps.connectors, connect: async () => systemIn('manual') } },
  };
}

test('a run of fifty pages at thirty requests an hour ends by itself, hours later, within the budget', async () => {
  const world = await withTasks(150);
  const toggl: RateLimit = { requests: 30, seconds: 3600 };
  const { deps, calls } = metered(world, toggl);
  const id = await begin(world, { jobType: 'SCHEDULED_SYNC' });
  const began = world.clock.now();
  const queue: { message: JobMessage; at: string; receives: number }[] = [];
  let mostReceives = 0;
  for (let minute = 0; jobOf(world, id)?.status === 'RUNNING' && minute < 24 * 60; minute++) {
    queue.push(
      ...world.jobQueue.takeAll().map((message) => ({ message, at: world.clock.now(), receives: 0 })),
    );
    for (const item of queue.splice(0)) {
      if (item.at > world.clock.now() || item.message.kind !== 'page') queue.push(item);
      else
        try {
          await runPages(deps, item.message, () => true);
        } catch (error) {
          const { kind, retryAfterSeconds = 0 } = faultOf(error);
          expect(kind).toBe('rate-limited');
          mostReceives = Math.max(mostReceives, item.receives + 1);
          queue.push({
            ...item,
            at: addSeconds(world.clock.now(), retryAfterSeconds),
            receives: item.receives + 1,
          });
        }
    }
    world.clock.pass(60);
    if (minute % 5 === 4) {
      await sendDueRuns(deps);
      expect([await endAbandonedJobs(deps), await reviveLostRuns(deps)]).toEqual([0, 0]);
    }
  }
  expect(jobOf(world, id)).toMatchObject({ status: 'COMPLETED', totalRecords: 151, errorCount: 0 });
  expect(calls).toHaveLength(51);
  expect(mostInAWindow(calls, toggl)).toBeLessThanOrEqual(24);
  expect(mostReceives).toBeLessThan(6);
  const hours = elapsed(began, world.clock.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(2);
  expect(hours).toBeLessThan(5);
});
