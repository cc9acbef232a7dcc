import { describe, expect, it } from 'vitest';
import { type DriftResult, noDrift } from '../../shared/domain/drift.ts';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const path = '/api/admin/integrations/int_1/drift';

async function connected(status: 'ACTIVE' | 'PAUSED' = 'ACTIVE') {
  const world = apiWorld();
  await world.deps.integrations.create(anIntegration({ id: 'int_1', name: 'Garden', status }));
  const check = (headers = {}) =>
    ask(world.admin, { method: 'POST', path: `${path}/check`, claims, headers });
  const get = async (headers = {}) => ask(world.admin, { path, claims, headers });
  return { world, check, get };
}

describe('the comparison of both sides', () => {
  it('says that nothing was compared yet', async () => {
    const { get } = await connected();
    expect(JSON.parse((await get()).body)).toEqual({
      ...{ running: null, last: null, differences: [], skipped: [], history: [] },
    });
  });

  it('begins when an admin asks, shows how far it is, and begins no second one', async () => {
    const { world, check, get } = await connected();
    expect((await check()).statusCode).toBe(202);
    expect(world.jobQueue.takeAll()).toEqual([{ schemaVersion: 1, kind: 'drift', integrationId: 'int_1' }]);
    expect(JSON.parse((await get()).body)).toMatchObject({
      running: { startedBy: 'ada', share: 100, expected: null, counts: { pairs: 0 } },
    });
    const again = await check();
    expect(again.statusCode).toBe(409);
    expect(problemOf(again)).toMatchObject({ code: 'already-running' });
    expect(world.jobQueue.takeAll()).toEqual([]);
  });

  it('answers a repeated request with a key again, and begins one comparison', async () => {
    const { world, check } = await connected();
    const key = { 'idempotency-key': 'compare-1' };
    const first = await check(key);
    expect(await check(key)).toMatchObject({ statusCode: 202, body: first.body });
    expect(world.jobQueue.takeAll()).toHaveLength(1);
  });

  it('does not begin while the integration rests', async () => {
    const { check } = await connected('PAUSED');
    expect(problemOf(await check())).toMatchObject({ status: 409, code: 'not-running' });
  });

  it('shows what the last one came to, each difference with its reason, and those before it', async () => {
    const { world, get } = await connected();
    const at = '2026-03-01T09:00:00.000Z';
    const done: DriftResult = {
      ...{ schemaVersion: 1, id: 'drift-1', integrationId: 'int_1', startedAt: at, startedBy: 'schedule' },
      ...{ endedAt: at, requests: 7, counts: { ...noDrift, pairs: 3, fields: 12, equal: 11, conflict: 1 } },
    };
    const pair = { resourceType: 'TASK', internalId: 'task-1', externalId: 'x-1' } as const;
    const differences = [
      { ...pair, field: 'title', reason: 'conflict', because: 'Both changed it.' },
    ] as const;
    await world.deps.drift.keep({ ...done, id: 'drift-0', startedAt: '2026-02-28T09:00:00.000Z' });
    await world.deps.drift.keep(done);
    await world.deps.drift.put({
      ...{ ...done, version: 1, updatedAt: at, streams: [], pages: 2, walking: false },
      ...{ reads: [], hinted: [], skipped: [], differences },
    });
    const answer = await get();
    expect(JSON.parse(answer.body)).toMatchObject({
      running: null,
      last: { id: 'drift-1', share: 91.66, requests: 7, endedAt: at },
      differences,
      history: [{ id: 'drift-1' }, { id: 'drift-0' }],
    });
    expect((await get({ 'if-none-match': answer.headers.etag ?? '' })).statusCode).toBe(304);
  });
});
