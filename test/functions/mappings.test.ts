import { describe, expect, it } from 'vitest';
import type { IntegrationMapping } from '../../shared/domain/mapping.ts';
import { aClaim, aMapping, anIntegration, at } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const base = '/api/admin/integrations/int-1/mappings';

/** An integration with one pair of task-1. */
async function worldWithPair(more: Partial<IntegrationMapping> = {}) {
  const world = apiWorld();
  world.memory.integrations.set('int-1', anIntegration({ id: 'int-1' }));
  const mapping = aMapping({ id: 'map-1', integrationId: 'int-1', internalId: 'task-1', ...more });
  await world.pairs.link(mapping);
  const get = async (query: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const { statusCode, body } = await ask(world.admin, { path: base, query, claims });
    expect(statusCode).toBe(200);
    return JSON.parse(body);
  };
  const resume = (internalId = 'task-1', id = 'int-1') =>
    ask(world.admin, {
      ...{ method: 'POST', path: `/api/admin/integrations/${id}/mappings/resume`, claims },
      body: JSON.stringify({ resourceType: 'TASK', internalId }),
    });
  return { world, mapping, get, resume };
}

describe('a pair says what is the matter with it', () => {
  it.each<[string, Partial<IntegrationMapping>, object]>([
    ['in step', {}, { kind: 'IN_STEP', text: 'Both records are in step.', since: at }],
    [
      'in conflict, with the conflict',
      { syncStatus: 'CONFLICT', conflictId: 'conf-1' },
      { kind: 'CONFLICT', conflictId: 'conf-1' },
    ],
    ['its last try failed', { syncStatus: 'ERROR' }, { kind: 'ERROR', text: expect.stringContaining('log') }],
    [
      'deleted over there, an admin decides',
      { syncStatus: 'PENDING_SYNC', awaiting: { approvalId: 'del-1', side: 'external' } },
      {
        ...{ kind: 'AWAITING_APPROVAL', approvalId: 'del-1' },
        text: expect.stringContaining('An admin decides whether BritePool follows'),
      },
    ],
    [
      'deleted here, an admin decides',
      { syncStatus: 'PENDING_SYNC', awaiting: { approvalId: 'del-1', side: 'local' } },
      { text: expect.stringContaining('An admin decides whether the other system follows') },
    ],
    [
      'deleted over there, ours archived',
      { parted: { side: 'external', how: 'archived', at } },
      {
        ...{ kind: 'PARTED', since: at },
        text: 'Deleted in the other system; archived in BritePool until it comes back there.',
      },
    ],
    [
      'deleted here, theirs kept',
      { parted: { side: 'local', how: 'unlinked', at } },
      { text: 'Deleted in BritePool; the other system’s record stays and goes its own way.' },
    ],
    [
      'resting, since when and until when',
      { syncStatus: 'ERROR', resting: { since: '2026-03-01T10:00:00.000Z', seen: 'x' } },
      {
        ...{ kind: 'RESTING', since: '2026-03-01T10:00:00.000Z', until: '2026-03-01T10:10:00.000Z' },
        text: expect.stringContaining('back and forth'),
      },
    ],
  ])('%s', async (_name, more, state) => {
    const { get } = await worldWithPair(more);
    expect(await get()).toMatchObject({ mappings: [{ id: 'map-1', state }], creating: [] });
    expect(await get({ resourceType: 'TASK', internalId: 'task-1' })).toMatchObject({
      mappings: [{ state }],
    });
  });

  it('before it is one: our record is being created over there, since when', async () => {
    const { world, get } = await worldWithPair();
    const claim = aClaim({ integrationId: 'int-1', internalId: 'task-2', sent: { title: 'not shown' } });
    await world.pairs.claim(claim);
    const creating = [
      {
        ...{ resourceType: 'TASK', internalId: 'task-2', claimedAt: claim.claimedAt },
        text: expect.stringContaining('Being created in the other system'),
      },
    ];
    expect(await get()).toMatchObject({ mappings: [{ id: 'map-1' }], creating });
    expect(await get({ resourceType: 'TASK', internalId: 'task-2' })).toMatchObject({
      mappings: [],
      creating,
    });
    expect(await get({ resourceType: 'MEMBER' })).toMatchObject({ mappings: [], creating: [] });
    expect(await get({ offset: '1' })).toMatchObject({ creating: [] });
    expect(JSON.stringify(await get())).not.toMatch(new RegExp(`not shown|${claim.idempotencyKey}`));
  });
});

describe('a pair that rests', () => {
  const resting = { syncStatus: 'ERROR', resting: { since: at, seen: 'x' } } as const;

  it('goes on when an admin says so: both sides are looked at, and the act is on record', async () => {
    const { world, get, resume } = await worldWithPair(resting);
    const answer = await resume();
    expect({ ...answer, body: JSON.parse(answer.body) }).toMatchObject({
      ...{ statusCode: 202, body: { success: true } },
    });
    expect(await get()).toMatchObject({ mappings: [{ state: { kind: 'IN_STEP' } }] });
    expect(world.changes.takeAll()).toMatchObject([{ recordId: 'task-1', side: 'local', cause: 'manual' }]);
    expect([...world.memory.audit.values()]).toMatchObject([
      { actor: 'ada', action: 'pair.resumed', subject: 'map-1', at: world.clock.now() },
    ]);
  });

  it('is asked for again with a 503 while the look cannot be queued, and then goes on', async () => {
    const { world, resume } = await worldWithPair(resting);
    world.changes.unavailable = true;
    const late = await resume();
    expect(problemOf(late)).toMatchObject({ status: 503, code: 'unfinished' });
    expect(late.headers['retry-after']).toBe('60');
    world.changes.unavailable = false;
    expect((await resume()).statusCode).toBe(202);
    expect(world.changes.takeAll()).toHaveLength(1);
  });

  it('and is unknown, or belongs to an unknown integration, is a 404', async () => {
    const { resume } = await worldWithPair(resting);
    expect(problemOf(await resume('task-9'))).toMatchObject({ status: 404 });
    expect(problemOf(await resume('task-1', 'int-9'))).toMatchObject({ status: 404 });
  });
});
