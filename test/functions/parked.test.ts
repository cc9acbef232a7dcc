import { describe, expect, it } from 'vitest';
import { parkedId } from '../../shared/application/sync/park.ts';
import { hint } from '../application/support/world.ts';
import { aLog, anIntegration, aParkedItem, aRecord } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const base = '/api/admin/parked';
const change = hint('task-1', 'e1', { side: 'local', cause: 'edit' });
const id = parkedId(change);
const exchange = { method: 'PUT', path: '/tasks/1', status: 400, requestBody: '{}', responseBody: '{"e":1}' };
const tooLong = { kind: 'rejected', message: 'The title is too long.', httpStatus: 400 } as const;
const attempt = { at: '2026-03-01T10:00:00.000Z', kind: 'rejected', sentence: tooLong.message } as const;

/** An update of our task-1 failed; one about another task waits for its integration. */
function worldWithItems() {
  const world = apiWorld();
  const { memory } = world;
  memory.integrations.set('int-1', anIntegration({ id: 'int-1', name: 'Garden system' }));
  memory.records.set(JSON.stringify(['TASK', 'task-1']), aRecord('TASK', { id: 'task-1', title: 'Oaks' }));
  memory.logs.set(change.logId, { ...aLog('int-1', { resourceId: 'task-1' }), id: change.logId });
  const waits = hint('2', 'd2');
  const items = [
    aParkedItem({
      ...{
        id,
        integrationId: 'int-1',
        change,
        fault: { ...tooLong, exchange },
        attempts: [attempt],
        tries: 3,
      },
      ...{ parkedAt: '2026-03-01T10:00:00.000Z', retryAt: '2026-03-01T10:15:00.000Z' },
    }),
    aParkedItem({
      ...{ id: 'int-1:held:x', integrationId: 'int-1', change: waits, held: true, tries: 0, attempts: [] },
      fault: { kind: 'unavailable', message: 'The integration is paused; the change waits.' },
      ...{ parkedAt: '2026-03-01T09:00:00.000Z', retryAt: '2126-03-01T10:15:00.000Z' },
    }),
  ];
  for (const item of items) memory.parked.set(item.id, item);
  const get = async (path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { statusCode, body } = await ask(world.admin, { path, query, claims });
    expect(statusCode).toBe(200);
    return JSON.parse(body);
  };
  const post = (path: string, body: object) =>
    ask(world.admin, { method: 'POST', path: `${base}${path}`, body: JSON.stringify(body), claims });
  return { world, get, post };
}
const item = `/${encodeURIComponent(id)}`;

const failed = {
  ...{ id, integrationId: 'int-1', integrationName: 'Garden system', state: 'FAILED' },
  ...{ text: tooLong.message, causeKey: 'rejected:the-title-is-too-long', faultKind: 'rejected' },
  ...{ httpStatus: 400, resourceType: 'TASK', changedIn: 'BRITEPOOL', recordId: 'task-1' },
  ...{ recordTitle: 'Oaks', kind: 'upserted', logId: change.logId, tries: 3, editable: true },
  ...{ parkedAt: '2026-03-01T10:00:00.000Z', nextTryAt: '2026-03-01T10:15:00.000Z' },
};

