import { describe, expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { sign, verify } from '../../shared/connector-kit/signatures.ts';
import { manifest } from '../../shared/connectors/asana/manifest.ts';
import { retryDelaySeconds } from '../../shared/domain/backoff.ts';
import { reconcile } from '../../shared/domain/reconcile.ts';
import { translateInward } from '../../shared/domain/translate.ts';
import { runAll } from './support/run-all.ts';
import { connectedWorld, hint, message } from './support/world.ts';

const nothing = { lookup: () => undefined, expression: () => null };

describe('the unit-test examples of the specification', () => {
  test('transforms external task to internal format', () => {
    const externalTask = {
      gid: 'ext_123',
      name: 'Complete documentation',
      completed: true,
      due_on: '2025-12-25',
    };
    const fields = manifest.streams.find(({ name }) => name === 'tasks')?.fieldMappings ?? [];
    const set = {
      schemaVersion: 1,
      integrationId: 'int-1',
      resourceType: 'TASK',
      stream: 'tasks',
      version: 1,
      fields,
    } as const;
    const internal = translateInward(set, externalTask, null, nothing).fields;
    expect(internal.title).toBe('Complete documentation');
    expect(internal.status).toBe('COMPLETED');
    // A calendar day stays one: the example's `new Date('2025-12-25')` would move it by a zone.
    expect(internal.dueDate).toBe('2025-12-25');
  });

  test('detects conflict when both systems modified same field', () => {
    const plan = reconcile({
      resourceType: 'TASK',
      rules: [
        { field: 'status', direction: 'both' },
        { field: 'title', direction: 'both' },
      ],
      base: {
        status: { value: 'TODO', at: '2025-12-18T12:00:00.000Z', by: 'both' },
        title: { value: 'Plant trees', at: '2025-12-18T12:00:00.000Z', by: 'both' },
      },
      local: { status: 'IN_PROGRESS', title: 'Plant trees' },
      external: { status: 'COMPLETED', title: 'Plant oaks' },
      held: [],
      at: '2025-12-18T15:00:00.000Z',
    });
    const conflictedFields = plan.decisions.filter(({ act }) => act === 'clash').map(({ field }) => field);
    expect(conflictedFields).toEqual(['status']);
    expect(plan.localChanges).toEqual({ title: 'Plant oaks' });
  });

  test('verifies webhook signature correctly', () => {
    const payload = new TextEncoder().encode(JSON.stringify({ event: 'task.updated', data: {} }));
    const scheme = { algorithm: 'sha256', encoding: 'hex' } as const;
    const signature = sign(scheme, 'whsec_test123', payload);
    expect(verify(scheme, ['whsec_test123'], payload, signature)).toBe(true);
    expect(verify(scheme, ['whsec_other'], payload, signature)).toBe(false);
  });

  test('calculates exponential backoff correctly', () => {
    const inTheMiddle = 0.5;
    expect([1, 2, 3, 4, 5].map((failed) => retryDelaySeconds(failed, inTheMiddle))).toEqual([
      60, 120, 240, 480, 960,
    ]);
  });
});

describe('the integration-test examples of the specification', () => {
  test('completes full sync workflow successfully', async () => {
    const world = await connectedWorld();
    for (let index = 1; index <= 10; index++) world.vendor.edit(`tasks-${index}`, { name: `Task ${index}` });
    const result = await runAll(world);
    expect(result).toMatchObject({ status: 'COMPLETED', successCount: 10, errorCount: 0 });
    const tasks = [...world.memory.records.values()];
    expect(tasks.filter(({ lastExternalSyncAt }) => lastExternalSyncAt !== undefined)).toHaveLength(10);
    expect(world.memory.mappings.size).toBe(10);
  });

  test('processes webhook and updates record', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Old title' });
    await processChanges(world.deps, [message(hint('tasks-1', 'created'))]);
    world.vendor.edit('tasks-1', { name: 'Updated title' });
    await processChanges(world.deps, [message(hint('tasks-1', 'updated'))]);
    const [task] = [...world.memory.records.values()];
    expect(task?.fields.title).toBe('Updated title');
    expect(task?.version).toBe(2);
  });
});
