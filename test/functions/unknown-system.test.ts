import { expect, test } from 'vitest';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };

/** One integration of a system that this version does not know, beside one of Asana. */
async function withLeftOver() {
  const world = apiWorld();
  const webhooks = [{ key: 'default', externalId: 'hook-1', registeredAt: '2026-03-01T10:00:00.000Z' }];
  const leftOver = anIntegration({ id: 'int-1', name: 'Left over', type: 'INITECH', webhooks });
  world.memory.integrations.set('int-1', leftOver);
  world.memory.integrations.set('int-2', anIntegration({ id: 'int-2', name: 'Well known', type: 'ASANA' }));
  await world.secrets.saveCredentials('int-1', { token: 'old' });
  const call = (method: string, path: string, body?: object) =>
    ask(world.admin, {
      ...{ method, path: `/api/admin/integrations${path}`, claims },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { world, call };
}

test('an integration of a system that is not known any more is shown by its type, beside the others', async () => {
  const { call } = await withLeftOver();
  const listed = await call('GET', '');
  expect([listed.statusCode, JSON.parse(listed.body)]).toMatchObject([
    200,
    { integrations: [{ type: 'INITECH' }, { type: 'ASANA' }] },
  ]);
  const one = await call('GET', '/int-1');
  expect([one.statusCode, JSON.parse(one.body)]).toMatchObject([200, { integration: { type: 'INITECH' } }]);
});

test('what needs its connector is refused in words that name the system', async () => {
  const { call } = await withLeftOver();
  const refusal = await call('GET', '/int-1/test');
  expect(refusal.statusCode).toBeLessThan(500);
  expect(refusal.body).toContain('INITECH');
});

test('it can be deleted; what could not be taken away over there is told', async () => {
  const { world, call } = await withLeftOver();
  const deleted = await call('DELETE', '/int-1');
  expect([deleted.statusCode, JSON.parse(deleted.body)]).toMatchObject([
    200,
    { deleted: { integration: true }, warnings: [expect.stringContaining('INITECH')] },
  ]);
  expect(await world.deps.integrations.get('int-1')).toBeUndefined();
});

test('no new one can be made', async () => {
  const { call } = await withLeftOver();
  const body = {
    ...{ name: 'New', type: 'INITECH', baseUrl: 'https://initech.example', authType: 'API_KEY' },
  };
  const { status, errors } = problemOf(await call('POST', '', body));
  expect([status, errors?.map(({ pointer }) => pointer)]).toEqual([400, expect.arrayContaining(['/type'])]);
});
