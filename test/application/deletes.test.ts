import { describe, expect, test } from 'vitest';
import { decideApproval } from '../../shared/application/deletions/decide-approval.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import type { FailedMessage } from '../../shared/application/sync/process-changes.ts';
import { agreedPairs, gone, pair, pending, rest } from './support/agreed-pairs.ts';
import { drain } from './support/drain.ts';
import { ada, erase, lastEntry, ours, publish, settle, work, write } from './support/here.ts';
import { connectedWorld, hint } from './support/world.ts';

describe('a record deleted in the other system', () => {
  test('is archived here unless the integration says otherwise, and the entry says so', async () => {
    const world = await agreedPairs();
    await work(world, [gone(world)]);
    expect(ours(world, 'task-1')).toMatchObject({
      archivedAt: world.clock.now(),
      fields: { title: 'Task 1' },
    });
    expect(pair(world)).toMatchObject({ parted: { side: 'external', how: 'archived' } });
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      operation: 'DELETE',
      outcome: 'applied',
      changes: [{ field: 'archivedAt', before: null }],
    });
    expect(await rest(world)).toEqual([]);
  });

  test('is deleted here too where the policy is to follow, with everything it held in the entry', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    await work(world, [gone(world)]);
    expect(ours(world, 'task-1')).toBeUndefined();
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      outcome: 'applied',
      changes: [{ field: 'title', before: 'Task 1', after: null, from: 'external' }],
    });
    expect(await rest(world)).toEqual([]);
  });

  test('stays here and goes its own way where the policy is to unlink', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'unlink' } });
    await work(world, [gone(world)]);
    await write(world, 'task-1', { title: 'Still here' });
    expect(await rest(world)).toEqual([]);
    expect(ours(world, 'task-1')).toMatchObject({ fields: { title: 'Still here' } });
    expect(ours(world, 'task-1')?.archivedAt).toBeUndefined();
  });

  test('waits for an admin where the policy is to ask; approved it is archived, rejected it stays', async () => {
    for (const [decision, archived] of [
      ['APPROVED', true],
      ['REJECTED', false],
    ] as const) {
      const world = await agreedPairs(1, { deletePolicies: { TASKS: 'ask' } });
      await work(world, [gone(world)]);
      expect(ours(world, 'task-1')?.archivedAt).toBeUndefined();
      const [approval] = await pending(world);
      expect(approval).toMatchObject({ status: 'PENDING', count: 1, samples: [{ internalId: 'task-1' }] });
      const answer = await decideApproval(world.deps, approval?.id ?? '', decision, 'ada');
      expect(answer).toMatchObject({ pairs: 1 });
      await work(world, world.changes.takeAll());
      expect(ours(world, 'task-1')?.archivedAt !== undefined).toBe(archived);
      expect(pair(world)?.awaiting).toBeUndefined();
      expect([...world.memory.audit.values()]).toMatchObject([{ actor: 'ada', subject: approval?.id }]);
    }
  });

  test('but edited here since is created over there once more: the edit beats the deletion', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    await write(world, 'task-1', { title: 'Edited here' });
    await work(world, [gone(world)]);
    await settle(world);
    expect(ours(world, 'task-1')?.fields.title).toBe('Edited here');
    expect([...world.vendor.records.values()]).toMatchObject([{ data: { name: 'Edited here' } }]);
    expect(pair(world)).toMatchObject({
      externalId: 'tasks-new-2',
      base: { title: { value: 'Edited here' } },
    });
  });

  test('and restored there is taken back here, whatever the policy did', async () => {
    for (const policy of ['archive', 'follow', 'unlink'] as const) {
      const world = await agreedPairs(1, { deletePolicies: { TASKS: policy } });
      const trash = world.vendor.records.get('tasks-new-1');
      await work(world, [gone(world)]);
      world.clock.pass(3600);
      if (trash !== undefined) world.vendor.records.set('tasks-new-1', trash);
      await work(world, [hint('tasks-new-1', 'd2')]);
      const record = ours(world, 'task-1');
      expect(record, policy).toMatchObject({ fields: { title: 'Task 1' } });
      expect(record?.archivedAt, policy).toBeUndefined();
      expect(pair(world)?.parted, policy).toBeUndefined();
      world.vendor.edit('tasks-new-1', { name: 'In sync again' });
      await work(world, [hint('tasks-new-1', 'd3')]);
      expect(ours(world, 'task-1')?.fields.title, policy).toBe('In sync again');
      expect(await rest(world)).toEqual([]);
    }
  });

  test('but edited here at that moment is created anew once, though both are heard of side by side', async () => {
    const world = await agreedPairs();
    await write(world, 'task-1', { title: 'Edited here' });
    const edits = await publish(world);
    const create = world.vendor.create.bind(world.vendor);
    let comeBack: readonly FailedMessage[] = [];
    world.vendor.create = async (...given) => {
      world.vendor.create = create;
      // While the create is on its way, another worker hears of the edit.
      comeBack = await work(world, edits);
      return create(...given);
    };
    expect(await work(world, [gone(world)])).toEqual([]);
    expect(comeBack).toMatchObject([{ delaySeconds: 60 }]);
    world.clock.pass(60);
    expect(await work(world, edits)).toEqual([]);
    expect([...world.vendor.records.values()]).toMatchObject([{ data: { name: 'Edited here' } }]);
  });

  test('whose archived counterpart a person takes back is created over there again', async () => {
    const world = await agreedPairs();
    await work(world, [gone(world)]);
    const { archivedAt: _over, ...record } = ours(world, 'task-1') ?? (await write(world, 'x', {}));
    await world.deps.records.put({ ...record, version: record.version + 1, updatedBy: ada });
    await settle(world);
    expect([...world.vendor.records.values()]).toMatchObject([{ data: { name: 'Task 1' } }]);
    expect(pair(world)?.externalId).toBe('tasks-new-2');
  });

  test.each([true, false])(
    'ends an open conflict about it: there is nothing left to decide (ours archived: %s)',
    async (isArchived) => {
      const world = await agreedPairs(1, { conflictStrategy: 'MANUAL_REVIEW' });
      await write(world, 'task-1', { title: 'Ours' });
      world.vendor.edit('tasks-new-1', { name: 'Theirs' });
      world.clock.pass(60);
      await work(world, [hint('tasks-new-1', 'd0')]);
      expect([...world.memory.conflicts.values()]).toMatchObject([{ status: 'PENDING' }]);
      world.clock.pass(60);
      if (isArchived) await write(world, 'task-1', {}, { archivedAt: world.clock.now() });
      await publish(world);
      await work(world, [gone(world)]);
      expect([...world.memory.conflicts.values()]).toMatchObject([{ status: 'AUTO_RESOLVED' }]);
      expect(pair(world)?.conflictId).toBeUndefined();
      const theirs = [...world.vendor.records.values()].map(({ data }) => data.name);
      expect(theirs).toEqual(isArchived ? [] : ['Ours']);
      expect(ours(world, 'task-1')?.fields.title).toBe('Ours');
    },
  );

  test('in an integration into which nothing flows stays as it is here', async () => {
    const world = await agreedPairs(1, { syncDirection: 'BRITEPOOL_TO_EXTERNAL' });
    await work(world, [gone(world)]);
    expect(ours(world, 'task-1')).toMatchObject({ fields: { title: 'Task 1' } });
    expect(ours(world, 'task-1')?.archivedAt).toBeUndefined();
  });

  test('and here too ends quietly', async () => {
    const world = await agreedPairs();
    world.vendor.records.delete('tasks-new-1');
    await erase(world, 'task-1');
    expect(await rest(world)).toEqual([]);
    expect(pair(world)).toMatchObject({ parted: { how: 'followed' } });
  });
});

