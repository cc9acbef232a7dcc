import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aLedgerHour } from '../contract/support/ledger-samples.ts';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };

async function counted() {
  const world = apiWorld();
  await world.deps.integrations.create(anIntegration({ id: 'int_1', name: 'Garden' }));
  const get = (path: string, query: Record<string, string> = {}, headers = {}) =>
    ask(world.admin, { path: `/api/admin/integrations/${path}/ledger`, claims, query, headers });
  return { world, get, body: async () => z.looseObject({}).parse(JSON.parse((await get('int_1')).body)) };
}

describe('the ledger of an integration', () => {
  it('is empty, and says so, before the first check', async () => {
    const { body } = await counted();
    expect(await body()).toMatchObject({
      ...{ integrationId: 'int_1', checkedAt: null, hours: [], missing: [] },
      totals: { received: 0, inFlight: 0, missing: 0, ended: { applied: 0, dead: 0 } },
    });
  });

  it('adds up the hours of the last day, oldest first, and names what is missing', async () => {
    const { world, body } = await counted();
    const hour = aLedgerHour('int_1');
    const earlier = aLedgerHour('int_1', {
      ...{ hour: '2026-03-01T08:00:00.000Z', received: 5, ended: { applied: 4 }, inFlight: 1, missing: 0 },
      ...{ named: [], open: false },
    });
    const longAgo = aLedgerHour('int_1', { hour: '2026-02-27T08:00:00.000Z' });
    await world.deps.ledger.putHours([hour, earlier, longAgo]);
    const checkedAt = world.clock.now();
    await world.deps.ledger.putState({
      ...{ schemaVersion: 1, integrationId: 'int_1', through: hour.hour, open: [], checkedAt },
    });
    expect(await body()).toMatchObject({
      checkedAt,
      totals: { received: 8, ended: { applied: 5, duplicate: 1, held: 0 }, inFlight: 1, missing: 1 },
      hours: [
        { at: '2026-03-01T08:00:00.000Z', received: 5, open: false },
        { at: '2026-03-01T10:00:00.000Z', received: 3, missing: 1, open: true },
      ],
      missing: [{ recordId: 'x-1', side: 'external', cause: 'webhook' }],
    });
  });

  it('answers 304 while nothing changed', async () => {
    const { get } = await counted();
    const { etag } = (await get('int_1')).headers;
    expect((await get('int_1', {}, { 'if-none-match': etag })).statusCode).toBe(304);
  });

  it('of nobody is not found, and a range that is none is refused', async () => {
    const { get } = await counted();
    expect(problemOf(await get('nobody')).status).toBe(404);
    expect(problemOf(await get('int_1', { range: '1y' })).status).toBe(400);
  });
});
