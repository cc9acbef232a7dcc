import { describe, expect, test } from 'vitest';
import { decideApproval } from '../../shared/application/deletions/decide-approval.ts';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { agreedPairs, gone, pair, pending, rest } from './support/agreed-pairs.ts';
import { erase, lastEntry, ours, work } from './support/here.ts';
import { hint, message, type World } from './support/world.ts';

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

  test('that come while an admin decides are not decided unseen: they count anew', async () => {
    const world = await agreedPairs(40);
    await work(world, deletions(world, 1, 5));
    const [approval] = await pending(world);
    const { approvals } = world.deps;
    let late = deletions(world, 6, 12);
    // It is decided, and the brake does not know yet.
    const window = async (integrationId: string) => {
      await work(world, late.splice(0));
      return approvals.window(integrationId);
    };
    const deps = { ...world.deps, approvals: { ...approvals, window } };
    await decideApproval(deps, approval?.id ?? '', 'APPROVED', 'ada', approval?.version);
    await rest(world);
    expect(archived(world)).toBe(5);
    const [second, first] = await pending(world);
    expect(first).toMatchObject({ status: 'APPROVED', count: 5, decidedBy: 'ada' });
    expect(second).toMatchObject({ status: 'PENDING', count: 7 });
    late = deletions(world, 13, 13);
    await work(world, late);
    expect(await pending(world)).toMatchObject([{ count: 8 }, { count: 5 }]);
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

test.each(['APPROVED', 'REJECTED'] as const)(
  'a deletion that is decided the moment it is asked about does not wait for ever (%s)',
  async (decision) => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'ask' } });
    const { approvals } = world.deps;
    const put: typeof approvals.put = async (approval) => {
      const answer = await approvals.put(approval);
      // The pair itself does not say yet that it waits.
      await decideApproval(world.deps, approval.id, decision, 'ada');
      return answer;
    };
    const change = gone(world);
    const asking = { ...world.deps, approvals: { ...approvals, put } };
    expect(await processChanges(asking, [message(change)])).toHaveLength(1);
    expect(await processChanges(world.deps, [message(change, 2)])).toEqual([]);
    expect(pair(world)?.awaiting).toBeUndefined();
    expect(ours(world, 'task-1')?.archivedAt !== undefined).toBe(decision === 'APPROVED');
  },
);

test('a deletion asks once, though the pair is written by somebody else while it is asked about', async () => {
  const world = await agreedPairs(1, { deletePolicies: { TASKS: 'ask' } });
  world.fate.meanwhile(3, async () => {
    const now = pair(world);
    if (now !== undefined) await world.deps.pairs.put({ ...now, version: now.version + 1 });
  });
  await work(world, [gone(world)]);
  const asked = await pending(world);
  expect(asked).toMatchObject([{ status: 'PENDING', count: 1 }]);
  expect(pair(world)?.awaiting?.approvalId).toBe(asked[0]?.id);
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