test('a record that a lagging list shows once more after its deletion stays archived, and is no failure of the run', async () => {
  const world = await agreedPairs();
  const shown = world.vendor.records.get('tasks-new-1');
  await work(world, [gone(world)]);
  if (shown !== undefined) world.vendor.records.set(shown.id, shown);
  world.clock.pass(60);
  await startJob(world.deps, world.integration, {
    ...{ jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true },
  });
  await drain(world);
  expect(ours(world, 'task-1')?.archivedAt).toBeDefined();
  expect([...world.memory.jobs.values()]).toMatchObject([{ status: 'COMPLETED', errorCount: 0 }]);
});

describe('a record deleted at BritePool', () => {
  test('is deleted over there where the policy is to follow', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    await erase(world, 'task-1');
    expect(await rest(world)).toEqual(['delete tasks-new-1']);
    expect(await lastEntry(world, 'task-1')).toMatchObject({
      operation: 'DELETE',
      outcome: 'applied',
      changes: [{ field: 'title', before: 'Task 1', after: null, from: 'local' }],
    });
    await work(world, [hint('tasks-new-1', 'd1', { kind: 'deleted' })]);
    expect(await rest(world)).toHaveLength(1);
  });

  test.each(['archive', 'unlink'] as const)(
    'stays over there under "%s", and its later edits do not bring it back',
    async (policy) => {
      const world = await agreedPairs(1, { deletePolicies: { TASKS: policy } });
      await erase(world, 'task-1');
      expect(await rest(world)).toEqual([]);
      world.clock.pass(3600);
      world.vendor.edit('tasks-new-1', { name: 'Goes on' });
      await work(world, [hint('tasks-new-1', 'd1')]);
      expect(ours(world, 'task-1')).toBeUndefined();
      expect(world.memory.records.size).toBe(0);
    },
  );

  test('right after it was made is deleted over there, whatever the vendor put into it by itself', async () => {
    const world = await connectedWorld({ deletePolicies: { TASKS: 'follow' } });
    world.vendor.normalise = (data) => ({ due_on: '2026-04-01', ...data });
    await write(world, 'task-1', { title: 'Task 1' });
    await settle(world);
    await erase(world, 'task-1');
    expect((await rest(world)).at(-1)).toBe('delete tasks-new-1');
    expect(ours(world, 'task-1')).toBeUndefined();
  });

  test('and still shown over there for a moment stays deleted; what is really back there later lives again here', async () => {
    for (const isBack of [false, true]) {
      const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
      const shown = world.vendor.records.get('tasks-new-1');
      await erase(world, 'task-1');
      expect(await rest(world)).toEqual(['delete tasks-new-1']);
      // A list or a read that lags behind: nothing of the record is newer than what we deleted.
      if (shown !== undefined) world.vendor.records.set(shown.id, shown);
      world.clock.pass(20);
      const echo = hint('tasks-new-1', 'd1');
      expect(await work(world, [echo])).toMatchObject([{ delaySeconds: 120 }]);
      expect(ours(world, 'task-1')).toBeUndefined();
      if (!isBack) world.vendor.records.clear();
      world.clock.pass(120);
      expect(await work(world, [echo])).toEqual([]);
      expect(ours(world, 'task-1') !== undefined).toBe(isBack);
    }
  });

  test('but edited over there since lives again here: the edit beats the deletion', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    await erase(world, 'task-1');
    world.vendor.edit('tasks-new-1', { name: 'Edited there' });
    expect(await rest(world)).toEqual([]);
    expect(ours(world, 'task-1')).toMatchObject({ id: 'task-1', fields: { title: 'Edited there' } });
    expect((await lastEntry(world, 'task-1'))?.changes).toMatchObject([
      {
        field: 'title',
        after: 'Edited there',
        rule: expect.stringContaining('edited in the external system'),
      },
    ]);
  });

  test('after an edit over there that is older loses that edit knowingly: it is in the entry', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    world.vendor.edit('tasks-new-1', { notes: 'Older note' });
    world.clock.pass(600);
    await erase(world, 'task-1');
    expect(await rest(world)).toEqual(['delete tasks-new-1']);
  });

  test('and made again under its id is linked or created again', async () => {
    for (const policy of ['follow', 'unlink'] as const) {
      const world = await agreedPairs(1, { deletePolicies: { TASKS: policy } });
      await erase(world, 'task-1');
      await settle(world);
      await write(world, 'task-1', { title: 'Back again' });
      await settle(world);
      expect(
        [...world.vendor.records.values()].map(({ data }) => data),
        policy,
      ).toEqual([{ name: 'Back again' }]);
      expect(pair(world)?.parted, policy).toBeUndefined();
    }
  });

  test('that the other system does not delete now is not said to be deleted', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    world.vendor.fail('delete', { kind: 'unavailable', message: 'down' });
    await erase(world, 'task-1');
    const changes = await publish(world);
    expect(await work(world, changes)).toHaveLength(1);
    expect(await lastEntry(world, 'task-1')).toMatchObject({ outcome: 'held', changes: [] });
    expect(await work(world, changes)).toEqual([]);
    expect(await lastEntry(world, 'task-1')).toMatchObject({ outcome: 'applied' });
    expect(world.vendor.records.size).toBe(0);
  });
});
