import { describe, expect, test } from 'vitest';
import { exclude, here, include, relink, there, unlink } from './support/acts.ts';
import { agreedPairs, pair } from './support/agreed-pairs.ts';
import { drain } from './support/drain.ts';
import { ours, publish, settle, work, write } from './support/here.ts';
import { runAll } from './support/run-all.ts';
import { connectedWorld, hint, type World } from './support/world.ts';

const links = ({ memory }: World) =>
  Object.fromEntries(
    [...memory.mappings.values()].map(({ internalId, externalId }) => [internalId, externalId]),
  );
const there1 = (world: World, id = 'tasks-new-1') => world.vendor.records.get(id)?.data;

describe('two records that an admin links by hand', () => {
  test('and that have no pair yet merge as in a first sync: what is empty is filled, what differs meets the strategy', async () => {
    const world = await connectedWorld({ conflictStrategy: 'LOCAL_WINS' });
    world.vendor.edit('tasks-9', { name: 'Theirs', notes: 'Only there' });
    await write(world, 'task-1', { title: 'Ours', dueDate: '2026-04-01' }, { externalSyncEnabled: true });
    expect(await relink(world, 'task-1', 'tasks-9')).toMatchObject({
      mapping: { internalId: 'task-1', externalId: 'tasks-9', matchedBy: 'hand', base: {} },
    });
    await drain(world);
    const data = { name: 'Ours', notes: 'Only there', due_on: '2026-04-01' };
    expect(there1(world, 'tasks-9')).toMatchObject(data);
    expect(ours(world, 'task-1')?.fields).toMatchObject({ title: 'Ours', description: 'Only there' });
    expect(world.vendor.records.size).toBe(1);
    expect(world.memory.parked.size).toBe(0);
    expect([...world.memory.audit.values()]).toMatchObject([
      {
        ...{ actor: 'ada', action: 'pair.relinked', subject: pair(world)?.id },
        after: { internalId: 'task-1', externalId: 'tasks-9', reason: 'Two different tasks' },
      },
    ]);
  });

  test('wait for a person where the strategy says so', async () => {
    const world = await connectedWorld({ conflictStrategy: 'MANUAL_REVIEW' });
    world.vendor.edit('tasks-9', { name: 'Theirs' });
    await write(world, 'task-1', { title: 'Ours' });
    await relink(world, 'task-1', 'tasks-9');
    await drain(world);
    expect(pair(world)).toMatchObject({ syncStatus: 'CONFLICT' });
    expect(there1(world, 'tasks-9')?.name).toBe('Theirs');
    expect(ours(world, 'task-1')?.fields.title).toBe('Ours');
  });

  test('and that were unlinked from each other go on as a pair, under its old name', async () => {
    const world = await agreedPairs();
    const before = pair(world);
    await unlink(world);
    world.vendor.edit('tasks-new-1', { notes: 'Meanwhile' });
    world.clock.pass(60);
    expect(await relink(world)).toMatchObject({ mapping: { id: before?.id } });
    await drain(world);
    expect(ours(world, 'task-1')?.fields.description).toBe('Meanwhile');
    expect(pair(world)).not.toHaveProperty('leftAlone');
    world.vendor.edit('tasks-new-1', { name: 'In step again' });
    await work(world, [hint('tasks-new-1', 'd9')]);
    expect(ours(world, 'task-1')?.fields.title).toBe('In step again');
  });

  test('mend a wrong link: what each was linked with before stays left alone until it is included or linked', async () => {
    const world = await agreedPairs(2);
    await unlink(world);
    await unlink(world, here('task-2'));
    expect(await relink(world, 'task-1', 'tasks-new-2')).toMatchObject({ mapping: {} });
    await settle(world);
    await drain(world);
    world.clock.pass(60);
    await runAll(world);
    await drain(world);
    expect(links(world)).toEqual({ 'task-1': 'tasks-new-2' });
    expect(world.memory.records.size).toBe(2);
    expect(world.vendor.records.size).toBe(2);
    const left = await world.deps.pairs.alone([here('task-2'), there('tasks-new-1')]);
    expect(left.map(({ leftAlone }) => leftAlone.how)).toEqual(['unlinked', 'unlinked']);
    expect(await relink(world, 'task-2', 'tasks-new-1')).toMatchObject({ mapping: {} });
    await drain(world);
    expect(links(world)).toEqual({ 'task-1': 'tasks-new-2', 'task-2': 'tasks-new-1' });
    expect(await world.deps.pairs.alone([here('task-2'), there('tasks-new-1')])).toEqual([]);
  });

  test('of a wrong link leave a half behind that may take part by itself', async () => {
    const world = await agreedPairs(1);
    world.vendor.edit('tasks-9', { name: 'The right one' });
    await unlink(world);
    await relink(world, 'task-1', 'tasks-9');
    await drain(world);
    expect(world.memory.mappings.size).toBe(1);
    await include(world, there('tasks-new-1'));
    await drain(world);
    expect(Object.values(links(world)).sort((a, b) => (a < b ? -1 : 1))).toEqual(['tasks-9', 'tasks-new-1']);
    expect(links(world)['task-1']).toBe('tasks-9');
  });

  test('end a create of which nobody knows whether it arrived', async () => {
    const world = await connectedWorld();
    await write(world, 'task-1', { title: 'New' });
    world.vendor.fail('create', { kind: 'unavailable', message: 'no answer' });
    await work(world, await publish(world));
    world.vendor.edit('tasks-9', { name: 'New' });
    expect(await relink(world, 'task-1', 'tasks-9')).toMatchObject({ code: 'being-created' });
    world.clock.pass(901);
    expect(await relink(world, 'task-1', 'tasks-9')).toMatchObject({ mapping: { externalId: 'tasks-9' } });
    await drain(world);
    expect(world.memory.claims.size).toBe(0);
    expect(world.vendor.writes).toEqual([]);
  });

  test('wake those that waited for the record over there', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Hers', assignee: 'users-1' });
    await work(world, [hint('tasks-1', 'd1')]);
    world.vendor.edit('users-1', { name: 'Ada' });
    await write(world, 'member-1', { name: 'Ada', email: 'ada@example.org' }, {}, 'MEMBER');
    await relink(world, 'member-1', 'users-1', { resourceType: 'MEMBER' });
    await drain(world);
    const task = [...world.memory.records.values()].find(({ resourceType }) => resourceType === 'TASK');
    expect(task?.fields.assignedToId).toBe('member-1');
  });

  test('twice, are linked once', async () => {
    const world = await agreedPairs();
    const version = pair(world)?.version;
    expect(await relink(world)).toMatchObject({ mapping: { version } });
    expect(world.memory.audit.size).toBe(0);
    expect(world.changes.takeAll()).toEqual([]);
  });
});

