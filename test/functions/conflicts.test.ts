import { describe, expect, it } from 'vitest';
import { revise } from '../../shared/domain/record.ts';
import { aConflict, aMapping, anIntegration, aRecord, at } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';
import { integration as gardenSystem } from './webhook-world.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const base = '/api/admin/integrations/conflicts';

/** One open conflict about a task's title; the vendor of this world has no record to ask for. */
async function worldWithConflict() {
  const world = apiWorld();
  const { memory } = world;
  const integration = anIntegration({
    ...{ id: 'int-1', name: 'Garden system', type: 'GENERIC_REST', settings: gardenSystem.settings },
  });
  memory.integrations.set(integration.id, integration);
  await world.secrets.saveCredentials('int-1', { apiKey: 'key' });
  const record = revise(
    aRecord('TASK', { id: 'task-1' }),
    { title: 'Oaks' },
    { at, by: { kind: 'britepool', id: 'mia' } },
  );
  memory.records.set(JSON.stringify(['TASK', 'task-1']), record);
  const conflict = aConflict({ integrationId: 'int-1', resourceId: 'task-1', externalId: 'x-1' });
  memory.conflicts.set(conflict.id, conflict);
  const mapping = aMapping({
    ...{ integrationId: 'int-1', internalId: 'task-1', externalId: 'x-1', conflictId: conflict.id },
  });
  memory.mappings.set(JSON.stringify(['int-1', 'TASK', 'x-1']), mapping);
  const get = async (path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { statusCode, body } = await ask(world.admin, { path, query, claims });
    expect(statusCode).toBe(200);
    return JSON.parse(body);
  };
  const post = (path: string, body: object) =>
    ask(world.admin, { method: 'POST', path, claims, body: JSON.stringify(body) });
  return { world, conflict, get, post };
}

describe('the conflicts of the API', () => {
  it('are listed as the specification shows them, pending ones by default', async () => {
    const { world, conflict, get } = await worldWithConflict();
    const decided = aConflict({ integrationId: 'int-1', status: 'RESOLVED' });
    world.memory.conflicts.set(decided.id, decided);
    expect(await get(base)).toMatchObject({
      conflicts: [
        {
          id: conflict.id,
          integrationName: 'Garden system',
          resourceType: 'TASK',
          resourceId: 'task-1',
          recordTitle: 'Oaks',
          conflictedFields: ['title'],
          localData: { title: 'Plant oaks' },
          externalData: { title: 'Plant limes' },
          baseData: { title: 'Plant trees' },
          conflictReason: 'BritePool and Garden system both changed Title to different values.',
          fields: [{ label: 'Title', local: { at, by: { kind: 'britepool', id: 'mia' } } }],
          createdAt: at,
        },
      ],
      pagination: { limit: 50, offset: 0, total: 1, hasMore: false },
    });
    expect(await get(base, { status: 'RESOLVED' })).toMatchObject({ conflicts: [{ id: decided.id }] });
    expect(await get(base, { resourceType: 'MEMBER' })).toMatchObject({ conflicts: [] });
  });

  it('of an unknown integration are a 404, and a state that does not exist is a 400', async () => {
    const { world } = await worldWithConflict();
    const list = (query: Readonly<Record<string, string>>) => ask(world.admin, { path: base, query, claims });
    expect(problemOf(await list({ integrationId: 'int-9' }))).toMatchObject({ status: 404 });
    expect(problemOf(await list({ status: 'OPEN' }))).toMatchObject({
      status: 400,
      errors: [{ pointer: '/query/status' }],
    });
  });

  it('show one with its history, and 404 for one that nobody knows', async () => {
    const { world, conflict, get } = await worldWithConflict();
    expect(await get(`${base}/${conflict.id}`)).toMatchObject({ conflict: { id: conflict.id, history: [] } });
    expect(problemOf(await ask(world.admin, { path: `${base}/conf_9`, claims })).status).toBe(404);
  });

  it('are put aside and taken up with the version that was shown', async () => {
    const { conflict, post } = await worldWithConflict();
    const act = (name: string, version: number) => post(`${base}/${conflict.id}/${name}`, { version });
    expect(JSON.parse((await act('ignore', 1)).body)).toEqual({
      ...{ success: true, conflictId: conflict.id, status: 'IGNORED' },
    });
    expect(JSON.parse((await act('take-up', 2)).body)).toMatchObject({ status: 'PENDING' });
    expect(problemOf(await act('ignore', 1))).toMatchObject({ status: 409, code: 'changed-meanwhile' });
  });

  it('are not decided with a body that leaves a field open: 400 names it', async () => {
    const { conflict, post } = await worldWithConflict();
    expect(
      problemOf(await post(`${base}/${conflict.id}/resolve`, { strategy: 'MANUAL_REVIEW' })),
    ).toMatchObject({ status: 400, errors: [{ pointer: '/strategy' }] });
  });

  it('are not decided while the other side cannot be read as it is now', async () => {
    const { world, conflict, post } = await worldWithConflict();
    const answer = problemOf(await post(`${base}/${conflict.id}/resolve`, { strategy: 'LOCAL_WINS' }));
    expect([409, 503]).toContain(answer.status);
    expect(world.memory.conflicts.get(conflict.id)?.status).toBe('PENDING');
  });

  it('are counted before one choice is made for many', async () => {
    const { post } = await worldWithConflict();
    const answer = await post(`${base}/resolve`, { choice: 'LOCAL_WINS', dryRun: true });
    expect(JSON.parse(answer.body)).toEqual({ success: true, matching: 1, results: [], remaining: 1 });
  });
});
