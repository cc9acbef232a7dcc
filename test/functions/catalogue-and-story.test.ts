import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { integrationTypes } from '../../shared/domain/integration.ts';
import { aLog, aMapping, anIntegration, aRecord } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const get = async (world: ReturnType<typeof apiWorld>, path: string, query: Record<string, string> = {}) => {
  const { body, statusCode } = await ask(world.admin, { path, claims, query });
  expect([path, statusCode]).toEqual([path, 200]);
  const json: unknown = JSON.parse(body);
  return json;
};
const catalogue = z.object({
  connectors: z.array(
    z.looseObject({
      type: z.string(),
      signIns: z.array(
        z.looseObject({ authType: z.string(), inBrowser: z.boolean(), fields: z.array(z.unknown()) }),
      ),
      settings: z.array(
        z.looseObject({ name: z.string(), options: z.array(z.looseObject({ id: z.string() })) }),
      ),
    }),
  ),
});

describe('the catalogue of systems', () => {
  it('names every system that can be connected, with its ways to sign in', async () => {
    const { connectors } = catalogue.parse(await get(apiWorld(), '/api/admin/connectors'));
    expect(new Set(connectors.map(({ type }) => type))).toEqual(new Set(integrationTypes));
    for (const { signIns } of connectors) expect(signIns.length).toBeGreaterThan(0);
    const asana = connectors.find(({ type }) => type === 'ASANA');
    expect(asana?.signIns.map(({ authType, inBrowser }) => [authType, inBrowser])).toEqual([
      ['BEARER_TOKEN', false],
      ['OAUTH2', true],
    ]);
  });

  it('offers the plans that a system has as what the setting can be', async () => {
    const { connectors } = catalogue.parse(await get(apiWorld(), '/api/admin/connectors'));
    const toggl = connectors.find(({ type }) => type === 'TOGGL');
    const plan = toggl?.settings.find(({ name }) => name === 'plan');
    expect(plan?.options.map(({ id }) => id)).toEqual(['starter', 'premium']);
  });
});

describe('what people did', () => {
  it('is listed newest first, page by page', async () => {
    const world = apiWorld();
    await world.deps.integrations.create(anIntegration({ id: 'int_1', name: 'Garden' }));
    for (const name of ['One', 'Two', 'Three']) {
      world.clock.pass(60);
      const body = JSON.stringify({ name });
      await ask(world.admin, { method: 'PUT', path: '/api/admin/integrations/int_1', claims, body });
    }
    const shape = z.looseObject({
      entries: z.array(
        z.looseObject({ actor: z.string(), action: z.string(), subject: z.string(), after: z.unknown() }),
      ),
      pagination: z.looseObject({ cursor: z.string().optional() }),
    });
    const first = shape.parse(await get(world, '/api/admin/audit', { limit: '2' }));
    expect(first.entries).toMatchObject([
      { actor: 'ada', action: 'integration.updated', subject: 'int_1', after: { name: 'Three' } },
      { after: { name: 'Two' } },
    ]);
    const cursor = first.pagination.cursor ?? '';
    const rest = shape.parse(await get(world, '/api/admin/audit', { limit: '2', cursor }));
    expect(rest.entries).toMatchObject([{ after: { name: 'One' } }]);
  });

  it('names the hop before a proxy too, and nothing that is no address', async () => {
    const world = apiWorld();
    await world.deps.integrations.create(anIntegration({ id: 'int_1', name: 'Garden' }));
    const told = async (forwarded: string) => {
      world.clock.pass(60);
      const call = { method: 'PUT', path: '/api/admin/integrations/int_1', body: '{"name":"New"}', claims };
      const headers = { 'x-forwarded-for': forwarded };
      await ask(world.admin, { ...call, headers, sourceIp: '203.0.113.7' });
      return z
        .looseObject({ entries: z.array(z.looseObject({ origin: z.string() })) })
        .parse(await get(world, '/api/admin/audit', { limit: '1' })).entries[0]?.origin;
    };
    expect(await told('192.0.2.66, 198.51.100.4')).toBe('198.51.100.4 via 203.0.113.7');
    expect(await told('198.51.100.4, 203.0.113.7')).toBe('198.51.100.4 via 203.0.113.7');
    expect(await told('203.0.113.7')).toBe('203.0.113.7');
    expect(await told('=cmd|calc')).toBe('203.0.113.7');
    expect(await told('')).toBe('203.0.113.7');
  });

  it('is found by person and time, and says from where it was asked for', async () => {
    const world = apiWorld();
    await world.deps.integrations.create(anIntegration({ id: 'int_1', name: 'Garden' }));
    for (const [sub, name, sourceIp] of [
      ['ada', 'One', '192.0.2.7'],
      ['ben', 'Two', '192.0.2.8'],
    ] as const) {
      world.clock.pass(60);
      const call = { method: 'PUT', path: '/api/admin/integrations/int_1', body: JSON.stringify({ name }) };
      await ask(world.admin, { ...call, sourceIp, claims: { ...claims, sub } });
    }
    const bens = { actor: 'ben', origin: '192.0.2.8', after: { name: 'Two' } };
    expect(await get(world, '/api/admin/audit', { actor: 'ben' })).toMatchObject({ entries: [bens] });
    const since = { subject: 'int_1', from: world.clock.now() };
    expect(await get(world, '/api/admin/audit', since)).toMatchObject({ entries: [bens] });
    expect(await get(world, '/api/admin/audit', { action: 'alert.' })).toMatchObject({ entries: [] });
  });
});

