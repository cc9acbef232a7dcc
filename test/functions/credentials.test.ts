import { describe, expect, it } from 'vitest';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const settings = { streams: { tasks: { list: '/tasks', item: '/tasks/{id}', fields: [fieldOf()] } } };
function fieldOf() {
  return { externalField: 'name', internalField: 'title', required: true };
}

async function world() {
  const api = apiWorld();
  const integration = anIntegration({
    ...{ id: 'int_1', type: 'GENERIC_REST', authType: 'API_KEY', status: 'ERROR', settings },
    baseUrl: 'https://portal.example.org/api',
  });
  await api.deps.integrations.create(integration);
  await api.deps.secrets.saveCredentials('int_1', { apiKey: 'old' });
  const send = (method: string, path: string, body?: object) =>
    ask(api.admin, { method, path, claims, body: body === undefined ? undefined : JSON.stringify(body) });
  return { ...api, send };
}
const path = '/api/admin/integrations/int_1/credentials';

describe('typed credentials', () => {
  it('are tried, stored and never shown; the integration goes on and a run catches up', async () => {
    const { send, deps, lines } = await world();
    const answer = await send('PUT', path, { credentials: { apiKey: 'new-key' } });
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      success: true,
      status: 'ACTIVE',
      jobId: expect.stringMatching(/^job_/),
      woken: 0,
    });
    expect(await deps.secrets.credentials('int_1')).toEqual({ apiKey: 'new-key' });
    expect(`${answer.body} ${lines.join()}`).not.toContain('new-key');
  });

  it('that the other system refuses are not stored, and the answer says which step failed', async () => {
    const { send, deps } = await world();
    const answer = await send('PUT', path, { credentials: { apiKey: 'wrong' } });
    expect(problemOf(answer)).toMatchObject({
      code: 'connection-failed',
      errors: [{ pointer: '/test/signed-in' }],
    });
    expect(await deps.secrets.credentials('int_1')).toEqual({ apiKey: 'old' });
    expect(await deps.integrations.get('int_1')).toMatchObject({ status: 'ERROR' });
  });

  it('that are missing are named', async () => {
    const { send } = await world();
    const problem = problemOf(await send('PUT', path, { credentials: { apiKey: '' } }));
    expect(problem).toMatchObject({ code: 'invalid', errors: [{ pointer: '/credentials/apiKey' }] });
  });
});

describe('look-ups', () => {
  it('answer choices for credentials that are not stored, and for an integration', async () => {
    const { send } = await world();
    const baseUrl = 'https://app.asana.com/api/1.0';
    const typed = { baseUrl, authType: 'BEARER_TOKEN', field: 'workspaceGid', credentials: { token: 't' } };
    for (const answer of [
      await send('POST', '/api/admin/connectors/ASANA/choices', typed),
      await send('POST', '/api/admin/integrations/int_1/choices', { field: 'workspaceGid' }),
    ])
      expect(JSON.parse(answer.body)).toEqual({ choices: [{ id: '1', label: 'Garden team' }] });
  });

  it('of a connector that does not exist, or with a sign-in that was not finished, say so', async () => {
    const { send } = await world();
    const look = { baseUrl: 'https://app.asana.com/api/1.0', authType: 'OAUTH2', field: 'workspaceGid' };
    const unknown = await send('POST', '/api/admin/connectors/NOTION/choices', look);
    expect(problemOf(unknown)).toMatchObject({ status: 404, code: 'not-found' });
    const unfinished = { ...look, connectionId: 'conn_1' };
    const refused = await send('POST', '/api/admin/connectors/ASANA/choices', unfinished);
    expect(problemOf(refused)).toMatchObject({ errors: [{ pointer: '/connectionId' }] });
  });

  it('answer the fields of a collection; a collection that does not exist is named', async () => {
    const { send } = await world();
    const known = await send('GET', '/api/admin/integrations/int_1/streams/tasks/fields');
    expect(JSON.parse(known.body)).toEqual({ fields: [] });
    const unknown = await send('GET', '/api/admin/integrations/int_1/streams/chores/fields');
    expect(problemOf(unknown)).toMatchObject({ code: 'invalid', errors: [{ pointer: '/stream' }] });
  });
});
