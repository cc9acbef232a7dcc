import { describe, expect, test } from 'vitest';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import { lastEntry, publish, settle, work, write } from './support/here.ts';
import { connectedWorld, hint, pairsOf, taskFields, type World } from './support/world.ts';

const theirs = ({ vendor }: World) => [...vendor.records.values()].map(({ data }) => data);
const claims = ({ memory }: World) => [...memory.claims.values()];

describe('a record made at BritePool', () => {
  test('is created in the other system, linked, and explained field by field', async () => {
    const world = await connectedWorld();
    await write(world, 'task-1', { title: 'Plant trees', dueDate: '2026-04-01' });
    await settle(world);
    expect(theirs(world)).toEqual([{ name: 'Plant trees', due_on: '2026-04-01' }]);
    expect(pairsOf(world)).toEqual({
      'tasks-new-1': {
        fields: { title: 'Plant trees', dueDate: '2026-04-01' },
        base: { title: 'Plant trees', dueDate: '2026-04-01' },
        state: 'SYNCED',
      },
    });
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      operation: 'CREATE',
      direction: 'BRITEPOOL_TO_EXTERNAL',
      outcome: 'applied',
      externalId: 'tasks-new-1',
      changes: [
        { field: 'title', before: null, after: 'Plant trees', from: 'local' },
        { field: 'dueDate', before: null, after: '2026-04-01', from: 'local' },
      ],
    });
    expect(claims(world)).toEqual([]);
  });

  test('whose values the other system trims is kept here in that form, and nothing goes back and forth', async () => {
    const world = await connectedWorld();
    world.vendor.normalise = (data) => ({ ...data, name: String(data.name).trim() });
    await write(world, 'task-1', { title: '  Plant trees ' });
    expect(await settle(world)).toBe(1);
    expect(pairsOf(world)).toMatchObject({
      'tasks-new-1': { fields: { title: 'Plant trees' }, base: { title: 'Plant trees' } },
    });
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      changes: [
        { field: 'title', after: '  Plant trees ' },
        { field: 'title', after: 'Plant trees' },
      ],
    });
    await work(world, [hint('tasks-new-1', 'd1')]);
    expect(world.vendor.writes).toHaveLength(1);
  });

  test('is never sent while its sync is switched off, also when it was queued before', async () => {
    const world = await connectedWorld();
    await write(world, 'task-1', { title: 'Private' });
    const queued = await publish(world);
    await write(world, 'task-1', { title: 'Private' }, { externalSyncEnabled: false });
    await work(world, queued);
    expect(theirs(world)).toEqual([]);
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      outcome: 'held',
      waiting: [{ field: '*', reason: 'sync with other systems is switched off for this record' }],
    });
    await write(world, 'task-1', { title: 'Public' }, { externalSyncEnabled: true });
    await settle(world);
    expect(theirs(world)).toEqual([{ name: 'Public' }]);
  });

  test('that lacks what the other system needs is set aside and says what to fill in', async () => {
    const world = await connectedWorld();
    await write(world, 'task-1', { description: 'No title yet' });
    await settle(world);
    expect(theirs(world)).toEqual([]);
    expect([...world.memory.parked.values()]).toMatchObject([
      { fault: { kind: 'rejected', pointer: '/fields/title' } },
    ]);
    expect(claims(world)).toEqual([]);
  });

  test('that the other system refuses is sent again with the corrected values', async () => {
    const world = await connectedWorld();
    world.vendor.fail('create', { kind: 'rejected', message: 'The title is too long.', httpStatus: 400 });
    await write(world, 'task-1', { title: 'Far too long' });
    await settle(world);
    expect(claims(world)).toEqual([]);
    await write(world, 'task-1', { title: 'Short' });
    await settle(world);
    expect(theirs(world)).toEqual([{ name: 'Short' }]);
  });

  test('in a system that only reads such records waits, is explained, and is not tried again and again', async () => {
    const world = await connectedWorld();
    world.vendor.cannot.push('create');
    await write(world, 'task-1', { title: 'A' });
    await settle(world);
    expect(await lastEntry(world, 'task-1')).toMatchObject({ outcome: 'held' });
    expect(world.memory.parked.size).toBe(0);
  });

  test('and deleted before it was sent is not created', async () => {
    const world = await connectedWorld();
    const { version } = await write(world, 'task-1', { title: 'A' });
    await world.deps.records.remove('TASK', 'task-1', version);
    await settle(world);
    expect(theirs(world)).toEqual([]);
  });

  test('with a field that cannot be expressed there goes without it, and the entry says why', async () => {
    const assignee: FieldMapping = {
      externalField: 'assignee',
      internalField: 'assignedToId',
      transform: { type: 'lookup', resourceType: 'MEMBER' },
      direction: 'both',
    };
    const world = await connectedWorld({}, [...taskFields.slice(0, 3), assignee]);
    await write(world, 'task-1', { title: 'A', assignedToId: 'member-9' });
    await settle(world);
    expect(theirs(world)).toEqual([{ name: 'A' }]);
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      status: 'PARTIAL_SUCCESS',
      waiting: [{ field: 'assignedToId' }],
    });
  });
});

describe('a new member', () => {
  const fields: readonly FieldMapping[] = [
    { externalField: 'name', internalField: 'name', transform: 'string', direction: 'both', required: true },
  ];
  test('is sent when the covenant is accepted, and not before', async () => {
    const world = await connectedWorld();
    const set = {
      schemaVersion: 1,
      integrationId: 'int-1',
      resourceType: 'MEMBER',
      stream: 'users',
    } as const;
    await world.deps.fieldMappings.save({ ...set, version: 2, fields });
    await write(world, 'member-1', { name: 'Ada' }, {}, 'MEMBER');
    await settle(world);
    expect(theirs(world)).toEqual([]);
    await write(world, 'member-1', { covenantAcceptedAt: world.clock.now() }, {}, 'MEMBER');
    await settle(world);
    expect(theirs(world)).toEqual([{ name: 'Ada' }]);
    expect([...world.memory.mappings.values()]).toMatchObject([
      { resourceType: 'MEMBER', internalId: 'member-1', externalId: 'users-new-1' },
    ]);
  });
});

describe('a webhook that is faster than the answer to our create', () => {
  test('waits for the pair and makes no second record', async () => {
    const world = await connectedWorld();
    const early = hint('tasks-new-1', 'd1');
    const waited: unknown[] = [];
    const create = world.vendor.create.bind(world.vendor);
    world.vendor.create = async (...given) => {
      const answer = await create(...given);
      waited.push(...(await work(world, [early])));
      return answer;
    };
    await write(world, 'task-1', { title: 'Plant trees' });
    await settle(world);
    expect(waited).toMatchObject([{ delaySeconds: 10 }]);
    expect(world.memory.records.size).toBe(1);
    expect(await work(world, [early])).toEqual([]);
    expect(world.memory.logs.get(early.logId)?.outcome).toBe('echo');
    expect(world.memory.records.size).toBe(1);
  });

  test('about another record that is new there is not held up', async () => {
    const world = await connectedWorld();
    world.vendor.fail('create', { kind: 'unavailable', message: 'down' });
    await write(world, 'task-1', { title: 'Plant trees' });
    await work(world, await publish(world));
    world.vendor.edit('tasks-5', { name: 'Something else' });
    expect(await work(world, [hint('tasks-5', 'd1')])).toEqual([]);
    expect(world.memory.records.size).toBe(2);
  });
});
