import { describe, expect, it } from 'vitest';
import type { HttpClient } from '../../shared/connector-kit/http.ts';
import { aLone, aWord } from '../contract/support/lone-samples.ts';
import { aClaim, aMapping, anAuditEntry, anIntegration, aRecord } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';
import { integration as gardenSystem } from './webhook-world.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const base = '/api/admin/integrations/int-1/mappings';

/** A system that has the records `x-…` and no others. */
const vendor: HttpClient = {
  async send({ url }) {
    const [, id = ''] = /\/tasks\/([^/?]+)/.exec(url.pathname) ?? [];
    const found = id.startsWith('x-');
    const text = found ? JSON.stringify({ id, name: 'Plant limes' }) : '{}';
    return { status: found ? 200 : 404, headers: {}, text, url: url.href };
  },
};

/** Two paired tasks, one that has no pair, one that is left alone over there. */
async function worldWithPairs() {
  const world = apiWorld(vendor);
  const { memory, pairs, secrets } = world;
  const system = { type: 'GENERIC_REST', authType: 'API_KEY', settings: gardenSystem.settings } as const;
  memory.integrations.set(
    'int-1',
    anIntegration({ id: 'int-1', name: 'Garden system', baseUrl: gardenSystem.baseUrl, ...system }),
  );
  await secrets.saveCredentials('int-1', { apiKey: 'key' });
  for (const id of ['task-1', 'task-2', 'task-3'])
    memory.records.set(JSON.stringify(['TASK', id]), aRecord('TASK', { id }));
  for (const n of ['1', '2'])
    await pairs.link(
      aMapping({
        ...{ id: `map-${n}`, integrationId: 'int-1' },
        internalId: `task-${n}`,
        externalId: `x-${n}`,
      }),
    );
  await pairs.setAside(aLone({ integrationId: 'int-1', recordId: 'x-9' }), anAuditEntry({ id: 'audit-9' }));
  memory.audit.clear();
  const read = async (path = base, query: Readonly<Record<string, string>> = {}) => {
    const { statusCode, body } = await ask(world.admin, { path, query, claims });
    return { statusCode, ...JSON.parse(body) };
  };
  const say = async (act: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
    const call = { method: 'POST', path: `${base}/${act}`, claims, headers };
    const answer = await ask(world.admin, { ...call, body: JSON.stringify(body) });
    return { statusCode: answer.statusCode, ...JSON.parse(answer.body) };
  };
  return { world, read, say };
}

const task = (internalId: string) => ({ resourceType: 'TASK', internalId, reason: 'Two different tasks' });