describe('the story of a record', () => {
  it('says what it is and in which systems it lives', async () => {
    const world = apiWorld();
    await world.deps.integrations.create(anIntegration({ id: 'int_1', name: 'Garden' }));
    await world.deps.records.put(aRecord('TASK', { id: 'task_1', title: 'Plant oaks' }));
    await world.deps.pairs.link(aMapping({ integrationId: 'int_1', internalId: 'task_1', externalId: '77' }));
    const told = (day: number) =>
      aLog('int_1', { resourceId: 'task_1', createdAt: `2026-03-0${day}T10:00:00.000Z` });
    await world.deps.logs.put([told(1), told(2), aLog('int_1', { resourceId: 'task_2' })]);
    expect(await get(world, '/api/admin/records/task/task_1/story')).toMatchObject({
      record: { id: 'task_1', fields: { title: 'Plant oaks' } },
      places: [{ integrationName: 'Garden', externalId: '77', state: { kind: 'IN_STEP' } }],
      logs: [
        { createdAt: '2026-03-02T10:00:00.000Z', recordTitle: 'Plant oaks' },
        { createdAt: '2026-03-01T10:00:00.000Z' },
      ],
    });
  });

  it('is still told of a record that was deleted, but not of records that never were, or of kinds that there are none of', async () => {
    const world = apiWorld();
    await world.deps.logs.put([aLog('int_1', { resourceId: 'task_9' })]);
    expect(await get(world, '/api/admin/records/TASK/task_9/story')).toMatchObject({ record: null });
    const nobody = await ask(world.admin, { path: '/api/admin/records/TASK/nobody/story', claims });
    expect(problemOf(nobody)).toMatchObject({ status: 404, code: 'not-found' });
    const strange = await ask(world.admin, { path: '/api/admin/records/planet/earth/story', claims });
    expect(problemOf(strange)).toMatchObject({ status: 404, code: 'unknown-kind' });
  });
});

describe('whether a schedule fits', () => {
  it('is said of the one in use and of any other', async () => {
    const world = apiWorld();
    await world.deps.integrations.create(
      anIntegration({ id: 'int_1', type: 'TOGGL', syncFrequency: 'HOURLY', dataTypes: ['MEMBERS'] }),
    );
    const path = '/api/admin/integrations/int_1/quota';
    expect(await get(world, path)).toMatchObject({ fits: true, requestsPerRun: 1 });
    expect(await get(world, path, { frequency: 'EVERY_15MIN' })).toMatchObject({ fits: true });
    const wrong = await ask(world.admin, { path, claims, query: { frequency: 'SOMETIMES' } });
    expect(problemOf(wrong)).toMatchObject({ status: 400, code: 'invalid' });
  });
});
