import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CronDeps, cron } from '../../functions/cron/cron.ts';
import { httpFunction } from '../../functions/runtime/http/pipeline.ts';
import { MemorySchedules } from '../../shared/adapters/in-memory/schedules.ts';
import { silentLogger } from '../../shared/adapters/in-memory/system.ts';
import { parkedId } from '../../shared/application/sync/park.ts';
import { aChange, aLog, anIntegration, aParkedItem } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const secret = 'rGk3jT9qLw2mXv8bYc5nHd7sPf1zAu6e';
const right = { authorization: `Bearer ${secret}` };

function cronWorld(known: string | undefined = secret) {
  const world = apiWorld();
  const deps: CronDeps = {
    ...world.deps,
    schedules: new MemorySchedules('Europe/Berlin'),
    logDays: 90,
    secret: async () => known,
  };
  const handler = httpFunction({ logger: silentLogger }, (event) => cron(deps, event));
  const call = (job: string, headers: Readonly<Record<string, string>> = right) =>
    ask(handler, { method: 'POST', path: `/api/cron/${job}`, headers });
  return { ...world, call };
}
const routes = ['sync-integrations', 'retry-failed-syncs', 'cleanup-old-logs'];

describe('an outside scheduler', () => {
  it.each(routes)('that knows the secret may call %s', async (route) => {
    const { call } = cronWorld();
    const answer = await call(route);
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ success: true, timestamp: '2026-03-01T10:00:00.000Z' });
  });

  it.each([...routes, 'something-else'])('that does not know it learns nothing from %s', async (route) => {
    const { call } = cronWorld();
    const wrong: Readonly<Record<string, string>>[] = [
      {},
      { authorization: secret },
      { authorization: `Basic ${secret}` },
    ];
    for (const headers of wrong) {
      const answer = await call(route, headers);
      expect(problemOf(answer)).toMatchObject({ status: 401, code: 'unauthorized' });
      expect(answer.body).not.toContain(secret);
    }
  });

  it('never gets in with anything but the secret, whatever its length', async () => {
    const { call } = cronWorld();
    const near = fc
      .nat({ max: secret.length - 1 })
      .map((at) => `${secret.slice(0, at)}~${secret.slice(at + 1)}`);
    const guesses = fc.oneof(fc.string(), near, fc.constantFrom('', secret.slice(1), `${secret}x`, ' '));
    await fc.assert(
      fc.asyncProperty(guesses, async (guess) => {
        const { statusCode } = await call('sync-integrations', { authorization: `Bearer ${guess}` });
        expect(statusCode).toBe(guess === secret ? 200 : 401);
      }),
      { seed: 77, numRuns: 150 },
    );
  });

  it.each([undefined, ''])('is told when the stage has no secret (%j), and not let in', async (known) => {
    const { call } = cronWorld(known === undefined ? '' : known);
    expect(problemOf(await call('sync-integrations', { authorization: 'Bearer ' }))).toMatchObject({
      status: 503,
    });
  });

  it('finds nothing at another address', async () => {
    const { call } = cronWorld();
    expect(problemOf(await call('drop-everything')).status).toBe(404);
  });
});

describe('the call to sync', () => {
  const early = '2026-03-01T09:20:00.000Z';

  it('asks for a run of each integration whose time has come, and of no other', async () => {
    const { call, memory, jobQueue } = cronWorld();
    for (const [id, more] of Object.entries({
      due: { syncFrequency: 'HOURLY', lastSyncAt: early },
      fresh: { syncFrequency: 'HOURLY', lastSyncAt: '2026-03-01T10:00:00.000Z' },
      tonight: { syncFrequency: 'DAILY', lastSyncAt: early },
      hand: { syncFrequency: 'MANUAL', lastSyncAt: early },
      paused: { syncFrequency: 'HOURLY', lastSyncAt: early, status: 'PAUSED' },
    } as const))
      memory.integrations.set(id, anIntegration({ id, createdAt: early, ...more }));
    const { body } = await call('sync-integrations');
    expect(JSON.parse(body)).toMatchObject({ processed: 1, results: [{ integrationId: 'due' }] });
    expect(jobQueue.takeAll()).toEqual([
      {
        ...{ schemaVersion: 1, kind: 'due', integrationId: 'due' },
        scheduledFor: '2026-03-01T10:00:00.000Z',
      },
    ]);
  });

  it('repeated within the minute asks for nothing more', async () => {
    const { call, memory, jobQueue, clock } = cronWorld();
    memory.integrations.set('int-1', anIntegration({ id: 'int-1', createdAt: early, lastSyncAt: early }));
    await call('sync-integrations');
    clock.pass(30);
    await call('sync-integrations');
    expect(jobQueue.takeAll()).toHaveLength(1);
    clock.pass(60);
    await call('sync-integrations');
    expect(jobQueue.takeAll()).toHaveLength(1);
  });
});

describe('the other calls', () => {
  it('send what is parked and due back to the queue, once', async () => {
    const { call, memory, deps, changes } = cronWorld();
    memory.integrations.set('int-1', anIntegration({ id: 'int-1' }));
    const change = aChange({ integrationId: 'int-1' });
    await deps.parked.put(aParkedItem({ id: parkedId(change), integrationId: 'int-1', change }));
    expect(JSON.parse((await call('retry-failed-syncs')).body).results).toMatchObject([{ retried: 1 }]);
    expect(JSON.parse((await call('retry-failed-syncs')).body).results).toMatchObject([{ retried: 0 }]);
    expect(changes.takeAll()).toHaveLength(1);
  });

  it('report what expires, what should be gone, and what only a person can mend', async () => {
    const { call, memory, deps } = cronWorld();
    memory.integrations.set('int-1', anIntegration({ id: 'int-1' }));
    await deps.logs.put([
      aLog('int-1', { filedAt: '2025-12-05T10:00:00.000Z' }),
      aLog('int-1', { filedAt: '2025-12-02T10:00:00.000Z' }),
      aLog('int-1', { filedAt: '2025-11-29T10:00:00.000Z' }),
      aLog('int-1', { filedAt: '2026-02-20T10:00:00.000Z' }),
    ]);
    const longAgo = { parkedAt: '2026-01-01T10:00:00.000Z', integrationId: 'int-1' };
    await deps.parked.put(aParkedItem(longAgo));
    await deps.parked.put(aParkedItem({ integrationId: 'int-1' }));
    expect(JSON.parse((await call('cleanup-old-logs')).body).results).toEqual([
      { integrationId: 'int-1', expiring: 2, overdue: 1, givenUp: 1, waiting: 1 },
    ]);
    expect(memory.logs.size).toBe(4);
  });
});
