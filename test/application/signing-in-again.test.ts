import { describe, expect, test } from 'vitest';
import { beginConnection } from '../../shared/application/credentials/begin-connection.ts';
import { finishConnection } from '../../shared/application/credentials/finish-connection.ts';
import { replaceCredentials } from '../../shared/application/credentials/replace-credentials.ts';
import { releaseHeld } from '../../shared/application/holding/release.ts';
import {
  createIntegration,
  type NewIntegration,
} from '../../shared/application/integrations/create-integration.ts';
import { deleteIntegration } from '../../shared/application/integrations/delete-integration.ts';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { parkedId } from '../../shared/application/sync/park.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { aParkedItem } from '../contract/support/samples.ts';
import { work } from './support/here.ts';
import { connectedWorld, hint, type World } from './support/world.ts';

const oauthWorld = async (more: Partial<Integration> = {}) => {
  const world = await connectedWorld({ authType: 'OAUTH2', ...more });
  const { issuer } = world.deps;
  issuer.kind = 'refresh';
  const { accessToken, refreshToken = '' } = issuer.issue();
  await world.deps.secrets.saveCredentials('int-1', { token: 'app', accessToken, refreshToken });
  return world;
};
const current = async ({ deps }: World) => {
  const found = await deps.integrations.get('int-1');
  if (found === undefined) throw new Error('The integration is gone.');
  return found;
};
const stateOf = (url: string) => new URL(url).searchParams.get('state') ?? '';

/** The admin begins in the browser and comes back from the vendor. */
async function goThere(
  world: World,
  integrationId: string | null,
  typed: Readonly<Record<string, string>> = {},
) {
  const target = await current(world);
  const begun = await beginConnection(world.deps, { target, integrationId, typed }, 'ada');
  if ('refused' in begun) throw new Error(`Refused: ${JSON.stringify(begun)}`);
  return { begun, state: stateOf(begun.authorizeUrl), browserKey: begun.browserKey };
}

const revoked = {
  kind: 'unauthorized',
  message: 'The sign-in is no longer accepted (invalid_grant).',
} as const;

