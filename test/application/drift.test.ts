import { describe, expect, test } from 'vitest';
import { askForSlices } from '../../shared/application/drift/ask-for-slices.ts';
import { startRound } from '../../shared/application/drift/start-round.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { DriftRound } from '../../shared/domain/drift.ts';
import { shareEqual } from '../../shared/domain/drift.ts';
import { exclude, here } from './support/acts.ts';
import { agreedPairs, pair } from './support/agreed-pairs.ts';
import { compare, plantHere, plantThere, slice } from './support/comparing.ts';
import { clashingWorld } from './support/conflicts.ts';
import { erase, ours, publish, write } from './support/here.ts';
import { hint, message, type World } from './support/world.ts';

const now = '2026-03-01T10:00:00.000Z';
const reasons = ({ differences }: DriftRound) =>
  differences.map(({ internalId, field, reason }) => `${internalId} ${field}: ${reason}`);
const counted = ({ counts }: DriftRound) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

/** From now on nothing flows out. */
async function onlyInward({ deps }: World): Promise<void> {
  const rules = await deps.fieldMappings.current('int-1');
  const set = rules.find(({ resourceType }) => resourceType === 'TASK');
  if (set === undefined) throw new Error('There are no rules.');
  const fields = set.fields.map((rule) => ({ ...rule, direction: 'in' as const }));
  await deps.fieldMappings.save({ ...set, version: set.version + 1, fields });
}

