import { beforeEach, describe, expect, test } from 'vitest';
import { memoryConflictStore } from '../../shared/adapters/in-memory/conflict-store.ts';
import { memoryHealthStore } from '../../shared/adapters/in-memory/health-store.ts';
import { memoryIntegrationStore } from '../../shared/adapters/in-memory/integration-store.ts';
import { memoryJobStore } from '../../shared/adapters/in-memory/job-store.ts';
import { memoryLogStore } from '../../shared/adapters/in-memory/log-store.ts';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { memoryBreakerStore, memoryMaintenanceStore } from '../../shared/adapters/in-memory/outage-stores.ts';
import { MemoryClock, silentLogger } from '../../shared/adapters/in-memory/system.ts';
import { healthNow } from '../../shared/application/health/health-now.ts';
import { measure } from '../../shared/application/health/measure.ts';
import { watchHealth } from '../../shared/application/health/watch.ts';
import { withAnswer } from '../../shared/domain/answer-times.ts';
import { aConflict, aJob, aLog, anIntegration } from '../contract/support/samples.ts';

const garden = anIntegration({
  ...{ id: 'int-1', name: 'Garden', lastSyncAt: '2026-03-01T10:00:00.000Z' },
});
const failed = { status: 'FAILED', outcome: 'rejected' } as const;
const fault = { kind: 'rejected', message: 'The name is too long.' } as const;

async function world() {
  const memory = new Memory();
  const integrations = memoryIntegrationStore(memory);
  await integrations.create(garden);
  return {
    ...{ memory, integrations, logger: silentLogger, clock: new MemoryClock('2026-03-01T10:50:00.000Z') },
    health: memoryHealthStore(),
    jobs: memoryJobStore(memory),
    logs: memoryLogStore(memory),
    conflicts: memoryConflictStore(memory),
    breakers: memoryBreakerStore(),
    maintenance: memoryMaintenanceStore(),
  };
}
let deps: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  deps = await world();
});
const happened = (filedAt: string, more: Parameters<typeof aLog>[1] = {}) =>
  deps.logs.put([aLog('int-1', { filedAt, ...more })]);
const ran = (id: string, more: Parameters<typeof aJob>[1] = {}) =>
  deps.memory.jobs.set(
    id,
    aJob('int-1', { id, status: 'COMPLETED', completedAt: '2026-03-01T10:20:00.000Z', ...more }),
  );
const snapshotOf = async () => (await deps.health.snapshots(['int-1']))[0];

