import { describe, expect, test } from 'vitest';
import { type Edit, editAndRetry } from '../../shared/application/parked/edit-and-retry.ts';
import { parkedId } from '../../shared/application/sync/park.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { Change } from '../../shared/domain/change.ts';
import { drain } from './support/drain.ts';
import { ours, publish, work, write } from './support/here.ts';
import { connectedWorld, hint, message, pairsOf, type World } from './support/world.ts';

const edit = (world: World, change: Change, what: Edit) =>
  editAndRetry(world.deps, parkedId(change), what, 'ada');
const entry = ({ memory }: World, { logId }: Change) => memory.logs.get(logId);

/** A task over there that lacks the name which every task needs, and says a day that is none. */
async function nameless() {
  const world = await connectedWorld();
  world.vendor.edit('tasks-1', { notes: 'north side', due_on: 'some day' });
  const change = hint('tasks-1', 'd1');
  await processChanges(world.deps, [message(change)]);
  expect(world.memory.parked.size).toBe(1);
  return { world, change };
}
/** Another hint about the task, and what came of it. */
async function look(world: World, key: string) {
  const change = hint('tasks-1', key);
  await work(world, [change]);
  return entry(world, change);
}

describe('what the external record leaves open', () => {
  test('is given by an admin for this look: the record is made, the entry says who gave what, nothing is written there', async () => {
    const { world, change } = await nameless();
    expect(await edit(world, change, { values: { title: 'Plant oaks', dueDate: '2026-04-01' } })).toEqual({
      retried: true,
    });
    await drain(world);
    expect(world.memory.parked.size).toBe(0);
    expect(pairsOf(world)).toMatchObject({
      'tasks-1': { fields: { title: 'Plant oaks', dueDate: '2026-04-01', description: 'north side' } },
    });
    expect(world.vendor.writes).toEqual([]);
    expect(entry(world, change)).toMatchObject({
      ...{ outcome: 'applied', operation: 'CREATE', decided: { act: 'edited', by: 'ada' } },
      changes: expect.arrayContaining([
        expect.objectContaining({
          field: 'title',
          after: 'Plant oaks',
          rule: expect.stringMatching(/^ada gave/),
        }),
      ]),
    });
    expect([...world.memory.audit.values()]).toMatchObject([
      { actor: 'ada', action: 'parked.edited', after: { values: { title: 'Plant oaks' } } },
    ]);
  });

  test('is no trouble at the next look: nothing moves, nothing waits, and the pair is settled', async () => {
    const { world, change } = await nameless();
    await edit(world, change, { values: { title: 'Plant oaks', dueDate: '2026-04-01' } });
    await drain(world);
    const before = pairsOf(world);
    expect(await look(world, 'd2')).toMatchObject({ outcome: 'unchanged', changes: [], waiting: [] });
    expect(pairsOf(world)).toEqual(before);
    expect([...world.memory.mappings.values()][0]?.lastExternalHash).not.toBe('');
    expect(world.memory.parked.size).toBe(0);
  });

  test('flows in as soon as the external record says it', async () => {
    const { world, change } = await nameless();
    await edit(world, change, { values: { title: 'Plant oaks' } });
    await drain(world);
    world.vendor.edit('tasks-1', { name: 'Plant limes', due_on: '2026-05-01' });
    expect(await look(world, 'd2')).toMatchObject({ outcome: 'applied' });
    expect(pairsOf(world)).toMatchObject({
      'tasks-1': { fields: { title: 'Plant limes', dueDate: '2026-05-01' } },
    });
  });

  test('is sent there once somebody changes it here', async () => {
    const { world, change } = await nameless();
    await edit(world, change, { values: { title: 'Plant oaks', dueDate: '2026-04-01' } });
    await drain(world);
    const [record] = [...world.memory.records.values()];
    await write(world, record?.id ?? '', { dueDate: '2026-06-01' });
    await work(world, await publish(world));
    expect(world.vendor.records.get('tasks-1')?.data).toMatchObject({ due_on: '2026-06-01' });
  });

  test.each([
    ['a field that has a value over there', { description: 'x' }, /has a value here/],
    ['a value that does not fit the field', { dueDate: 'some day', title: 'x' }, /calendar day/],
    ['a field that is not taken over', { priority: 'HIGH' }, /not taken over/],
    ['too little', { dueDate: '2026-04-01' }, /needed/],
    ['nothing', {}, /at least one/i],
  ])('is refused for %s, and nothing is tried', async (_, values, why) => {
    const { world, change } = await nameless();
    expect(await edit(world, change, { values })).toMatchObject({
      refused: 'invalid',
      errors: [{ message: expect.stringMatching(why) }],
    });
    expect(world.changes.takeAll()).toEqual([]);
    expect(entry(world, change)?.decided).toBeUndefined();
  });
});

describe('a change of ours that the other system refuses', () => {
  const refused = async () => {
    const world = await connectedWorld();
    await write(world, 'task-1', { title: 'Plant' });
    await work(world, await publish(world));
    await write(world, 'task-1', { title: 'Far too long' });
    world.vendor.fail('update', { kind: 'rejected', message: 'The title is too long.', httpStatus: 400 });
    const [change] = await publish(world);
    if (change === undefined) throw new Error('Nothing was told.');
    await work(world, [change]);
    return { world, change };
  };

  test('is mended in our record, by the admin, and both sides are equal then', async () => {
    const { world, change } = await refused();
    const version = ours(world, 'task-1')?.version ?? 0;
    expect(await edit(world, change, { values: { title: 'Short' }, version })).toEqual({ retried: true });
    expect(ours(world, 'task-1')).toMatchObject({
      fields: { title: 'Short' },
      updatedBy: { kind: 'admin', id: 'ada' },
    });
    await drain(world);
    expect(world.vendor.records.get('tasks-new-1')?.data).toMatchObject({ name: 'Short' });
    expect(world.memory.parked.size).toBe(0);
    const writes = world.vendor.writes.length;
    await work(world, await publish(world));
    expect(world.vendor.writes).toHaveLength(writes);
  });

  test('is not overwritten when the record has moved on since it was shown', async () => {
    const { world, change } = await refused();
    const version = (ours(world, 'task-1')?.version ?? 0) - 1;
    expect(await edit(world, change, { values: { title: 'Short' }, version })).toMatchObject({
      refused: 'stale',
    });
    expect(await edit(world, change, { values: { title: 'Short' } })).toMatchObject({
      refused: 'invalid',
      errors: [{ pointer: '/version' }],
    });
    expect(ours(world, 'task-1')?.fields.title).toBe('Far too long');
  });
});

test('what waits for its integration cannot be edited', async () => {
  const world = await connectedWorld({ status: 'PAUSED' });
  await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
  const [item] = world.memory.parked.values();
  expect(await editAndRetry(world.deps, item?.id ?? '', { values: { title: 'x' } }, 'ada')).toMatchObject({
    refused: 'not-running',
  });
});