describe('changes that failed or wait', () => {
  it('are listed with the words people use, what failed apart from what waits', async () => {
    const { get } = worldWithItems();
    expect(await get(base)).toEqual({
      items: [failed, expect.objectContaining({ state: 'WAITING', editable: false, nextTryAt: null })],
      pagination: { limit: 50, offset: 0, total: 2, hasMore: false },
    });
    expect(await get(base, { state: 'FAILED', integrationId: 'int-1' })).toMatchObject({ items: [failed] });
    expect(await get(base, { causeKey: 'forbidden:x' })).toMatchObject({ items: [] });
  });

  it.each(['made-up', '%A0', '%'])(
    'begin at no cursor that nobody handed out: %s is a 400',
    async (cursor) => {
      const { world, post } = worldWithItems();
      const listed = await ask(world.admin, { path: base, query: { cursor }, claims });
      expect(problemOf(listed)).toMatchObject({ status: 400, errors: [{ pointer: '/query/cursor' }] });
      const acted = await post('/many', { act: 'retry', cause: { causeKey: 'x' }, cursor });
      expect(problemOf(acted)).toMatchObject({ status: 400, errors: [{ pointer: '/cursor' }] });
    },
  );

  it('are counted by cause', async () => {
    const { get } = worldWithItems();
    expect(await get(`${base}/causes`)).toMatchObject({
      complete: true,
      causes: [
        {
          ...{ causeKey: failed.causeKey, state: 'FAILED', count: 1, firstAt: failed.parkedAt },
          ...{ integrationIds: ['int-1'], example: failed },
        },
        { state: 'WAITING', count: 1 },
      ],
    });
  });

  it('are shown one by one with every try, the request that failed, and our record as it is now', async () => {
    const { get } = worldWithItems();
    expect(await get(`${base}${item}`)).toEqual({
      item: {
        ...failed,
        ...{ attempts: [attempt], exchange },
        record: { version: 1, fields: expect.objectContaining({ title: 'Oaks' }) },
      },
    });
  });

  it('are tried now, mended or dropped', async () => {
    const { world, post } = worldWithItems();
    expect((await post(`${item}/retry`, {})).statusCode).toBe(202);
    world.clock.pass(1);
    expect((await post(`${item}/edit`, { values: { title: 'Oak' }, version: 1 })).statusCode).toBe(202);
    expect(world.changes.takeAll().map(({ recordId }) => recordId)).toEqual(['task-1', 'task-1']);
    expect((await post(`${item}/drop`, { reason: 'A test.' })).statusCode).toBe(200);
    expect(world.memory.parked.has(id)).toBe(false);
    expect([...world.memory.audit.values()].map(({ actor, action }) => [actor, action])).toEqual([
      ['ada', 'parked.retried'],
      ['ada', 'parked.edited'],
      ['ada', 'parked.dropped'],
    ]);
  });

  it('say in the log what became of them: the tries, the request, and who dropped them', async () => {
    const { get, post } = worldWithItems();
    await post(`${item}/drop`, { reason: 'A test.' });
    expect(await get(`/api/admin/logs/${encodeURIComponent(change.logId)}`)).toMatchObject({
      log: { outcome: 'rejected', decided: { act: 'dropped', by: 'ada', reason: 'A test.' }, attempts: [] },
    });
  });

  it('are acted on together', async () => {
    const { post } = worldWithItems();
    const answer = await post('/many', { act: 'retry', cause: { causeKey: failed.causeKey } });
    expect(JSON.parse(answer.body)).toEqual({
      ...{ success: true, remaining: 0, results: [{ id, outcome: 'retried' }] },
    });
  });

  it.each([
    ['a drop without a reason', `${item}/drop`, { reason: '  ' }, 400, 'invalid'],
    ['many dropped without a reason', '/many', { act: 'drop', ids: [id] }, 400, 'invalid'],
    ['many without ids or cause', '/many', { act: 'retry' }, 400, 'invalid'],
    ['an edit with an unknown field', `${item}/edit`, { values: { x: 1 }, version: 1 }, 400, 'invalid'],
    [
      'an edit of an older record',
      `${item}/edit`,
      { values: { title: 'A' }, version: 0 },
      409,
      'changed-meanwhile',
    ],
    ['an unknown item', '/int-1:nobody/retry', {}, 404, 'not-found'],
    ['what waits for its integration', '/int-1:held:x/retry', {}, 409, 'not-running'],
  ])('refuse %s', async (_, path, body, status, code) => {
    const { world, post } = worldWithItems();
    expect(problemOf(await post(path, body))).toMatchObject({ status, code });
    expect(world.changes.takeAll()).toEqual([]);
    expect(world.memory.parked.size).toBe(2);
  });
});