describe('a sign-in that was taken away', () => {
  const broken = async () => {
    const world = await oauthWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    world.vendor.fail('*', revoked);
    await work(world, [hint('tasks-1', 'd1')]);
    expect((await current(world)).status).toBe('ERROR');
    await work(world, [hint('tasks-1', 'd2')]);
    return world;
  };

  test('stops the integration; signed in again it goes on, what waited is done, and a run catches up', async () => {
    const world = await broken();
    const { state, browserKey } = await goThere(world, 'int-1');
    const done = await finishConnection(world.deps, { state, code: 'good', error: undefined, browserKey });
    expect(done.outcome).toBe('reconnected');
    expect(await current(world)).toMatchObject({ status: 'ACTIVE', credentialsSetAt: world.clock.now() });
    expect(world.jobQueue.takeAll().filter(({ kind }) => kind === 'page')).toHaveLength(1);
    expect(await releaseHeld(world.deps, 'int-1', () => true)).toBe('done');
    await work(world, world.changes.takeAll());
    expect([...world.memory.records.values()].map(({ fields }) => fields.title)).toEqual(['Plant trees']);
    expect(world.memory.parked.size).toBe(0);
    expect([...world.memory.audit.values()].at(-1)).toMatchObject({
      actor: 'ada',
      action: 'integration.signed-in',
      before: { status: 'ERROR' },
      after: { status: 'ACTIVE', account: 'Sync account', credentials: 'replaced' },
    });
    expect(JSON.stringify([...world.memory.audit.values()])).not.toMatch(/access-|refresh-/);
  });

  test('is told to the admins once, and once more when it is over', async () => {
    const world = await broken();
    const open = () => world.deps.alerts.open({ integrationId: 'int-1', kind: 'sign-in', cause: 'sign-in' });
    expect(await open()).toMatchObject({ severity: 'critical', count: 1 });
    await replaceCredentials(world.deps, await current(world), { refreshToken: 'pasted' }, 'ada');
    expect(await open()).toBeUndefined();
  });

  test('is not replaced while its renewal is under way: that answer would bring the old one back', async () => {
    const world = await broken();
    const before = await world.deps.secrets.credentials('int-1');
    await world.deps.leases.take('int-1', 'a worker', world.clock.now(), '2026-03-01T11:00:00.000Z');
    const pasted = { refreshToken: 'pasted' };
    expect(await replaceCredentials(world.deps, await current(world), pasted, 'ada')).toMatchObject({
      refused: 'unfinished',
    });
    expect(await world.deps.secrets.credentials('int-1')).toEqual(before);
    expect((await current(world)).status).toBe('ERROR');
  });

  test('is mended by a pasted token in one step as well', async () => {
    const world = await broken();
    const done = await replaceCredentials(
      world.deps,
      await current(world),
      { refreshToken: 'pasted' },
      'ada',
    );
    expect(done).toMatchObject({ integration: { status: 'ACTIVE' }, woken: 1 });
    expect(await world.deps.secrets.credentials('int-1')).toMatchObject({
      token: 'app',
      accessToken: 'access-2',
    });
  });

  test('stays as it is when the new sign-in does not work either: nothing is stored', async () => {
    const world = await broken();
    const before = await world.deps.secrets.credentials('int-1');
    world.vendor.report = {
      ...world.vendor.report,
      ok: false,
      steps: [{ step: 'may-read', ok: false, message: 'Not a member of the workspace.' }],
    };
    const { state, browserKey } = await goThere(world, 'int-1');
    const done = await finishConnection(world.deps, { state, code: 'good', error: undefined, browserKey });
    expect(done.outcome).toBe('connection-failed');
    expect((await current(world)).status).toBe('ERROR');
    expect(await world.deps.secrets.credentials('int-1')).toEqual(before);
  });

  test('of a paused integration is mended without waking it', async () => {
    const world = await oauthWorld({ status: 'PAUSED' });
    const { state, browserKey } = await goThere(world, 'int-1');
    await finishConnection(world.deps, { state, code: 'good', error: undefined, browserKey });
    expect((await current(world)).status).toBe('PAUSED');
    expect(world.jobQueue.takeAll()).toEqual([]);
  });
});

test('a worker that was refused with the old sign-in does not stop an integration that is signed in again', async () => {
  const world = await oauthWorld();
  world.vendor.edit('tasks-1', { name: 'Plant trees' });
  const { context } = world.deps;
  const outdated = async (id: string) => {
    world.deps.context = context;
    const old = await context(id);
    world.clock.pass(60);
    await replaceCredentials(world.deps, await current(world), { refreshToken: 'pasted' }, 'ada');
    world.vendor.fail('*', revoked);
    return old;
  };
  world.deps.context = outdated;
  const failed = await work(world, [hint('tasks-1', 'd1')]);
  expect((await current(world)).status).toBe('ACTIVE');
  expect([failed.length, world.memory.parked.size]).toEqual([1, 0]);
});

test('only what waits for a sign-in is woken: a record that was refused for itself stays aside', async () => {
  const world = await oauthWorld({ status: 'ERROR' });
  const later = '2026-03-01T18:00:00.000Z';
  const item = (id: string, kind: 'rejected' | 'unauthorized' | 'unavailable') =>
    aParkedItem({
      ...{ id: parkedId(hint(id, id)), integrationId: 'int-1', change: hint(id, id), retryAt: later },
      fault: { kind, message: '…' },
    });
  for (const each of [item('a', 'rejected'), item('b', 'unauthorized'), item('c', 'unavailable')])
    await world.deps.parked.put(each);
  const done = await replaceCredentials(world.deps, await current(world), { refreshToken: 'p' }, 'ada');
  expect(done).toMatchObject({ woken: 2 });
  expect(await releaseHeld(world.deps, 'int-1', () => true)).toBe('done');
  const sent = world.changes.takeAll().map(({ recordId }) => recordId);
  expect(sent.sort()).toEqual(['b', 'c']);
  expect(await releaseHeld(world.deps, 'int-1', () => true)).toBe('done');
  expect(world.changes.takeAll()).toEqual([]);
});

