import { describe, expect, it } from 'vitest';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';
import { integration } from './webhook-world.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const wanted = (more: object = {}) => ({
  name: 'Main garden system',
  type: 'GENERIC_REST',
  baseUrl: 'https://rest.example.org',
  authType: 'API_KEY',
  credentials: { apiKey: 'the-key-of-the-garden' },
  settings: integration.settings,
  syncDirection: 'BIDIRECTIONAL',
  syncFrequency: 'HOURLY',
  dataTypes: ['TASKS'],
  ...more,
});
const create = (world: ReturnType<typeof apiWorld>, more: object = {}) =>
  ask(world.admin, {
    ...{ method: 'POST', path: '/api/admin/integrations', claims },
    body: JSON.stringify(wanted(more)),
  });
const get = async (world: ReturnType<typeof apiWorld>, path: string) => {
  const { body, statusCode } = await ask(world.admin, { path, claims });
  expect(statusCode).toBe(200);
  const json: unknown = JSON.parse(body);
  return json;
};

describe('connecting a system', () => {
  it('answers 201 with the address and secret for its webhooks and the import that runs already', async () => {
    const world = apiWorld();
    const answer = await create(world);
    expect(answer.statusCode).toBe(201);
    expect(JSON.parse(answer.body)).toEqual({
      success: true,
      integration: {
        id: expect.any(String),
        name: 'Main garden system',
        status: 'ACTIVE',
        webhookEndpoint: expect.stringMatching(
          /^https:\/\/integrations\.example\.org\/api\/webhooks\/integrations\/[^/]+\/receive$/,
        ),
        webhookSecret: expect.stringMatching(/^whsec_/),
      },
      jobId: expect.any(String),
      warnings: expect.any(Array),
    });
  });

  it('with credentials that the system refuses is a 400 and leaves nothing behind', async () => {
    const world = apiWorld();
    const answer = await create(world, { credentials: { apiKey: 'wrong' } });
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'connection-failed' });
    expect(await get(world, '/api/admin/integrations')).toEqual({ integrations: [] });
  });

  it('under a name that is taken is a 400 at /name', async () => {
    const world = apiWorld();
    await create(world);
    const again = problemOf(await create(world, { name: 'main GARDEN system' }));
    expect(again).toMatchObject({ status: 400, code: 'name-taken' });
    expect(again.errors?.[0]?.pointer).toBe('/name');
  });

  it('never shows or logs the credentials afterwards', async () => {
    const world = apiWorld();
    const { body } = await create(world);
    const told = JSON.stringify([
      body,
      await get(world, '/api/admin/integrations'),
      world.lines,
      [...world.memory.audit.values()],
    ]);
    expect(told).not.toContain('the-key-of-the-garden');
  });
});

describe('what becomes of deleted records', () => {
  const put = (world: ReturnType<typeof apiWorld>, id: string | undefined, body: object) =>
    ask(world.admin, {
      ...{ method: 'PUT', path: `/api/admin/integrations/${id}`, claims, body: JSON.stringify(body) },
    });

  it('is chosen when connecting or later, kind by kind, and always told for every kind', async () => {
    const world = apiWorld();
    await create(world, { deletePolicies: { TASKS: 'ask' } });
    const [id] = world.memory.integrations.keys();
    const all = { PARTICIPATION_LOGS: 'archive', EVENTS: 'archive', COMMITTEES: 'archive' };
    expect(await get(world, `/api/admin/integrations/${id}`)).toMatchObject({
      integration: { deletePolicies: { ...all, TASKS: 'ask', MEMBERS: 'archive' } },
    });
    const { body } = await put(world, id, { deletePolicies: { MEMBERS: 'unlink' } });
    expect(JSON.parse(body)).toMatchObject({
      integration: { deletePolicies: { ...all, TASKS: 'ask', MEMBERS: 'unlink' } },
    });
  });

  it('is refused with the place of the mistake: a policy or a kind of data that does not exist', async () => {
    const world = apiWorld();
    await create(world);
    const [id] = world.memory.integrations.keys();
    const wrongPolicy = await put(world, id, { deletePolicies: { TASKS: 'burn' } });
    expect(problemOf(wrongPolicy)).toMatchObject({
      ...{
        status: 400,
        errors: [{ pointer: '/deletePolicies/TASKS', detail: expect.stringContaining('ask') }],
      },
    });
    const wrongKind = problemOf(await put(world, id, { deletePolicies: { TREES: 'ask' } }));
    expect(wrongKind).toMatchObject({ status: 400 });
    expect(wrongKind.errors?.[0]?.pointer).toMatch(/^\/deletePolicies/);
    expect(
      problemOf(await create(world, { name: 'Other', deletePolicies: { TASKS: 'burn' } })),
    ).toMatchObject({
      status: 400,
    });
  });
});

describe('lists', () => {
  it.each(['logs', 'jobs', 'mappings'])(
    'of %s say limit, offset, total and whether there is more',
    async (name) => {
      const world = apiWorld();
      await create(world);
      const [id] = world.memory.integrations.keys();
      expect(await get(world, `/api/admin/integrations/${id}/${name}`)).toEqual({
        ...(name === 'mappings' ? { alone: [], creating: [] } : {}),
        [name]: expect.any(Array),
        pagination: expect.objectContaining({
          limit: 50,
          offset: 0,
          total: expect.any(Number),
          hasMore: false,
        }),
      });
    },
  );

  it('of something that belongs to an unknown integration are a 404, not empty', async () => {
    const answer = await ask(apiWorld().admin, { path: '/api/admin/integrations/int_9/logs', claims });
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('a page', () => {
  it.each([
    'integrations/int-1/logs',
    'logs',
    'integrations/int-1/mappings',
    'approvals',
    'integrations/conflicts',
  ])('of %s is not found by a cursor that nobody handed out: 400 names it', async (list) => {
    const world = apiWorld();
    world.memory.integrations.set('int-1', anIntegration({ id: 'int-1' }));
    const answer = await ask(world.admin, {
      ...{ path: `/api/admin/${list}`, query: { cursor: 'made-up' }, claims },
    });
    expect(problemOf(answer)).toMatchObject({
      ...{ status: 400, code: 'invalid', errors: [{ pointer: '/query/cursor' }] },
    });
  });
});

describe('a run started by hand', () => {
  it('answers 202 with its id, and 409 while another one goes on', async () => {
    const world = apiWorld();
    await create(world);
    const [id] = world.memory.integrations.keys();
    const start = { method: 'POST', path: `/api/admin/integrations/${id}/sync`, claims, body: '{}' };
    expect(problemOf(await ask(world.admin, start))).toMatchObject({ status: 409, code: 'already-running' });
    for (const job of world.memory.jobs.values())
      world.memory.jobs.set(job.id, { ...job, status: 'COMPLETED' });
    world.memory.runningJobs.clear();
    const answer = await ask(world.admin, start);
    expect(answer.statusCode).toBe(202);
    expect(JSON.parse(answer.body)).toMatchObject({ success: true, jobId: expect.any(String) });
  });
});

describe('every act of an admin', () => {
  it('leaves an entry that says who did what', async () => {
    const world = apiWorld();
    await create(world);
    const [id] = world.memory.integrations.keys();
    const path = `/api/admin/integrations/${id}`;
    await ask(world.admin, { method: 'PUT', path, claims, body: '{"name":"Renamed system"}' });
    await ask(world.admin, { method: 'DELETE', path, claims });
    const acts = [...world.memory.audit.values()].map(({ actor, action }) => `${actor} ${action}`);
    expect(acts).toEqual(['ada integration.created', 'ada integration.updated', 'ada integration.deleted']);
  });
});