describe('a link by hand is refused', () => {
  test('with the pair that is in the way, on either side', async () => {
    const world = await agreedPairs(2);
    world.vendor.edit('tasks-9', { name: 'Free' });
    await write(world, 'task-9', { title: 'Free' });
    expect(await relink(world, 'task-1', 'tasks-9')).toEqual({
      ...{ refused: 'not-linkable', code: 'already-paired' },
      message: 'The task "task-1" here is paired with the task "tasks-new-1" over there.',
    });
    expect(await relink(world, 'task-9', 'tasks-new-2')).toEqual({
      ...{ refused: 'not-linkable', code: 'already-paired' },
      message: 'The task "tasks-new-2" over there is paired with the task "task-2" here.',
    });
    await exclude(world);
    expect(await relink(world, 'task-1', 'tasks-9')).toMatchObject({ code: 'already-paired' });
  });

  test('where a record does not exist, here or there, or is of another kind', async () => {
    const world = await agreedPairs();
    await unlink(world);
    await write(world, 'member-1', { name: 'Ada' }, {}, 'MEMBER');
    expect(await relink(world, 'task-9', 'tasks-new-1')).toMatchObject({ refused: 'not-found' });
    expect(await relink(world, 'member-1', 'tasks-new-1')).toMatchObject({
      ...{ code: 'different-kind', pointer: '/internalId' },
      message: 'There is no task "member-1" here; that is the member "member-1" here.',
    });
    expect(await relink(world, 'task-1', 'tasks-8')).toMatchObject({ code: 'not-there' });
    world.vendor.fail('get', { kind: 'rejected', message: 'That is no id.' });
    expect(await relink(world, 'task-1', 'odd id')).toMatchObject({ code: 'not-there' });
    expect(await relink(world, 'task-1', 'tasks-new-1', { resourceType: 'EVENT' })).toMatchObject({
      ...{ code: 'different-kind', pointer: '/resourceType' },
    });
    expect(pair(world)).toMatchObject({ leftAlone: { how: 'unlinked' } });
  });

  test('while the integration rests, or its system does not answer or let us in', async () => {
    const world = await agreedPairs();
    await unlink(world);
    world.vendor.fail('get', { kind: 'unavailable', message: 'down' });
    expect(await relink(world)).toMatchObject({ refused: 'unreachable' });
    world.vendor.fail('get', { kind: 'unauthorized', message: 'signed out' });
    expect(await relink(world)).toMatchObject({ code: 'sign-in-needed' });
    const now = await world.deps.integrations.get('int-1');
    if (now === undefined) throw new Error('There is no integration.');
    await world.deps.integrations.put({ ...now, version: now.version + 1, status: 'PAUSED' });
    expect(await relink(world)).toMatchObject({ refused: 'not-running' });
    expect(world.memory.parked.size).toBe(0);
  });
});