describe('comparing both sides', () => {
  test('where all is equal it says so, writes nothing and sends nothing', async () => {
    const world = await agreedPairs(7);
    const round = await compare(world);
    expect(counted(round)).toEqual({ pairs: 7, fields: 28, equal: 28 });
    expect(shareEqual(round.counts)).toBe(100);
    expect(world.vendor.writes).toEqual([]);
    expect(round.requests).toBe(world.vendor.reads);
    expect(await world.deps.drift.history('int-1', round.startedAt)).toMatchObject([{ id: round.id }]);
  });

  test('what changed behind the back of the sync is found, on either side, and mended by the sync', async () => {
    const world = await agreedPairs(5);
    plantThere(world, 2, { name: 'Strange', due_on: '2026-05-05' });
    plantHere(world, 4, { description: 'stranger' });
    const round = await compare(world);
    expect(counted(round)).toEqual({ pairs: 5, fields: 20, equal: 17, repaired: 3 });
    expect(shareEqual(round.counts)).toBe(100);
    expect(ours(world, 'task-2')?.fields).toMatchObject({ title: 'Strange', dueDate: '2026-05-05' });
    expect(world.vendor.records.get('tasks-new-4')?.data).toMatchObject({ notes: 'stranger' });
    expect(await world.deps.alerts.list('int-1', { open: true }, { limit: 9 })).toEqual({ items: [] });
  });

  test('what the sync cannot mend is told to the admins by name, and is over once it is equal', async () => {
    const world = await agreedPairs(3);
    await onlyInward(world);
    plantHere(world, 3, { title: 'Strange' });
    const key = JSON.stringify(['TASK', 'task-3']);
    const record = world.memory.records.get(key);
    if (record === undefined) throw new Error('There is no record.');
    const bySync = { at: now, by: { kind: 'integration', id: 'int-1' } } as const;
    world.memory.records.set(key, { ...record, stamps: { ...record.stamps, title: bySync } });
    const round = await compare(world);
    expect(reasons(round)).toEqual(['task-3 title: unexplained']);
    expect(shareEqual(round.counts)).toBe(91.66);
    const [alert] = (await world.deps.alerts.list('int-1', { open: true }, { limit: 9 })).items;
    expect(alert).toMatchObject({ kind: 'drift', severity: 'warning' });
    expect(alert?.sentence).toContain('1 field differs');
    expect(alert?.sentence).toContain('task task-3 (title)');
    plantHere(world, 3, { title: 'Task 3' });
    await compare(world);
    expect((await world.deps.alerts.list('int-1', { open: true }, { limit: 9 })).items).toEqual([]);
  });

  test('what the sync had no time to look at waits, and is no alarm', async () => {
    const world = await agreedPairs(2);
    plantThere(world, 1, { name: 'Strange' });
    const round = await compare(world, async () => world.changes.takeAll());
    expect(reasons(round)).toEqual(['task-1 title: waiting']);
    expect((await world.deps.alerts.list('int-1', { open: true }, { limit: 9 })).items).toEqual([]);
  });

  test('an edit that is on its way is no trouble: here, over there, set aside', async () => {
    const world = await agreedPairs(4);
    world.vendor.edit('tasks-new-1', { name: 'Edited there' });
    await write(world, 'task-2', { title: 'Edited here' });
    await write(world, 'task-3', { title: 'Set aside' });
    const [change] = (await publish(world)).filter(({ recordId }) => recordId === 'task-3');
    if (change === undefined) throw new Error('There is no change.');
    world.clock.pass(7200);
    world.vendor.edit('tasks-new-1', { name: 'Edited there again' });
    await write(world, 'task-2', { title: 'Edited here again' });
    const now = world.clock.now();
    await world.deps.parked.put({
      ...{ id: 'parked-1', integrationId: 'int-1', change, attempts: [], tries: 6 },
      ...{ fault: { kind: 'rejected', message: 'No.' }, parkedAt: now, retryAt: now },
    });
    const round = await compare(world);
    expect(reasons(round).sort()).toEqual([
      'task-1 title: waiting',
      'task-2 title: waiting',
      'task-3 title: waiting',
    ]);
    expect(counted(round)).toEqual({ pairs: 4, fields: 16, equal: 13, waiting: 3 });
  });

  test('an edit over there that the next run will list waits for it; one that a run has passed over does not', async () => {
    const world = await agreedPairs(2);
    const checkpoint = await world.deps.checkpoints.get('int-1', 'tasks');
    world.vendor.edit('tasks-new-1', { name: 'Passed over' });
    world.clock.pass(7200);
    await world.deps.checkpoints.advance('int-1', checkpoint, world.clock.now());
    world.vendor.edit('tasks-new-2', { name: 'To come' });
    world.clock.pass(7200);
    const round = await compare(world);
    expect(reasons(round)).toEqual(['task-2 title: waiting']);
    expect(round.counts).toMatchObject({ repaired: 1, waiting: 1 });
  });

  test('an edit of ours that got lost is found and sent', async () => {
    const world = await agreedPairs(2);
    await write(world, 'task-1', { title: 'Lost on its way' });
    await publish(world);
    world.clock.pass(7200);
    expect(counted(await compare(world))).toEqual({ pairs: 2, fields: 8, equal: 7, repaired: 1 });
    expect(world.vendor.records.get('tasks-new-1')?.data).toMatchObject({ name: 'Lost on its way' });
  });

  test('a conflict, an unknown person and a value that does not flow are told as what they are', async () => {
    const clash = await clashingWorld();
    expect(reasons(await compare(clash.world))).toEqual([expect.stringMatching(/ title: conflict$/)]);
    const held = await agreedPairs(1);
    plantThere(held, 1, { assignee: 'user-9' });
    expect(reasons(await compare(held))).toEqual(['task-1 assignedToId: held']);
    const oneWay = await agreedPairs(1);
    await write(oneWay, 'task-1', { assignedToId: 'member-1' });
    await processChanges(
      oneWay.deps,
      (await publish(oneWay)).map((change) => message(change)),
    );
    oneWay.clock.pass(7200);
    expect(reasons(await compare(oneWay))).toEqual(['task-1 assignedToId: one-way']);
  });

  test('a value that only flows in and changed here without anybody is found, and theirs is taken again', async () => {
    const world = await agreedPairs(1);
    world.vendor.edit('tasks-new-1', { notes: 'from there' });
    await processChanges(world.deps, [message(hint('tasks-new-1', 'd1'))]);
    await onlyInward(world);
    plantHere(world, 1, { description: 'nobody wrote this' });
    expect(counted(await compare(world))).toEqual({ pairs: 1, fields: 4, equal: 3, repaired: 1 });
    expect(ours(world, 'task-1')?.fields).toMatchObject({ description: 'from there' });
  });

  test('pairs that people took out of the sync are not compared', async () => {
    const world = await agreedPairs(3);
    await exclude(world, here('task-1'));
    plantThere(world, 1, { name: 'Left alone' });
    expect(counted(await compare(world))).toEqual({ pairs: 2, fields: 8, equal: 8, alone: 1 });
  });

  test('a pair that the list leaves out is read by itself', async () => {
    const world = await agreedPairs(4);
    plantThere(world, 2, { name: 'Out of sight' });
    const list = world.vendor.list.bind(world.vendor);
    world.vendor.list = async (stream, window) => {
      const page = await list(stream, window);
      return { ...page, records: page.records.filter(({ id }) => id !== 'tasks-new-2') };
    };
    expect(counted(await compare(world))).toEqual({ pairs: 4, fields: 16, equal: 15, repaired: 1 });
  });

  test('an empty or forbidden list says nothing about the pairs, and neither does a record that cannot be read', async () => {
    const empty = await agreedPairs(2);
    empty.vendor.list = async () => ({ records: [], deletedIds: [], next: null });
    expect(counted(await compare(empty))).toEqual({ unread: 2 });
    const forbidden = await agreedPairs(2);
    forbidden.vendor.fail('list tasks', { kind: 'forbidden', message: 'You may not.' });
    expect(counted(await compare(forbidden))).toEqual({ unread: 2 });
    const broken = await agreedPairs(2);
    plantThere(broken, 1, { name: 'Strange' });
    broken.vendor.fail('get tasks-new-1', { kind: 'rejected', message: 'No.' });
    expect(counted(await compare(broken))).toEqual({ pairs: 1, fields: 4, equal: 4, unread: 1 });
  });

  test('a record that is gone over there waits for a whole run; one of ours that is gone is told to the sync', async () => {
    const world = await agreedPairs(3);
    world.vendor.records.delete('tasks-new-1');
    await erase(world, 'task-2');
    await publish(world);
    const round = await compare(world);
    expect(reasons(round)).toEqual(['task-1 *: waiting']);
    expect(round.counts).toMatchObject({ repaired: 1, waiting: 1, unexplained: 0 });
    expect(pair(world, 2)?.parted).toMatchObject({ side: 'local' });
  });
});

