import { describe, expect, test } from 'vitest';
import { deleteIntegration } from '../../shared/application/integrations/delete-integration.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { aConflict, anApproval, aReview } from '../contract/support/samples.ts';
import { connectedWorld, hint, message } from './support/world.ts';

describe('disconnecting a system', () => {
  test('removes pairs, conflicts, secrets, schedule, hook and checkpoints; records and the trail stay', async () => {
    const world = await connectedWorld({
      webhooks: [{ key: 'project-1', externalId: 'hook-1', registeredAt: '2026-03-01T10:00:00.000Z' }],
    });
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    await world.deps.schedules.put(world.integration);
    await world.deps.conflicts.put(aConflict({ integrationId: 'int-1' }));
    const logs = world.memory.logs.size;
    expect(await deleteIntegration(world.deps, 'int-1', 'ada')).toEqual({
      mappings: 1,
      conflicts: 1,
      warnings: [],
    });
    expect(world.memory.integrations.size).toBe(0);
    expect(world.memory.mappings.size).toBe(0);
    expect(world.memory.conflicts.size).toBe(0);
    expect(world.schedules.byIntegration.size).toBe(0);
    expect(await world.deps.secrets.credentials('int-1')).toBeUndefined();
    expect(world.memory.records.size).toBe(1);
    expect(world.memory.logs.size).toBe(logs);
    expect([...world.memory.tombstones.values()]).toMatchObject([{ name: 'Main workspace' }]);
    expect([...world.memory.audit.values()]).toMatchObject([{ action: 'integration.deleted' }]);
  });

  test('is done though a run ends at that moment and writes how it went', async () => {
    const world = await connectedWorld();
    const runEnds = async () => {
      const now = (await world.deps.integrations.get('int-1')) ?? world.integration;
      await world.deps.integrations.put({ ...now, version: now.version + 1, lastSyncAt: world.clock.now() });
    };
    world.fate.meanwhile(1, runEnds);
    expect(await deleteIntegration(world.deps, 'int-1', 'ada')).toMatchObject({ mappings: 0 });
    expect(world.memory.integrations.size).toBe(0);
  });

  test('takes along whatever waited for a person or for a record, and nothing of other integrations', async () => {
    const world = await connectedWorld();
    const { deps, memory } = world;
    const awaited = { resourceType: 'MEMBER', side: 'external', id: 'users-1' } as const;
    const waiting = { resourceType: 'TASK', stream: 'tasks', side: 'external', recordId: 'tasks-1' } as const;
    for (const integrationId of ['int-1', 'int-2']) {
      const value = { resourceType: 'TASK', field: 'status', value: 'Someday', recordId: 'tasks-1' } as const;
      await deps.approvals.put(anApproval({ integrationId }));
      await deps.approvals.saveWindow({ schemaVersion: 1, integrationId, version: 1, recent: [] });
      await deps.reviews.put(aReview({ integrationId }));
      await deps.waiting.remember([{ integrationId, awaited, waiting }]);
      await deps.unknownValues.note([{ ...value, integrationId, firstSeenAt: world.clock.now() }]);
    }
    await deleteIntegration(deps, 'int-1', 'ada');
    const left = async (id: string) => ({
      approvals: [...memory.deleteApprovals.values()].filter(({ integrationId }) => integrationId === id)
        .length,
      window: (await deps.approvals.window(id)) === undefined ? 0 : 1,
      reviews: [...memory.reviews.values()].filter(({ integrationId }) => integrationId === id).length,
      waiting: (await deps.waiting.waitingFor(id, [awaited])).length,
      unknownValues: (await deps.unknownValues.list(id)).length,
    });
    expect(await left('int-1')).toEqual({
      approvals: 0,
      window: 0,
      reviews: 0,
      waiting: 0,
      unknownValues: 0,
    });
    expect(await left('int-2')).toEqual({
      approvals: 1,
      window: 1,
      reviews: 1,
      waiting: 1,
      unknownValues: 1,
    });
  });

  test('goes on when the vendor keeps its hook, and warns', async () => {
    const world = await connectedWorld();
    world.vendor.fail('unregisterWebhook', { kind: 'unavailable', message: 'down' });
    const answer = await deleteIntegration(world.deps, 'int-1', 'ada');
    expect(answer).toMatchObject({ warnings: [expect.stringContaining('still registered')] });
    expect(world.memory.integrations.size).toBe(0);
  });

  test('of one that does not exist is refused', async () => {
    const world = await connectedWorld();
    expect(await deleteIntegration(world.deps, 'int-9', 'ada')).toMatchObject({ refused: 'not-found' });
  });
});
