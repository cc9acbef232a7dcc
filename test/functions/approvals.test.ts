import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aMapping, anApproval, anIntegration, aRecord, at } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const base = '/api/admin/approvals';

const pageShape = z.object({
  approvals: z.array(z.object({ id: z.string() })),
  pagination: z.object({ cursor: z.optional(z.string()) }),
});

/** Two integrations; the first one's deletion of task-1 waits. */
function worldWithApproval() {
  const world = apiWorld();
  const { memory } = world;
  for (const [id, name] of [
    ['int-1', 'Garden system'],
    ['int-2', 'Library'],
  ] as const)
    memory.integrations.set(id, anIntegration({ id, name }));
  const approval = anApproval({ id: 'del-1', integrationId: 'int-1', count: 1 });
  memory.deleteApprovals.set('del-1', approval);
  const record = aRecord('TASK', { id: 'task-1', title: 'Oaks' });
  memory.records.set(JSON.stringify(['TASK', 'task-1']), record);
  const mapping = aMapping({
    ...{ id: 'map-1', integrationId: 'int-1', internalId: 'task-1', externalId: '1305' },
    ...{ syncStatus: 'PENDING_SYNC', awaiting: { approvalId: 'del-1', side: 'external' } },
  });
  memory.mappings.set(JSON.stringify(['int-1', 'TASK', '1305']), mapping);
  const get = async (path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { statusCode, body } = await ask(world.admin, { path, query, claims });
    expect(statusCode).toBe(200);
    return JSON.parse(body);
  };
  const decide = (act: 'approve' | 'reject', body: object = {}, sub = 'ada') =>
    ask(world.admin, {
      ...{ method: 'POST', path: `${base}/del-1/${act}`, body: JSON.stringify(body) },
      claims: { ...claims, sub },
    });
  return { world, approval, get, decide };
}

describe('deletions that wait', () => {
  it('are listed with the names people know, pending ones by default', async () => {
    const { world, get } = worldWithApproval();
    const other = anApproval({ id: 'del-2', integrationId: 'int-2' });
    const decided = anApproval({ integrationId: 'int-2', status: 'REJECTED' });
    for (const item of [other, decided]) world.memory.deleteApprovals.set(item.id, item);
    expect(await get(base)).toEqual({
      approvals: [
        {
          ...{ id: 'del-1', version: 1, integrationId: 'int-1', integrationName: 'Garden system' },
          ...{ status: 'PENDING', reason: 'many records were deleted at once', count: 1 },
          samples: [
            {
              ...{ resourceType: 'TASK', internalId: 'task-1', externalId: '1305' },
              ...{ recordTitle: 'Oaks', deletedIn: 'EXTERNAL' },
            },
          ],
          ...{ createdAt: at, updatedAt: at },
        },
        expect.objectContaining({ id: 'del-2', integrationName: 'Library' }),
      ],
      pagination: { limit: 50, offset: 0, total: 2, hasMore: false },
    });
    expect(await get(base, { status: 'REJECTED' })).toMatchObject({ approvals: [{ id: decided.id }] });
    expect(await get(base, { integrationId: 'int-2' })).toMatchObject({ approvals: [{ id: 'del-2' }] });
    expect(await get(`${base}/del-1`)).toMatchObject({ approval: { id: 'del-1', count: 1 } });
  });

  it('name a record that is gone here by the title that both sides last agreed on', async () => {
    const { world, get } = worldWithApproval();
    world.memory.records.clear();
    const agreed = { title: { value: 'Old oaks', at, by: 'both' as const, hash: 'h' } };
    const mapping = aMapping({
      ...{ id: 'map-1', integrationId: 'int-1', internalId: 'task-1', externalId: '1305', base: agreed },
    });
    world.memory.mappings.set(JSON.stringify(['int-1', 'TASK', '1305']), mapping);
    expect(await get(base)).toMatchObject({ approvals: [{ samples: [{ recordTitle: 'Old oaks' }] }] });
  });

  it('are handed out page by page across integrations, each once', async () => {
    const { world, get } = worldWithApproval();
    const ids = ['del-1'];
    for (let n = 2; n <= 7; n++) {
      const item = anApproval({ id: `del-${n}`, integrationId: n % 2 === 0 ? 'int-1' : 'int-2' });
      world.memory.deleteApprovals.set(item.id, item);
      ids.push(item.id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await get(base, { limit: '2', ...(cursor === undefined ? {} : { cursor }) });
      const { approvals, pagination } = pageShape.parse(page);
      seen.push(...approvals.map(({ id }) => id));
      cursor = pagination.cursor;
    } while (cursor !== undefined);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen).toHaveLength(ids.length);
  });

  it('of an unknown integration, and an unknown approval, are a 404; a state that does not exist is a 400', async () => {
    const { world } = worldWithApproval();
    const list = (path: string, query: Readonly<Record<string, string>> = {}) =>
      ask(world.admin, { path, query, claims });
    expect(problemOf(await list(base, { integrationId: 'int-9' }))).toMatchObject({ status: 404 });
    expect(problemOf(await list(`${base}/del-9`))).toMatchObject({ status: 404 });
    expect(problemOf(await list(base, { status: 'OPEN' }))).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '/query/status' }] },
    });
  });

  it.each([
    ['approve', 'APPROVED', 'deletions.approved'],
    ['reject', 'REJECTED', 'deletions.rejected'],
  ] as const)(
    '%s: the decision keeps who and when, and every pair is looked at once more',
    async (act, status, action) => {
      const { world, decide } = worldWithApproval();
      const answer = await decide(act, { version: 1 });
      expect(answer.statusCode).toBe(200);
      const now = world.clock.now();
      expect(JSON.parse(answer.body)).toMatchObject({
        ...{ success: true, pairs: 1 },
        approval: { id: 'del-1', status, version: 2, decidedBy: 'ada', decidedAt: now },
      });
      expect(world.changes.takeAll()).toMatchObject([
        { integrationId: 'int-1', recordId: '1305', kind: 'deleted', cause: 'manual' },
      ]);
      expect([...world.memory.audit.values()]).toMatchObject([
        { actor: 'ada', action, subject: 'del-1', at: now },
      ]);
    },
  );

  it('are decided once: a second person with another mind gets a 409 that names the first', async () => {
    const { decide } = worldWithApproval();
    await decide('reject');
    const late = problemOf(await decide('approve', {}, 'bo'));
    expect(late).toMatchObject({ status: 409, code: 'changed-meanwhile' });
    expect(late.title).toContain('ada');
    expect((await decide('reject', {}, 'bo')).statusCode).toBe(200);
  });

  it('that cannot all be queued are a 503, and the same decision once more sends the rest', async () => {
    const { world, decide } = worldWithApproval();
    world.changes.unavailable = true;
    expect(problemOf(await decide('approve'))).toMatchObject({ status: 503, code: 'unfinished' });
    world.changes.unavailable = false;
    expect(JSON.parse((await decide('approve')).body)).toMatchObject({ success: true, pairs: 1 });
    expect(world.changes.takeAll()).toHaveLength(1);
    expect(world.memory.audit.size).toBe(1);
  });

  it('that joined since the list was shown are not decided unseen', async () => {
    const { world, approval, decide } = worldWithApproval();
    world.memory.deleteApprovals.set('del-1', { ...approval, version: 2, count: 300 });
    expect(problemOf(await decide('approve', { version: 1 }))).toMatchObject({ status: 409 });
    expect(world.memory.deleteApprovals.get('del-1')?.status).toBe('PENDING');
    expect(world.changes.takeAll()).toEqual([]);
    expect(world.memory.audit.size).toBe(0);
  });
});
