import { describe, expect, it } from 'vitest';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';
import { integration } from './webhook-world.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const connection = {
  name: 'Main garden system',
  type: 'GENERIC_REST',
  baseUrl: 'https://rest.example.org',
  authType: 'API_KEY',
  credentials: { apiKey: 'the-key-of-the-garden' },
  settings: integration.settings,
  syncDirection: 'BIDIRECTIONAL',
  syncFrequency: 'HOURLY',
  dataTypes: ['TASKS'],
};

async function connected() {
  const world = apiWorld();
  const post = { method: 'POST', path: '/api/admin/integrations', claims, body: JSON.stringify(connection) };
  const { integration: created } = JSON.parse((await ask(world.admin, post)).body);
  const call = (method: string, more = '', body?: object) =>
    ask(world.admin, {
      ...{ method, claims, path: `/api/admin/integrations/${created.id}/field-mappings${more}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { world, call };
}

const title = { externalField: 'name', internalField: 'title', transform: 'string', direction: 'both' };
const notes = { ...title, externalField: 'notes', internalField: 'description' };
const role = { ...title, externalField: 'nickname' };

describe('the field mappings of an integration', () => {
  it('begin as the settings describe them, with everything that a form needs to change them', async () => {
    const { call } = await connected();
    const all = JSON.parse((await call('GET')).body);
    expect(all).toMatchObject({ mappings: [{ resourceType: 'TASK', version: 1 }], unknownValues: [] });
    const one = JSON.parse((await call('GET', '/task')).body);
    expect(one.fields).toContainEqual(
      expect.objectContaining({ name: 'status', kind: 'enum', options: expect.arrayContaining(['BLOCKED']) }),
    );
    expect(one.namedTransforms).toContainEqual({
      ...{ name: 'splitName', label: 'First or last part of a full name', kinds: ['text'] },
      ...{ targets: ['first', 'last'], reads: false, writes: true },
    });
  });

  it('are saved as versions, listed newest first, and taken up again', async () => {
    const { call } = await connected();
    const saved = await call('PUT', '/task', { fields: [title, notes], version: 1 });
    expect(JSON.parse(saved.body)).toMatchObject({ success: true, mapping: { version: 2, savedBy: 'ada' } });
    await call('POST', '/task/restore', { restore: 1, version: 2 });
    const { versions } = JSON.parse((await call('GET', '/task/versions')).body);
    expect(versions).toMatchObject([{ version: 3, restoredFrom: 1 }, { version: 2 }, { version: 1 }]);
  });

  it('are refused with the place of each mistake', async () => {
    const { call } = await connected();
    const wrong = { fields: [title, role, { ...title, transform: 'loud' }], version: 1 };
    expect(problemOf(await call('PUT', '/task', wrong))).toMatchObject({
      ...{ status: 400, code: 'invalid' },
      errors: [{ pointer: '/fields/2/transform', detail: expect.stringContaining('Choose a transform') }],
    });
    expect(problemOf(await call('PUT', '/task', { fields: [title, role], version: 1 }))).toMatchObject({
      errors: [{ pointer: '/fields/1/internalField', detail: '"Title" is already filled by rule 1.' }],
    });
    expect(problemOf(await call('PUT', '/task', { fields: [title], version: 7 }))).toMatchObject({
      ...{ status: 409, code: 'changed-meanwhile' },
    });
    expect(problemOf(await call('GET', '/event'))).toMatchObject({ status: 404, code: 'not-found' });
    expect(problemOf(await call('GET', '/potato'))).toMatchObject({ status: 404, code: 'unknown-kind' });
  });

  it('are checked without being saved, and tried where there is a record', async () => {
    const { call } = await connected();
    const report = JSON.parse((await call('POST', '/task/check', { fields: [title] })).body);
    expect(report).toMatchObject({ ok: true, problems: [], roundTrips: [{ verdict: 'faithful' }] });
    const bad = JSON.parse((await call('POST', '/task/check', { fields: [role, title] })).body);
    expect(bad).toMatchObject({ ok: false, problems: [{ severity: 'error' }], roundTrips: [] });
    expect(problemOf(await call('POST', '/task/try', {}))).toMatchObject({ status: 404 });
    const { versions } = JSON.parse((await call('GET', '/task/versions')).body);
    expect(versions).toHaveLength(1);
  });
});