describe('when both sides are compared', () => {
  test('once a day without being asked, never before everything was read once, and not while the integration rests', async () => {
    const world = await agreedPairs(2);
    const asked = () => askForSlices(world.deps);
    expect(await asked()).toBe(0);
    world.clock.pass(86_400);
    expect(await asked()).toBe(1);
    await slice(world);
    expect(await world.deps.drift.get('int-1')).toMatchObject({
      startedBy: 'schedule',
      counts: { pairs: 2 },
    });
    expect(await asked()).toBe(0);
    world.clock.pass(86_400);
    expect(await asked()).toBe(1);
    const now = await world.deps.integrations.get('int-1');
    if (now === undefined) throw new Error('It is gone.');
    await world.deps.integrations.put({ ...now, version: now.version + 1, status: 'PAUSED' });
    expect(await asked()).toBe(0);
    const reads = world.vendor.reads;
    await slice(world);
    expect(world.vendor.reads).toBe(reads);
  });

  test('never beside a run, during an outage or maintenance; it goes on from its place afterwards', async () => {
    const world = await agreedPairs(4);
    const { deps, vendor } = world;
    await startRound(deps, world.integration, 'ada');
    const restsWhile = async (begin: () => Promise<unknown>, end: () => Promise<unknown>) => {
      await begin();
      const reads = vendor.reads;
      await slice(world);
      expect(vendor.reads).toBe(reads);
      await end();
    };
    const request = { jobType: 'MANUAL_SYNC', startedBy: 'bo', fullSync: false } as const;
    const run = await startJob(deps, world.integration, request);
    if (run.outcome === 'busy') throw new Error('A run is going.');
    await restsWhile(
      async () => undefined,
      () => deps.jobs.put({ ...run.job, version: 2, status: 'CANCELLED' }),
    );
    const maintenance = { schemaVersion: 1, reason: 'Moving', changedAt: now, changedBy: 'bo' } as const;
    await restsWhile(
      () => deps.maintenance.put({ ...maintenance, version: 1, on: true }),
      () => deps.maintenance.put({ ...maintenance, version: 2, on: false }),
    );
    const breaker = { schemaVersion: 1, integrationId: 'int-1', failures: 9, reason: 'Down' } as const;
    const times = { firstFailureAt: now, openedAt: now, probeAt: now };
    await restsWhile(
      () => deps.breakers.put({ ...breaker, ...times, version: 1, state: 'open' }),
      () => deps.breakers.put({ ...breaker, firstFailureAt: now, version: 2, state: 'closed' }),
    );
    await slice(world);
    expect(await deps.drift.get('int-1')).toMatchObject({
      endedAt: expect.any(String),
      counts: { pairs: 4 },
    });
  });

  test('what was read before the requests run out is kept, however few they are', async () => {
    const world = await agreedPairs(9);
    for (let n = 1; n <= 9; n++) plantThere(world, n, { name: `Strange ${n}` });
    const noMore = { kind: 'rate-limited', message: 'Later.', retryAfterSeconds: 30 } as const;
    const get = world.vendor.get.bind(world.vendor);
    let gets = 0;
    world.vendor.get = (stream, id) => {
      if (++gets % 3 === 0) world.vendor.fail('get', noMore);
      return get(stream, id);
    };
    expect(counted(await compare(world))).toEqual({ pairs: 9, fields: 36, equal: 27, repaired: 9 });
  });

  test('one at a time: who asks while one goes on is told of it', async () => {
    const world = await agreedPairs(2);
    const first = await startRound(world.deps, world.integration, 'ada');
    expect(first.outcome).toBe('started');
    const second = await startRound(world.deps, world.integration, 'bo');
    expect(second).toMatchObject({ outcome: 'busy', round: { id: first.round.id } });
  });

  test('a background round asks ten requests a slice, and goes on from its place five minutes later', async () => {
    const world = await agreedPairs(60);
    world.clock.pass(86_400);
    await slice(world);
    expect(world.vendor.reads).toBe(10);
    for (let left = 20; left > 0 && (await askForSlices(world.deps)) > 0; left--) {
      world.clock.pass(300);
      await slice(world);
    }
    expect(await world.deps.drift.get('int-1')).toMatchObject({ counts: { pairs: 60, equal: 240 } });
  });
});
