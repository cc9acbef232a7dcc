import { describe, expect, test } from 'vitest';
import { decideApproval } from '../../shared/application/deletions/decide-approval.ts';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { ada, erase, lastEntry, ours, publish, settle, work, write } from './support/here.ts';
import { connectedWorld, hint, type World } from './support/world.ts';

/** Pairs that both sides agree on: `task-<n>` here, `tasks-new-<n>` there. */
async function agreedPairs(count = 1, more: Partial<Integration> = {}): Promise<World> {
  const world = await connectedWorld(more);
  for (let n = 1; n <= count; n++) await write(world, `task-${n}`, { title: `Task ${n}` });
  await settle(world);
  world.vendor.writes.length = 0;
  world.clock.pass(60);
  return world;
}
const gone = (world: World, n = 1, key = 'd1') => {
  world.vendor.records.delete(`tasks-new-${n}`);
  return hint(`tasks-new-${n}`, key, { kind: 'deleted', receivedAt: world.clock.now() });
};
const pair = ({ memory }: World, n = 1) =>
  [...memory.mappings.values()].find(({ internalId }) => internalId === `task-${n}`);
const pending = async ({ deps }: World) => (await deps.approvals.list('int-1', { limit: 50 })).items;
const rest = async (world: World) => {
  await settle(world);
  return world.vendor.writes;
};

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

  test('whose archived counterpart a person takes back is created over there again', async () => {
    const world = await agreedPairs();
    await work(world, [gone(world)]);
    const { archivedAt: _over, ...record } = ours(world, 'task-1') ?? (await write(world, 'x', {}));
    await world.deps.records.put({ ...record, version: record.version + 1, updatedBy: ada });
    await settle(world);
    expect([...world.vendor.records.values()]).toMatchObject([{ data: { name: 'Task 1' } }]);
    expect(pair(world)?.externalId).toBe('tasks-new-2');
  });

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

describe('many deletions at once', () => {
  const deletions = (world: World, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => gone(world, from + at, `d-${from + at}`));
  const archived = ({ memory }: World) =>
    [...memory.records.values()].filter(({ archivedAt }) => archivedAt !== undefined).length;

  test('are stopped beyond 5 % of the records, and one approval waits for an admin', async () => {
    const world = await agreedPairs(40);
    await work(world, deletions(world, 1, 2));
    expect(archived(world)).toBe(2);
    await work(world, deletions(world, 3, 6));
    expect(archived(world)).toBe(2);
    expect(await pending(world)).toMatchObject([{ status: 'PENDING', count: 4 }]);
    expect(await lastEntry(world, 'task-3')).toMatchObject({ outcome: 'held', waiting: [{ field: '*' }] });
    await work(world, deletions(world, 7, 7));
    expect(await pending(world)).toMatchObject([{ count: 5 }]);
    expect(archived(world)).toBe(2);
  });

  test('go on when the admin approves, and their records stay when the admin rejects', async () => {
    for (const [decision, left] of [
      ['APPROVED', 5],
      ['REJECTED', 0],
    ] as const) {
      const world = await agreedPairs(40);
      await work(world, deletions(world, 1, 5));
      const [approval] = await pending(world);
      await decideApproval(world.deps, approval?.id ?? '', decision, 'ada');
      await work(world, world.changes.takeAll());
      expect(archived(world)).toBe(left);
      world.clock.pass(60);
      await work(world, deletions(world, 6, 6));
      expect(archived(world)).toBe(left + 1);
      expect(await decideApproval(world.deps, approval?.id ?? '', decision, 'ada')).toMatchObject({
        pairs: 0,
      });
      const other = decision === 'APPROVED' ? 'REJECTED' : 'APPROVED';
      expect(await decideApproval(world.deps, approval?.id ?? '', other, 'bo')).toMatchObject({
        refused: 'stale',
      });
    }
  });

  test('that wait are forgotten one by one when the records come back or are edited', async () => {
    const world = await agreedPairs(40, { deletePolicies: { TASKS: 'follow' } });
    const kept = world.vendor.records.get('tasks-new-1');
    await work(world, deletions(world, 1, 5));
    if (kept !== undefined) world.vendor.records.set(kept.id, kept);
    await work(world, [hint('tasks-new-1', 'back')]);
    expect(pair(world, 1)).toMatchObject({ syncStatus: 'SYNCED' });
    expect(pair(world, 1)?.awaiting).toBeUndefined();
    const [approval] = await pending(world);
    await decideApproval(world.deps, approval?.id ?? '', 'APPROVED', 'ada');
    await work(world, world.changes.takeAll());
    expect(world.memory.records.size).toBe(36);
    expect(ours(world, 'task-1')).toBeDefined();
  });

  test('of our own records stop before anything is deleted over there', async () => {
    const world = await agreedPairs(40, { deletePolicies: { TASKS: 'follow' } });
    for (let n = 1; n <= 10; n++) await erase(world, `task-${n}`);
    expect(await rest(world)).toEqual([]);
    expect(world.vendor.records.size).toBe(40);
    expect(await pending(world)).toMatchObject([{ count: 10, samples: expect.any(Array) }]);
  });
});

describe('what only looks like a deletion deletes nothing', () => {
  const run = async (world: World): Promise<void> => {
    const started = await startJob(world.deps, world.integration, {
      jobType: 'MANUAL_SYNC',
      startedBy: 'ada',
      fullSync: true,
    });
    if (started.outcome === 'busy') throw new Error('A run is still going.');
    const message = {
      schemaVersion: 1,
      kind: 'page',
      jobId: started.job.id,
      integrationId: 'int-1',
      page: 0,
    } as const;
    await runPages(world.deps, message, () => true).catch(() => undefined);
  };
  const untouched = (world: World) => {
    const records = [...world.memory.records.values()];
    expect(records).toHaveLength(5);
    expect(records.every(({ archivedAt }) => archivedAt === undefined)).toBe(true);
  };

  test('a run that finds an empty list', async () => {
    const world = await agreedPairs(5);
    world.vendor.records.clear();
    await run(world);
    untouched(world);
  });

  test('a run whose list breaks off', async () => {
    const world = await agreedPairs(5);
    world.vendor.fail('list', { kind: 'drifted', message: 'The page is cut off.' }, 2);
    await run(world);
    untouched(world);
  });

  test('records that are reported deleted and are still there', async () => {
    const world = await agreedPairs(5);
    world.vendor.reportedDeleted = ['tasks-new-1'];
    await run(world);
    untouched(world);
  });

  test.each(['forbidden', 'unauthorized', 'drifted', 'unavailable', 'rate-limited'] as const)(
    'records that are reported deleted and answer "%s" when they are read',
    async (kind) => {
      const world = await agreedPairs(5);
      world.vendor.reportedDeleted = ['tasks-new-1'];
      world.vendor.fail('get', { kind, message: 'no' }, 99);
      await run(world);
      await work(world, [hint('tasks-new-3', 'd3', { kind: 'deleted' })]);
      untouched(world);
    },
  );

  test('but one that is reported deleted and really is gone is archived', async () => {
    const world = await agreedPairs(5);
    world.vendor.records.delete('tasks-new-1');
    world.vendor.reportedDeleted = ['tasks-new-1'];
    await run(world);
    expect(ours(world, 'task-1')?.archivedAt).toBeDefined();
  });
});
