import { describe, expect, test } from 'vitest';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import { lastEntry, ours, publish, settle, story, work, write } from './support/here.ts';
import { connectedWorld, hint, pairsOf, taskFields } from './support/world.ts';

/** A pair that both sides agree on: `task-1` here, `tasks-new-1` there. */
async function agreedPair(...given: Parameters<typeof connectedWorld>) {
  const world = await connectedWorld(...given);
  await write(world, 'task-1', { title: 'Plant trees' });
  await settle(world);
  world.vendor.writes.length = 0;
  world.clock.pass(60);
  return world;
}
const theirs = (world: Awaited<ReturnType<typeof agreedPair>>) =>
  world.vendor.records.get('tasks-new-1')?.data;

describe('an edit at BritePool of a record that both sides have', () => {
  test('leaves one entry that tells each field before and after', async () => {
    const world = await agreedPair();
    await write(world, 'task-1', { title: 'Plant 40 trees', dueDate: '2026-04-01' });
    await settle(world);
    expect(await story(world, 'task-1')).toMatchObject([
      { operation: 'CREATE' },
      {
        operation: 'UPDATE',
        outcome: 'applied',
        changes: [
          { field: 'title', before: 'Plant trees', after: 'Plant 40 trees', from: 'local' },
          { field: 'dueDate', before: null, after: '2026-04-01', from: 'local' },
        ],
      },
    ]);
  });

  test('that the other system writes in its own way is kept here in that way too', async () => {
    const world = await agreedPair();
    world.vendor.normalise = (data) => ({ ...data, name: String(data.name).slice(0, 10) });
    await write(world, 'task-1', { title: 'Plant forty trees' });
    expect(await settle(world)).toBe(1);
    expect(pairsOf(world)).toMatchObject({
      'tasks-new-1': { fields: { title: 'Plant fort' }, base: { title: 'Plant fort' } },
    });
    expect((await lastEntry(world, 'task-1'))?.changes).toMatchObject([
      { field: 'title', before: 'Plant trees', after: 'Plant forty trees', from: 'local' },
      { field: 'title', before: 'Plant forty trees', after: 'Plant fort', from: 'external' },
    ]);
    await work(world, [hint('tasks-new-1', 'd1')]);
    expect(world.vendor.writes).toHaveLength(1);
  });

  test('that the other system drops stays here, is explained, and is not sent again and again', async () => {
    const world = await agreedPair();
    world.vendor.normalise = ({ notes: _dropped, ...data }) => data;
    await write(world, 'task-1', { description: 'Bring gloves' });
    await settle(world);
    expect(ours(world, 'task-1')?.fields.description).toBe('Bring gloves');
    expect((await lastEntry(world, 'task-1'))?.changes).toMatchObject([
      { field: 'description', after: 'Bring gloves' },
      {
        field: 'description',
        after: null,
        rule: 'the external system keeps something else; ours stays as it is',
      },
    ]);
    await work(world, [hint('tasks-new-1', 'd1')]);
    await write(world, 'task-1', { title: 'Other' });
    await settle(world);
    expect(world.vendor.writes).toHaveLength(2);
    expect(theirs(world)).toEqual({ name: 'Other' });
  });

  test('of a field that only flows outward is sent once', async () => {
    const out: FieldMapping = {
      externalField: 'estimate',
      internalField: 'estimatedMinutes',
      transform: 'number',
      direction: 'out',
    };
    const world = await agreedPair({}, [...taskFields, out]);
    await write(world, 'task-1', { estimatedMinutes: 30 });
    await settle(world);
    for (const key of ['d1', 'd2']) await work(world, [hint('tasks-new-1', key)]);
    expect(theirs(world)).toMatchObject({ estimate: 30 });
    expect(world.vendor.writes).toHaveLength(1);
  });

  test('that cannot be expressed there waits with a reason, and the other fields go', async () => {
    const assignee: FieldMapping = {
      externalField: 'assignee',
      internalField: 'assignedToId',
      transform: { type: 'lookup', resourceType: 'MEMBER' },
      direction: 'both',
    };
    const world = await agreedPair({}, [...taskFields.slice(0, 3), assignee]);
    await write(world, 'task-1', { title: 'Ours', assignedToId: 'member-9' });
    await settle(world);
    expect(theirs(world)).toEqual({ name: 'Ours' });
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      outcome: 'applied',
      status: 'PARTIAL_SUCCESS',
      changes: [{ field: 'title' }],
      waiting: [{ field: 'assignedToId', reason: expect.stringContaining('waits') }],
    });
    await write(world, 'task-1', { assignedToId: 'member-8' });
    await settle(world);
    expect(await lastEntry(world, 'task-1')).toMatchObject({ outcome: 'held', changes: [] });
    expect(world.vendor.writes).toHaveLength(1);
  });

  test('of a computed field is sent by its expression, and held where there is none', async () => {
    const computed = (outward: object): FieldMapping => ({
      externalField: 'hours',
      internalField: 'estimatedMinutes',
      transform: { type: 'expression', inward: 'hours * 60', ...outward },
      direction: 'both',
    });
    const sent = await agreedPair({}, [...taskFields, computed({ outward: 'estimatedMinutes / 60' })]);
    await write(sent, 'task-1', { estimatedMinutes: 90 });
    await settle(sent);
    expect(theirs(sent)).toMatchObject({ hours: 1.5 });
    const held = await agreedPair({}, [...taskFields, computed({})]);
    await write(held, 'task-1', { estimatedMinutes: 90 });
    await settle(held);
    expect(theirs(held)).not.toHaveProperty('hours');
    expect(await lastEntry(held, 'task-1')).toMatchObject({ waiting: [{ field: 'estimatedMinutes' }] });
  });

  test('that the other system does not take now is not said to be sent; the next try sends and says so', async () => {
    const world = await agreedPair();
    world.vendor.fail('update', { kind: 'unavailable', message: 'down for maintenance' });
    await write(world, 'task-1', { title: 'Ours' });
    const changes = await publish(world);
    expect(await work(world, changes)).toHaveLength(1);
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      outcome: 'held',
      changes: [],
      waiting: [{ field: 'title', reason: 'not sent yet: down for maintenance' }],
    });
    expect(await work(world, changes)).toEqual([]);
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      outcome: 'applied',
      changes: [{ field: 'title', before: 'Plant trees', after: 'Ours' }],
      waiting: [],
    });
  });

  test('while its sync is switched off goes nowhere; edits from there still arrive; switched on again, it goes', async () => {
    const world = await agreedPair();
    await write(world, 'task-1', { title: 'Private' }, { externalSyncEnabled: false });
    await settle(world);
    world.vendor.edit('tasks-new-1', { notes: 'Bring gloves' });
    await work(world, [hint('tasks-new-1', 'd1')]);
    expect(theirs(world)).toMatchObject({ name: 'Plant trees' });
    expect(ours(world, 'task-1')?.fields).toEqual({ title: 'Private', description: 'Bring gloves' });
    await write(world, 'task-1', {}, { externalSyncEnabled: true });
    await settle(world);
    expect(theirs(world)).toEqual({ name: 'Private', notes: 'Bring gloves' });
  });
});
