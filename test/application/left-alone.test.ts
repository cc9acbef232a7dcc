import { beforeEach, describe, expect, test } from 'vitest';
import { resolveConflict } from '../../shared/application/conflicts/resolve-conflict.ts';
import { decideApproval } from '../../shared/application/deletions/decide-approval.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { exclude, here, include, there, unlink } from './support/acts.ts';
import { agreedPairs, gone, pair, pending } from './support/agreed-pairs.ts';
import { drain } from './support/drain.ts';
import { erase, lastEntry, ours, settle, work, write } from './support/here.ts';
import { runAll } from './support/run-all.ts';
import { connectedWorld, hint, taskFields, type World } from './support/world.ts';

const acts = [
  ['unlinked', unlink],
  ['excluded', exclude],
] as const;
const titleThere = (world: World, id = 'tasks-new-1') => world.vendor.records.get(id)?.data.name;
const waitsFor = (reason: string) => ({
  outcome: 'held',
  waiting: [{ field: '*', reason: expect.stringContaining(reason) }],
});

describe.each(acts)('a pair that was %s is left alone', (how, act) => {
  const word = `left alone by ada, who ${how} it: Two different tasks`;
  let world: World;
  beforeEach(async () => {
    world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    expect(await act(world)).toMatchObject({ mapping: { leftAlone: { how, by: 'ada' } } });
    world.clock.pass(60);
  });
  const nothingMoved = (titles: { readonly ours?: string; readonly theirs?: string }) => {
    expect(ours(world, 'task-1')?.fields.title).toBe(titles.ours);
    expect(titleThere(world)).toBe(titles.theirs);
    expect(world.vendor.writes).toEqual([]);
    expect(pair(world)).toMatchObject({ externalId: 'tasks-new-1', leftAlone: { how } });
    expect(world.memory.mappings.size).toBe(1);
  };

  test('by a webhook, which costs no call and says whose word that is', async () => {
    world.vendor.edit('tasks-new-1', { name: 'Theirs' });
    world.vendor.fail('get', { kind: 'drifted', message: 'unreadable' });
    expect(await work(world, [hint('tasks-new-1', 'd1')])).toEqual([]);
    expect(await lastEntry(world, 'task-1')).toMatchObject({ ...waitsFor(word), externalId: 'tasks-new-1' });
    nothingMoved({ ours: 'Task 1', theirs: 'Theirs' });
  });

  test('by an edit made here', async () => {
    await write(world, 'task-1', { title: 'Ours' });
    await settle(world);
    expect(await lastEntry(world, 'task-1')).toMatchObject(waitsFor(word));
    nothingMoved({ ours: 'Ours', theirs: 'Task 1' });
  });

  test('by whole runs, inward and outward, which leave no entry', async () => {
    await write(world, 'task-1', { title: 'Ours' });
    world.vendor.edit('tasks-new-1', { name: 'Theirs' });
    const before = world.memory.logs.size;
    expect(await runAll(world)).toMatchObject({ status: 'COMPLETED', conflictCount: 0, errorCount: 0 });
    await drain(world);
    expect(world.memory.logs.size).toBe(before);
    nothingMoved({ ours: 'Ours', theirs: 'Theirs' });
  });

  test('by a deletion over there, told or only noticed', async () => {
    const told = gone(world);
    await work(world, [told]);
    expect(world.memory.logs.get(told.logId)).toMatchObject({ ...waitsFor(word), operation: 'DELETE' });
    world.vendor.reportedDeleted = ['tasks-new-1'];
    await runAll(world);
    await drain(world);
    nothingMoved({ ours: 'Task 1' });
    expect(await pending(world)).toEqual([]);
  });

  test('by a deletion here', async () => {
    await erase(world, 'task-1');
    await settle(world);
    nothingMoved({ theirs: 'Task 1' });
  });

  test('by both at once: nothing is created again', async () => {
    world.vendor.records.delete('tasks-new-1');
    await write(world, 'task-1', { title: 'Ours' });
    await settle(world);
    await work(world, [hint('tasks-new-1', 'd2', { kind: 'deleted' })]);
    nothingMoved({ ours: 'Ours' });
  });

  test('by a change that was parked before and is retried', async () => {
    const other = await agreedPairs();
    other.vendor.edit('tasks-new-1', { name: 'Theirs' });
    other.vendor.fail('get', { kind: 'rejected', message: 'not now' });
    const change = hint('tasks-new-1', 'd1');
    await work(other, [change]);
    expect(other.memory.parked.size).toBe(1);
    await act(other);
    other.clock.pass(86_400);
    expect(await retryParked(other.deps)).toMatchObject({ retried: 1 });
    await work(other, other.changes.takeAll());
    expect(other.memory.parked.size).toBe(0);
    expect(ours(other, 'task-1')?.fields.title).toBe('Task 1');
    expect(other.memory.logs.get(change.logId)).toMatchObject({
      ...waitsFor(word),
      attempts: [{ sentence: 'not now' }],
    });
  });

  test('also when it is said twice; the first word stands and one entry of the audit trail', async () => {
    world.clock.pass(60);
    const first = pair(world);
    expect(await act(world, there('tasks-new-1'))).toMatchObject({ mapping: first });
    expect([...world.memory.audit.values()]).toMatchObject([
      { actor: 'ada', action: `pair.${how}`, after: { reason: 'Two different tasks' } },
    ]);
  });
});

