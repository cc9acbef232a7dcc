import { describe, expect, test } from 'vitest';
import { deleteIntegration } from '../../shared/application/integrations/delete-integration.ts';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import { connectedWorld, hint, message, type World } from './support/world.ts';

const status: FieldMapping = {
  externalField: 'state',
  internalField: 'status',
  transform: { type: 'enum', mapping: { open: 'TODO', done: 'COMPLETED' } },
  direction: 'both',
};
const name: FieldMapping = {
  externalField: 'name',
  internalField: 'title',
  transform: 'string',
  direction: 'both',
};
const assignee: FieldMapping = {
  externalField: 'assignee',
  internalField: 'assignedToId',
  transform: { type: 'lookup', resourceType: 'MEMBER' },
  direction: 'in',
};
const member = (id: string, key: string) => hint(id, key, { resourceType: 'MEMBER', stream: 'users' });
const task = (world: World) =>
  [...world.memory.records.values()].find(({ resourceType }) => resourceType === 'TASK');
const look = (world: World, ...changes: ReturnType<typeof hint>[]) =>
  processChanges(
    world.deps,
    changes.map((change) => message(change)),
  );

describe('a task whose assignee is not linked yet', () => {
  test('comes in without it, and gets it as soon as the member is linked', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Bees', assignee: 'users-1' });
    world.vendor.edit('users-1', { name: 'Ada' });
    await look(world, hint('tasks-1', 'delivery-1'));
    expect(task(world)?.fields.title).toBe('Bees');
    expect(task(world)?.fields.assignedToId ?? null).toBeNull();
    expect(world.changes.takeAll()).toEqual([]);

    await look(world, member('users-1', 'delivery-2'));
    const told = world.changes.takeAll();
    expect(told).toMatchObject([
      { resourceType: 'TASK', recordId: 'tasks-1', side: 'external', cause: 'retry' },
    ]);
    await look(world, ...told);
    const ada = [...world.memory.records.values()].find(({ resourceType }) => resourceType === 'MEMBER');
    expect(task(world)?.fields.assignedToId).toBe(ada?.id);
  });

  test('is told once, and nobody is told who does not wait', async () => {
    const world = await connectedWorld();
    for (const id of ['1', '2']) world.vendor.edit(`tasks-${id}`, { name: 'Bees', assignee: `users-${id}` });
    for (const id of ['1', '2']) world.vendor.edit(`users-${id}`, { name: 'Ada' });
    await look(world, hint('tasks-1', 'd1'), hint('tasks-2', 'd2'));
    await look(world, hint('tasks-1', 'd3'));
    await look(world, member('users-1', 'd4'));
    expect(world.changes.takeAll().map(({ recordId }) => recordId)).toEqual(['tasks-1']);
    await look(world, member('users-1', 'd5'));
    expect(world.changes.takeAll()).toEqual([]);
  });

  test('whose member is linked in the very moment misses nothing', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Bees', assignee: 'users-1' });
    world.vendor.edit('users-1', { name: 'Ada' });
    const { remember } = world.deps.waiting;
    const meanwhile = {
      ...world.deps.waiting,
      remember: async (pairs: Parameters<typeof remember>[0]) => {
        await look(world, member('users-1', 'd2'));
        return remember(pairs);
      },
    };
    await processChanges({ ...world.deps, waiting: meanwhile }, [message(hint('tasks-1', 'd1'))]);
    expect(task(world)?.fields.assignedToId).toEqual(expect.stringContaining('member'));
  });

  test('stays remembered while the queue takes nothing', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Bees', assignee: 'users-1' });
    world.vendor.edit('users-1', { name: 'Ada' });
    await look(world, hint('tasks-1', 'd1'));
    world.changes.unavailable = true;
    await look(world, member('users-1', 'd2'));
    world.changes.unavailable = false;
    const awaited = { resourceType: 'MEMBER', side: 'external', id: 'users-1' } as const;
    expect(await world.deps.waiting.waitingFor('int-1', [awaited])).toHaveLength(1);
  });
});

describe('what is remembered of an integration', () => {
  test('goes with it', async () => {
    const world = await connectedWorld({}, [name, status, assignee]);
    world.vendor.edit('tasks-1', { name: 'Bees', state: 'archived', assignee: 'users-1' });
    await look(world, hint('tasks-1', 'd1'));
    const awaited = { resourceType: 'MEMBER', side: 'external', id: 'users-1' } as const;
    expect(await world.deps.waiting.waitingFor('int-1', [awaited])).toHaveLength(1);
    expect(await world.deps.unknownValues.list('int-1')).toHaveLength(1);
    await deleteIntegration(world.deps, 'int-1', 'ada');
    expect(await world.deps.waiting.waitingFor('int-1', [awaited])).toEqual([]);
    expect(await world.deps.unknownValues.list('int-1')).toEqual([]);
  });
});

describe('a value that no rule knows the meaning of', () => {
  test('holds its field, not its record, and leaves one note however many records have it', async () => {
    const world = await connectedWorld({}, [name, status]);
    for (let at = 1; at <= 5; at++)
      world.vendor.edit(`tasks-${at}`, { name: `Task ${at}`, state: 'archived' });
    world.vendor.edit('tasks-6', { name: 'Task 6', state: 'snoozed' });
    const started = await startJob(world.deps, world.integration, {
      ...{ jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true },
    });
    if (started.outcome !== 'started') throw new Error('The run did not start.');
    for (const pages of world.jobQueue.takeAll())
      if (pages.kind === 'page') await runPages(world.deps, pages, () => true);
    const tasks = [...world.memory.records.values()];
    expect(tasks.map(({ fields }) => fields.status ?? null)).toEqual([null, null, null, null, null, null]);
    expect(tasks).toHaveLength(6);
    expect(await world.deps.unknownValues.list('int-1')).toMatchObject([
      { field: 'status', value: 'archived', recordId: 'tasks-1' },
      { field: 'status', value: 'snoozed', recordId: 'tasks-6' },
    ]);
  });
});
