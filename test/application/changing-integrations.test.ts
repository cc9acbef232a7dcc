import { describe, expect, test } from 'vitest';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { agreedPairs } from './support/agreed-pairs.ts';
import { drain } from './support/drain.ts';
import { ours, settle, work, write } from './support/here.ts';
import { connectedWorld, hint } from './support/world.ts';

const everythingStored = (memory: Awaited<ReturnType<typeof connectedWorld>>['memory']) =>
  JSON.stringify([...memory.integrations.values(), ...memory.audit.values(), ...memory.jobs.values()]);

describe('changing a connection', () => {
  const update = (
    world: Awaited<ReturnType<typeof connectedWorld>>,
    changes: Parameters<typeof updateIntegration>[2],
  ) => updateIntegration(world.deps, 'int-1', changes, 'bo');

  test('changes what is given, and the audit entry tells before and after', async () => {
    const world = await connectedWorld();
    await update(world, { name: 'Renamed', syncFrequency: 'DAILY' });
    expect(world.memory.integrations.get('int-1')).toMatchObject({
      name: 'Renamed',
      version: 2,
      status: 'ACTIVE',
    });
    expect(world.schedules.byIntegration.get('int-1')).toMatchObject({
      plan: { expression: 'cron(0 2 * * ? *)', enabled: true },
    });
    expect([...world.memory.audit.values()]).toMatchObject([
      {
        actor: 'bo',
        before: { name: 'Main workspace', syncFrequency: 'HOURLY' },
        after: { name: 'Renamed', syncFrequency: 'DAILY' },
      },
    ]);
  });

  test('from one way to two brings what the one way kept apart with the next whole run, in both directions', async () => {
    for (const syncDirection of ['BRITEPOOL_TO_EXTERNAL', 'EXTERNAL_TO_BRITEPOOL'] as const) {
      const world = await agreedPairs();
      await update(world, { syncDirection });
      world.vendor.edit('tasks-new-1', { name: 'Theirs', due_on: '2026-04-01' });
      if (syncDirection === 'EXTERNAL_TO_BRITEPOOL') await write(world, 'task-1', { description: 'Ours' });
      await settle(world);
      await work(world, [hint('tasks-new-1', 'd1', { receivedAt: world.clock.now() })]);
      expect(world.vendor.writes).toEqual([]);
      await update(world, { syncDirection: 'BIDIRECTIONAL' });
      const integration = (await world.deps.integrations.get('int-1')) ?? world.integration;
      await startJob(world.deps, integration, {
        ...{ jobType: 'MANUAL_SYNC', startedBy: 'bo', fullSync: true },
      });
      await drain(world);
      expect(ours(world, 'task-1')?.fields).toMatchObject({ title: 'Theirs', dueDate: '2026-04-01' });
      const notes = syncDirection === 'EXTERNAL_TO_BRITEPOOL' ? { notes: 'Ours' } : {};
      expect(world.vendor.records.get('tasks-new-1')?.data).toMatchObject(notes);
    }
  });

  test('to more kinds of data maps their fields as a new connection would, and leaves what an admin mapped', async () => {
    const world = await connectedWorld();
    const [own] = await world.deps.fieldMappings.versions('int-1', 'TASK');
    if (own === undefined) throw new Error('There is no mapping of tasks.');
    await world.deps.fieldMappings.save({ ...own, version: 2, fields: own.fields.slice(0, 1) });
    const facts = await world.deps.connectors.facts('ASANA');
    const name = {
      externalField: 'name',
      internalField: 'name',
      transform: 'string',
      direction: 'both',
    } as const;
    const teams = { resourceType: 'COMMITTEE', stream: 'teams', fields: [name] } as const;
    // The connector has learnt a kind of record since this integration was made.
    const connectors = {
      ...world.deps.connectors,
      facts: async () => ({
        ...facts,
        defaultFieldMappings: (settings: Parameters<typeof facts.defaultFieldMappings>[0]) => [
          ...facts.defaultFieldMappings(settings),
          teams,
        ],
      }),
    };
    const changes = { dataTypes: ['TASKS', 'COMMITTEES'] } as const;
    await updateIntegration({ ...world.deps, connectors }, 'int-1', changes, 'bo');
    const current = await world.deps.fieldMappings.current('int-1');
    expect(current.find(({ resourceType }) => resourceType === 'COMMITTEE')).toMatchObject({
      ...{ stream: 'teams', version: 1, fields: [name] },
    });
    expect(current.find(({ resourceType }) => resourceType === 'TASK')).toMatchObject({ version: 2 });
  });

  test('to new credentials tries them first and brings a stopped integration back', async () => {
    const world = await connectedWorld({ status: 'ERROR' });
    world.vendor.fail('test', { kind: 'unauthorized', message: 'Not Authorized', httpStatus: 401 });
    expect(await update(world, { credentials: { token: 'wrong' } })).toMatchObject({
      refused: 'connection-failed',
    });
    expect(await world.deps.secrets.credentials('int-1')).toEqual({ token: 'secret-token' });
    await update(world, { credentials: { token: 'right' } });
    expect(await world.deps.secrets.credentials('int-1')).toEqual({ token: 'right' });
    expect(world.memory.integrations.get('int-1')?.status).toBe('ACTIVE');
    expect(everythingStored(world.memory)).not.toMatch(/wrong|"right"/);
  });

  test('to new credentials together with a state keeps the state that was asked for', async () => {
    const world = await connectedWorld({ status: 'ERROR' });
    await update(world, { credentials: { token: 'right' }, status: 'PAUSED' });
    expect(world.memory.integrations.get('int-1')?.status).toBe('PAUSED');
  });

  test('that is refused leaves the old credentials in place', async () => {
    const world = await connectedWorld();
    await world.deps.integrations.create({ ...world.integration, id: 'int-2', name: 'Taken' });
    expect(await update(world, { name: 'Taken', credentials: { token: 'new' } })).toMatchObject({
      refused: 'name-taken',
    });
    expect(await world.deps.secrets.credentials('int-1')).toEqual({ token: 'secret-token' });
  });

  test('that two admins make at once is refused to the second', async () => {
    const world = await connectedWorld();
    await update(world, { name: 'First' });
    expect(await update(world, { name: 'Second', version: 1 })).toMatchObject({
      refused: 'stale',
      changes: [{ pointer: '/name', message: 'It is now "First".' }],
    });
    expect(world.memory.integrations.get('int-1')?.name).toBe('First');
  });

  test('is not refused for what the sync wrote about the integration meanwhile', async () => {
    const world = await connectedWorld();
    const noteRun = async () => {
      const stored = world.memory.integrations.get('int-1') ?? world.integration;
      const lastSyncAt = world.clock.now();
      await world.deps.integrations.put({ ...stored, version: stored.version + 1, lastSyncAt });
    };
    await noteRun();
    const { put } = world.deps.integrations;
    let races = 3;
    const integrations = {
      ...world.deps.integrations,
      put: async (next: Parameters<typeof put>[0]) => {
        if (races-- > 0) await noteRun();
        return put(next);
      },
    };
    const changes = { name: 'Renamed', version: 1 };
    const updated = await updateIntegration({ ...world.deps, integrations }, 'int-1', changes, 'bo');
    expect(updated).toMatchObject({ integration: { name: 'Renamed', edition: 2 } });
    expect(world.memory.integrations.get('int-1')).toMatchObject({ lastSyncAt: world.clock.now() });
  });

  test('gives way to another admin who was faster while the new address was tried', async () => {
    const world = await connectedWorld();
    const settings = { workspaceGid: '1', projectGids: ['3'] };
    const { put } = world.deps.integrations;
    let raced = false;
    const integrations = {
      ...world.deps.integrations,
      put: async (next: Parameters<typeof put>[0]) => {
        if (!raced) {
          raced = true;
          await update(world, { settings: { workspaceGid: '1', projectGids: ['9'] } });
        }
        return put(next);
      },
    };
    const late = await updateIntegration({ ...world.deps, integrations }, 'int-1', { settings }, 'ada');
    expect(late).toMatchObject({ refused: 'stale', changes: [{ pointer: '/settings' }] });
    expect(world.memory.integrations.get('int-1')?.settings).toMatchObject({ projectGids: ['9'] });
  });

  test('of what becomes of deleted records is by kind of data; the others keep their policy', async () => {
    const world = await connectedWorld({ deletePolicies: { TASKS: 'follow', MEMBERS: 'unlink' } });
    await update(world, { deletePolicies: { TASKS: 'ask' } });
    expect(world.memory.integrations.get('int-1')?.deletePolicies).toEqual({
      ...{ TASKS: 'ask', MEMBERS: 'unlink' },
      ...{ PARTICIPATION_LOGS: 'archive', EVENTS: 'archive', COMMITTEES: 'archive' },
    });
    expect([...world.memory.audit.values()]).toMatchObject([
      {
        before: { deletePolicies: { TASKS: 'follow', MEMBERS: 'unlink' } },
        after: { deletePolicies: { TASKS: 'ask', MEMBERS: 'unlink' } },
      },
    ]);
  });

  test('of one that does not exist is refused', async () => {
    const world = await connectedWorld();
    expect(await updateIntegration(world.deps, 'int-9', { name: 'X' }, 'bo')).toMatchObject({
      refused: 'not-found',
    });
  });
});