describe('an admin who', () => {
  it('unlinks a pair is answered with who left it alone and why, and finds it under that state', async () => {
    const { world, read, say } = await worldWithPairs();
    const leftAlone = { how: 'unlinked', by: 'ada', at: world.clock.now(), reason: 'Two different tasks' };
    const state = {
      ...{ kind: 'UNLINKED', since: leftAlone.at },
      text: 'Unlinked by ada: “Two different tasks”. Both records go their own way until somebody relinks them.',
    };
    const mapping = { id: 'map-1', leftAlone, state, version: 2 };
    expect(await say('unlink', task('task-1'))).toMatchObject({ statusCode: 200, success: true, mapping });
    expect(await read(base, { state: 'UNLINKED' })).toMatchObject({ mappings: [mapping], alone: [] });
    expect(await read(base, { state: 'SYNCED' })).toMatchObject({ mappings: [{ id: 'map-2' }], alone: [] });
    expect(await read(`${base}/task/task-1`)).toMatchObject({
      mapping: { ...mapping, base: { title: { value: 'Plant trees', by: 'both' } }, externalId: 'x-1' },
    });
    expect([...world.memory.audit.values()]).toMatchObject([
      { actor: 'ada', action: 'pair.unlinked', subject: 'map-1', after: { reason: 'Two different tasks' } },
    ]);
  });

  it('relinks two records gets their pair, which is looked at', async () => {
    const { world, say } = await worldWithPairs();
    const both = { resourceType: 'TASK', internalId: 'task-3', externalId: 'x-3', reason: 'The same' };
    expect(await say('relink', both)).toMatchObject({
      ...{ statusCode: 200, mapping: { internalId: 'task-3', externalId: 'x-3', matchedBy: 'hand' } },
    });
    expect(world.changes.takeAll()).toMatchObject([{ recordId: 'x-3', cause: 'manual' }]);
    expect(await say('relink', { ...both, externalId: 'x-2' })).toMatchObject({ statusCode: 409 });
  });

  it('excludes and includes a record finds it by its id of either side, whatever its kind', async () => {
    const { read, say } = await worldWithPairs();
    const theirs = { resourceType: 'TASK', externalId: 'x-8', reason: 'Private' };
    const alone = {
      resourceType: 'TASK',
      side: 'external',
      recordId: 'x-8',
      leftAlone: { reason: 'Private' },
    };
    expect(await say('exclude', theirs)).toMatchObject({ statusCode: 200, alone });
    expect(await read(base, { externalId: 'x-8' })).toMatchObject({ mappings: [], alone: [alone] });
    expect(await read(base, { internalId: 'task-2' })).toMatchObject({ mappings: [{ id: 'map-2' }] });
    expect(await read(base, { state: 'EXCLUDED' })).toMatchObject({
      ...{ mappings: [], alone: [{ recordId: 'x-8' }, { recordId: 'x-9' }] },
    });
    expect(await say('include', theirs)).toMatchObject({ statusCode: 200, success: true });
    expect(await read(base, { externalId: 'x-8' })).toMatchObject({ mappings: [], alone: [] });
  });

  it('lists in pages meets every pair and every record left alone once, page by page', async () => {
    const { world, read } = await worldWithPairs();
    await world.pairs.claim(aClaim({ integrationId: 'int-1' }));
    const leftAlone = aWord();
    for (const n of ['5', '6'])
      await world.pairs.link(
        aMapping({ integrationId: 'int-1', id: `map-${n}`, externalId: `x-${n}`, leftAlone }),
      );
    for (const limit of ['1', '2', '3', '4', '5', '9']) {
      const seen: unknown[] = [];
      let cursor: string | undefined;
      let creating = 0;
      do {
        const page = await read(base, { limit, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.mappings.map(({ id }: { readonly id: string }) => id));
        seen.push(...page.alone.map(({ recordId }: { readonly recordId: string }) => recordId));
        creating += page.creating.length;
        ({ cursor } = page.pagination);
        expect(page.pagination.hasMore).toBe(cursor !== undefined);
      } while (cursor !== undefined);
      expect(seen, `pages of ${limit}`).toEqual(['map-1', 'map-2', 'map-5', 'map-6', 'x-9']);
      expect(creating).toBe(1);
    }
    expect(await read(base, { cursor: 'made up' })).toMatchObject({ statusCode: 400, code: 'invalid' });
  });
});

describe('what cannot be done is refused with a stable code and what to do:', () => {
  const link = (internalId: string, externalId: string, resourceType = 'TASK') => ({
    ...{ resourceType, internalId, externalId, reason: 'The same' },
  });
  it.each([
    ['a record that is paired already', 'relink', link('task-1', 'x-3'), 409, 'already-paired'],
    ['a record that is not over there', 'relink', link('task-3', 'none'), 404, 'not-there'],
    ['a record that is not here', 'relink', link('task-7', 'x-3'), 404, 'not-found'],
    ['a kind that is not synced', 'relink', link('task-3', 'x-3', 'EVENT'), 400, 'different-kind'],
    ['a record without a pair', 'unlink', task('task-3'), 404, 'not-found'],
    ['no reason', 'unlink', { ...task('task-1'), reason: '  ' }, 400, 'invalid'],
    ['no record', 'exclude', { resourceType: 'TASK', reason: 'Why' }, 400, 'invalid'],
    ['a pair as it was before', 'unlink', { ...task('task-1'), version: 7 }, 409, 'changed-meanwhile'],
  ])('%s', async (_name, act, body, status, code) => {
    const { world, say } = await worldWithPairs();
    expect(await say(act, body)).toMatchObject({ status, code, hint: expect.any(String) });
    expect(world.memory.audit.size).toBe(0);
    expect(world.changes.takeAll()).toEqual([]);
  });

  it('an integration that rests, and one that does not exist', async () => {
    const { world, say } = await worldWithPairs();
    const known = world.memory.integrations.get('int-1');
    if (known === undefined) throw new Error('There is no integration.');
    world.memory.integrations.set('int-1', { ...known, status: 'PAUSED' });
    expect(await say('relink', link('task-3', 'x-3'))).toMatchObject({ status: 409, code: 'not-running' });
    const path = '/api/admin/integrations/int-9/mappings/unlink';
    const body = JSON.stringify(task('task-1'));
    expect(problemOf(await ask(world.admin, { method: 'POST', path, claims, body }))).toMatchObject({
      status: 404,
    });
  });
});