describe('the watch, every five minutes,', () => {
  test('counts runs, changes, answers and conflicts, and keeps the score with its hour', async () => {
    await happened('2026-03-01T10:10:00.000Z');
    await happened('2026-03-01T10:40:00.000Z', { ...failed, fault, direction: 'BRITEPOOL_TO_EXTERNAL' });
    ran('job-1', { totalRecords: 30, durationMs: 2000, answerTimes: withAnswer(undefined, 900) });
    ran('job-2', { status: 'FAILED', errorMessage: 'Not everything could be read.' });
    await deps.conflicts.put(aConflict({ integrationId: 'int-1' }));
    expect(await watchHealth(deps)).toBe(1);
    expect(await snapshotOf()).toMatchObject({
      measuredAt: '2026-03-01T10:50:00.000Z',
      facts: {
        changes: { ended: 2, failed: 1 },
        lastHour: { ended: 2, failed: 1 },
        ...{ answerMs: 1000, pendingConflicts: 1 },
        recentErrors: ['The name is too long.', 'Not everything could be read.'],
      },
    });
    const [hour] = await deps.health.hours('int-1', '2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z');
    expect(hour).toMatchObject({
      in: { applied: 1 },
      out: { rejected: 1 },
      runs: { ended: 2, completed: 1 },
    });
    expect(hour?.score).toBe((await snapshotOf())?.health.score);
  });

  test('remembers the lowest score of the hour, when it was well again afterwards', async () => {
    ran('job-1', { status: 'FAILED' });
    await watchHealth(deps);
    const low = (await snapshotOf())?.health.score ?? 100;
    ran('job-1');
    deps.clock.pass(300);
    await watchHealth(deps);
    const [hour] = await deps.health.hours('int-1', '2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z');
    expect(hour?.lowestScore).toBe(low);
    expect(hour?.score).toBeGreaterThan(low);
  });

  test('counts a change that ended late in the hour in which it was received, while its tries go on', async () => {
    await watchHealth(deps);
    deps.clock.pass(20 * 60);
    await happened('2026-03-01T10:55:00.000Z', failed);
    await watchHealth(deps);
    const hours = await deps.health.hours('int-1', '2026-03-01T10:00:00.000Z', '2026-03-01T11:00:00.000Z');
    expect(hours.map((hour) => hour.in)).toEqual([{ rejected: 1 }, {}]);
  });

  test('judges by the last day, also by hours that are counted no more', async () => {
    await happened('2026-03-01T10:10:00.000Z', failed);
    await watchHealth(deps);
    deps.clock.pass(5 * 3600);
    await watchHealth(deps);
    expect((await snapshotOf())?.facts.changes).toEqual({ ended: 1, failed: 1 });
    expect((await snapshotOf())?.facts.lastHour).toEqual({ ended: 0, failed: 0 });
    deps.clock.pass(24 * 3600);
    await watchHealth(deps);
    expect((await snapshotOf())?.facts.changes).toEqual({ ended: 0, failed: 0 });
  });

  test('names the kinds of data of which nothing goes through, and what could not be read', async () => {
    for (const minute of ['10', '11', '12'])
      await happened(`2026-03-01T10:${minute}:00.000Z`, { ...failed, resourceType: 'MEMBER' });
    await happened('2026-03-01T10:13:00.000Z');
    ran('job-1', { status: 'FAILED', skipped: [{ stream: 'users', fault }] });
    await watchHealth(deps);
    expect((await snapshotOf())?.facts).toMatchObject({ failingKinds: ['MEMBER'], unread: ['users'] });
    expect((await snapshotOf())?.health.sentence).toBe(
      'Members and users cannot be synced at the moment; everything else is.',
    );
  });

  test('reads no more of a busy hour than fits, and says that there was more', async () => {
    const entries = Array.from({ length: 2001 }, () =>
      aLog('int-1', { filedAt: '2026-03-01T10:30:00.000Z' }),
    );
    await deps.logs.put(entries);
    const { hours } = await measure(deps, garden);
    expect(hours.at(-1)).toMatchObject({ in: { applied: 2000 }, atLeast: true });
  });

  test('goes on with the others when one integration cannot be looked at', async () => {
    await deps.integrations.create(anIntegration({ id: 'int-2', name: 'Hours' }));
    const broken: typeof deps.jobs = {
      ...deps.jobs,
      list: (id, page) => (id === 'int-1' ? Promise.reject(new Error('broken')) : deps.jobs.list(id, page)),
    };
    expect(await watchHealth({ ...deps, jobs: broken })).toBe(1);
    expect(
      (await deps.health.snapshots(['int-1', 'int-2'])).map(({ integrationId }) => integrationId),
    ).toEqual(['int-2']);
  });
});

describe('between two looks', () => {
  test('a pause and a lost sign-in show at once', async () => {
    ran('job-1');
    await watchHealth(deps);
    const snapshot = await snapshotOf();
    if (snapshot === undefined) throw new Error('nothing was measured');
    const now = async (status: typeof garden.status) =>
      (await healthNow(deps, [{ integration: { ...garden, status }, snapshot }])).get('int-1')?.health;
    expect(await now('ACTIVE')).toMatchObject({ score: 100, status: 'HEALTHY' });
    expect((await now('PAUSED'))?.sentence).toContain('It is paused');
    expect(await now('ERROR')).toMatchObject({ score: 20, status: 'UNHEALTHY' });
  });

  test('an outage shows at once', async () => {
    await watchHealth(deps);
    const snapshot = await snapshotOf();
    if (snapshot === undefined) throw new Error('nothing was measured');
    await deps.breakers.put({
      ...{ schemaVersion: 1, integrationId: 'int-1', version: 1, state: 'open', failures: 3 },
      ...{ firstFailureAt: '2026-03-01T10:45:00.000Z', reason: 'It does not answer.' },
    });
    const looks = await healthNow(deps, [{ integration: garden, snapshot }]);
    expect(looks.get('int-1')?.health).toMatchObject({ score: 30, status: 'UNHEALTHY' });
  });
});