describe('a sign-in before there is an integration', () => {
  const request = async (world: World, connectionId: string): Promise<NewIntegration> => {
    const { type, baseUrl, settings, syncDirection, syncFrequency } = await current(world);
    return {
      ...{ type, baseUrl, settings, syncDirection, syncFrequency, connectionId, name: 'New one' },
      authType: 'OAUTH2',
      dataTypes: ['TASKS'],
      conflictStrategy: 'LATEST_WINS',
      whenPaused: 'hold',
      autoRecover: true,
      matchMode: 'MATCH_THEN_CREATE',
      credentials: {},
    };
  };
  const authorized = async () => {
    const world = await oauthWorld();
    const there = await goThere(world, null, { token: 'app' });
    const { state, browserKey } = there;
    const done = await finishConnection(world.deps, { state, code: 'good', error: undefined, browserKey });
    expect(done.outcome).toBe('authorized');
    return { world, id: there.begun.connectionId };
  };

  test('is taken over by the integration that the same admin makes, and is then gone', async () => {
    const { world, id } = await authorized();
    const created = await createIntegration(world.deps, await request(world, id), 'ada');
    if ('refused' in created) throw new Error(JSON.stringify(created));
    expect(await world.deps.secrets.credentials(created.integration.id)).toMatchObject({
      token: 'app',
      accessToken: 'access-2',
      refreshToken: 'refresh-2',
    });
    expect(await world.deps.connections.get(id)).toBeUndefined();
    expect(await world.deps.secrets.credentials(id)).toBeUndefined();
    expect(JSON.stringify(created.integration)).not.toContain('access-2');
  });

  test('is no use to another admin, for another address, or after an hour', async () => {
    const { world, id } = await authorized();
    const wanted = await request(world, id);
    const refused = { refused: 'invalid', errors: [{ pointer: '/connectionId' }] };
    expect(await createIntegration(world.deps, wanted, 'bob')).toMatchObject(refused);
    const elsewhere = { ...wanted, baseUrl: 'https://evil.example' };
    expect(await createIntegration(world.deps, elsewhere, 'ada')).toMatchObject(refused);
    world.clock.pass(3601);
    expect(await createIntegration(world.deps, wanted, 'ada')).toMatchObject(refused);
  });

  test('that nobody finished is swept away with its secret when the next one begins', async () => {
    const world = await oauthWorld();
    const { begun } = await goThere(world, null, { token: 'app' });
    world.clock.pass(601);
    await goThere(world, null, { token: 'app' });
    expect(await world.deps.connections.get(begun.connectionId)).toBeUndefined();
    expect(await world.deps.secrets.credentials(begun.connectionId)).toBeUndefined();
  });
});

test('the secret of a client is never kept in the table, and the state only as a digest', async () => {
  const world = await oauthWorld();
  const { begun, state, browserKey } = await goThere(world, 'int-1', { token: 'new-client-secret' });
  const stored = JSON.stringify(await world.deps.connections.get(begun.connectionId));
  for (const hidden of ['new-client-secret', 'access-1', state, browserKey])
    expect(stored).not.toContain(hidden);
});

test('settings that lead the sign-in to another address need the credentials again', async () => {
  const world = await oauthWorld();
  const settings = { ...(await current(world)).settings, tokenUrl: 'https://evil.example' };
  expect(await updateIntegration(world.deps, 'int-1', { settings }, 'ada')).toMatchObject({
    refused: 'invalid',
    errors: [{ pointer: '/credentials' }],
  });
});

test('disconnecting forgets the sign-in and its lease', async () => {
  const world = await oauthWorld();
  await world.deps.leases.take('int-1', 'a', world.clock.now(), '2026-03-01T11:00:00.000Z');
  await deleteIntegration(world.deps, 'int-1', 'ada');
  expect(await world.deps.secrets.credentials('int-1')).toBeUndefined();
  expect(await world.deps.leases.take('int-1', 'b', world.clock.now(), '2026-03-01T11:00:00.000Z')).toEqual({
    outcome: 'taken',
  });
});
