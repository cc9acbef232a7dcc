import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishChanges, type RecordEvent } from '../../shared/application/sync/publish-changes.ts';
import { FaultError } from '../../shared/domain/fault.ts';
import { type Actor, draft } from '../../shared/domain/record.ts';
import { anIntegration } from '../contract/support/samples.ts';
import { connectedWorld } from './support/world.ts';

const at = '2026-03-01T10:00:00.000Z';
const written = (by: Actor, more: Partial<RecordEvent> = {}): RecordEvent => ({
  eventId: 'event-1',
  kind: 'upserted',
  record: draft({ resourceType: 'TASK', id: 'task-1' }, { title: 'A' }, { at, by }),
  ...more,
});
const ada: Actor = { kind: 'britepool', id: 'ada' };

describe('a record written at BritePool', () => {
  test('is told to every integration that wants it', async () => {
    const world = await connectedWorld();
    await world.deps.integrations.create(anIntegration({ id: 'int-2' }));
    expect(await publishChanges(world.deps, [written(ada)])).toBe('accepted');
    expect(world.changes.takeAll()).toMatchObject(
      ['int-1', 'int-2'].map((integrationId) => ({
        integrationId,
        side: 'local',
        recordId: 'task-1',
        stream: 'tasks',
        cause: 'edit',
        receivedAt: at,
        deliveryKey: 'edit:event-1',
      })),
    );
  });

  test('is never told to be deleted before it was changed last, though a deletion is told to the second only', async () => {
    const world = await connectedWorld();
    const [at, second, later] = ['10:00:00.700', '10:00:00.000', '10:00:01.000'].map(
      (t) => `2026-03-01T${t}Z`,
    );
    const record = draft({ resourceType: 'TASK', id: 'task-1' }, {}, { at: at ?? '', by: ada });
    for (const told of [second, later])
      await publishChanges(world.deps, [{ eventId: `e-${told}`, kind: 'deleted', record, at: told ?? '' }]);
    expect(world.changes.takeAll().map(({ receivedAt }) => receivedAt)).toEqual([at, later]);
  });

  test.each([
    ['that only reads', { syncDirection: 'EXTERNAL_TO_BRITEPOOL' as const }],
    ['that is disabled', { status: 'DISABLED' as const }],
    ['that does not sync tasks', { dataTypes: ['MEMBERS'] as const }],
  ])('is not told to an integration %s', async (_, more) => {
    const world = await connectedWorld(more);
    await publishChanges(world.deps, [written(ada)]);
    expect(world.changes.takeAll()).toEqual([]);
  });

  test('whose sync is switched off is told to nobody', async () => {
    const world = await connectedWorld();
    const event = written(ada);
    await publishChanges(world.deps, [{ ...event, record: { ...event.record, externalSyncEnabled: false } }]);
    expect(world.changes.takeAll()).toEqual([]);
  });

  test('is told to the others while one is of a system that this version does not know', async () => {
    const world = await connectedWorld();
    await world.deps.integrations.create(anIntegration({ id: 'int-2', type: 'INITECH' }));
    const { facts } = world.deps.connectors;
    const connectors = {
      ...world.deps.connectors,
      facts: async (type: string) =>
        type === 'INITECH'
          ? Promise.reject(
              new FaultError({ kind: 'rejected', message: 'There is no connector for INITECH.' }),
            )
          : facts(type),
    };
    expect(await publishChanges({ ...world.deps, connectors }, [written(ada)])).toBe('accepted');
    expect(world.changes.takeAll().map(({ integrationId }) => integrationId)).toEqual(['int-1']);
  });

  test('by the sync of one integration goes to the others only', async () => {
    const world = await connectedWorld();
    await world.deps.integrations.create(anIntegration({ id: 'int-2' }));
    await publishChanges(world.deps, [written({ kind: 'integration', id: 'int-1' })]);
    expect(world.changes.takeAll().map(({ integrationId }) => integrationId)).toEqual(['int-2']);
  });

  test('and deleted by a person is told to all, also to the integration that wrote it last', async () => {
    const world = await connectedWorld();
    await publishChanges(world.deps, [written({ kind: 'integration', id: 'int-1' }, { kind: 'deleted' })]);
    expect(world.changes.takeAll()).toMatchObject([{ integrationId: 'int-1', kind: 'deleted' }]);
  });

  test('comes back whole when the queue cannot take it', async () => {
    const world = await connectedWorld();
    world.changes.unavailable = true;
    expect(await publishChanges(world.deps, [written(ada)])).toBe('unavailable');
  });

  test('told twice by the stream arrives once, and no write of an integration ever goes back to it', async () => {
    const actor = fc.oneof(
      fc.constant(ada),
      fc.constantFrom('int-1', 'int-2').map((id): Actor => ({ kind: 'integration', id })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(actor, { maxLength: 6 }), async (writers) => {
        const world = await connectedWorld();
        await world.deps.integrations.create(anIntegration({ id: 'int-2' }));
        const events = writers.map((by, index) => written(by, { eventId: `event-${index}` }));
        await publishChanges(world.deps, events);
        await publishChanges(world.deps, events);
        const told = world.changes
          .takeAll()
          .map(({ integrationId, deliveryKey }) => `${deliveryKey} ${integrationId}`);
        const wanted = writers.flatMap((by, index) =>
          ['int-1', 'int-2'].filter((id) => by.id !== id).map((id) => `edit:event-${index} ${id}`),
        );
        expect(new Set(told)).toEqual(new Set(wanted));
        expect(told).toHaveLength(wanted.length);
      }),
      { seed: 33, numRuns: 50 },
    );
  });
});