describe('a conflict of a pair', () => {
  async function clash(): Promise<World> {
    const world = await agreedPairs(1, { conflictStrategy: 'MANUAL_REVIEW' });
    await write(world, 'task-1', { title: 'Ours' });
    world.vendor.edit('tasks-new-1', { name: 'Theirs' });
    await settle(world);
    world.clock.pass(60);
    return world;
  }
  const conflictOf = ({ memory }: World) => [...memory.conflicts.values()][0];
  const decide = (world: World) =>
    resolveConflict(world.deps, conflictOf(world)?.id ?? '', { strategy: 'LOCAL_WINS', push: true }, 'ada');

  test('that is unlinked is over: nobody has to decide it, and nobody can', async () => {
    const world = await clash();
    await unlink(world);
    expect(conflictOf(world)).toMatchObject({ status: 'AUTO_RESOLVED', history: [{}, { by: 'ada' }] });
    expect(pair(world)?.conflictId).toBeUndefined();
    expect(await decide(world)).toMatchObject({ refused: 'stale' });
    expect(titleThere(world)).toBe('Theirs');
  });

  test('that is excluded waits: a decision is refused with the reason, and taken once it is included', async () => {
    const world = await clash();
    await exclude(world);
    expect(await decide(world)).toMatchObject({
      refused: 'stale',
      message: expect.stringContaining('left alone by ada'),
    });
    expect(titleThere(world)).toBe('Theirs');
    await include(world);
    await drain(world);
    expect(await decide(world)).toMatchObject({ updated: true, syncedToExternal: true });
    expect(titleThere(world)).toBe('Ours');
  });
});

describe('deletions that wait for an admin', () => {
  test('let a pair go that is unlinked meanwhile: approving deletes nothing of it', async () => {
    const world = await agreedPairs(2, { deletePolicies: { TASKS: 'ask' } });
    await work(world, [gone(world)]);
    const [approval] = await pending(world);
    await unlink(world);
    await decideApproval(world.deps, approval?.id ?? '', 'APPROVED', 'ada');
    await work(world, world.changes.takeAll());
    expect(ours(world, 'task-1')?.archivedAt).toBeUndefined();
    expect(pair(world)?.awaiting).toBeUndefined();
  });

  test('wait on for a pair that is excluded; what was decided is carried out when it is included', async () => {
    const world = await agreedPairs(2, { deletePolicies: { TASKS: 'ask' } });
    await work(world, [gone(world)]);
    const [approval] = await pending(world);
    await exclude(world);
    await decideApproval(world.deps, approval?.id ?? '', 'APPROVED', 'ada');
    await work(world, world.changes.takeAll());
    expect(ours(world, 'task-1')?.archivedAt).toBeUndefined();
    await include(world);
    await drain(world);
    expect(ours(world, 'task-1')?.archivedAt).toBeDefined();
  });

  test('are not counted against the mass-delete brake by pairs that are left alone', async () => {
    const world = await agreedPairs(30);
    for (let n = 1; n <= 25; n++) await (n % 2 === 0 ? unlink : exclude)(world, here(`task-${n}`));
    await work(
      world,
      Array.from({ length: 25 }, (_, index) => gone(world, index + 1, `d${index}`)),
    );
    expect(await pending(world)).toEqual([]);
    expect([...world.memory.records.values()].filter((record) => record.archivedAt !== undefined)).toEqual(
      [],
    );
  });
});

describe('an unlinked member', () => {
  test('is nobody’s: a task that names the one over there does not get the one here', async () => {
    const world = await connectedWorld();
    world.vendor.edit('users-1', { name: 'Ada' });
    await work(world, [hint('users-1', 'u1', { resourceType: 'MEMBER', stream: 'users' })]);
    await unlink(world, { ...there('users-1'), resourceType: 'MEMBER' });
    world.vendor.edit('tasks-1', { name: 'Hers', assignee: 'users-1' });
    await work(world, [hint('tasks-1', 'd1')]);
    const [task] = [...world.memory.records.values()].filter(({ resourceType }) => resourceType === 'TASK');
    expect(task?.fields).not.toHaveProperty('assignedToId');
  });
});

test('a task that is sent over there does not name the unlinked member’s old half', async () => {
  const fields = taskFields.map((rule) =>
    rule.internalField === 'assignedToId' ? { ...rule, direction: 'both' as const } : rule,
  );
  for (const isLinked of [true, false]) {
    const world = await connectedWorld({}, fields);
    world.vendor.edit('users-1', { name: 'Ada' });
    await work(world, [hint('users-1', 'u1', { resourceType: 'MEMBER', stream: 'users' })]);
    const [member] = [...world.memory.records.values()];
    if (!isLinked) await unlink(world, { ...there('users-1'), resourceType: 'MEMBER' });
    await write(world, 'task-1', { title: 'Hers', assignedToId: member?.id ?? '' });
    await settle(world);
    expect(world.vendor.records.get('tasks-new-1')?.data).toMatchObject({ name: 'Hers' });
    expect(world.vendor.records.get('tasks-new-1')?.data.assignee).toBe(isLinked ? 'users-1' : undefined);
  }
});

test('an unlink of a pair that was shown otherwise is refused, and an unknown one too', async () => {
  const world = await agreedPairs();
  const shown = pair(world)?.version ?? 0;
  expect(await unlink(world, here('task-1'), { version: shown - 1 })).toMatchObject({ refused: 'stale' });
  expect(await unlink(world, here('task-9'))).toMatchObject({ refused: 'not-found' });
  expect(pair(world)).not.toHaveProperty('leftAlone');
  expect(await unlink(world, here('task-1'), { version: shown })).toMatchObject({ mapping: {} });
});
