import { describe, expect, test } from 'vitest';
import { releaseHeld } from '../../shared/application/holding/release.ts';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { setMaintenance } from '../../shared/application/outages/set-maintenance.ts';
import { parkedId } from '../../shared/application/sync/park.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { publishChanges } from '../../shared/application/sync/publish-changes.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import type { IntegrationStatus } from '../../shared/domain/integration.ts';
import { agreedPairs } from './support/agreed-pairs.ts';
import { drain } from './support/drain.ts';
import { erase, publish, work, write } from './support/here.ts';
import { connectedWorld, hint, message, pairsOf, type World } from './support/world.ts';

const day = 86_400;
const held = ({ memory }: World) => [...memory.parked.values()].filter((item) => item.held === true);
const outcomes = ({ memory }: World) => [...memory.logs.values()].map(({ outcome }) => outcome);
const count = (world: World, wanted: string) => outcomes(world).filter((is) => is === wanted).length;

async function set(world: World, status: IntegrationStatus): Promise<void> {
  const answer = await updateIntegration(world.deps, 'int-1', { status }, 'ada');
  expect(answer).toHaveProperty('integration');
}

/** Every webhook about three tasks, several times a day. */
async function busyDay(world: World, which: number): Promise<void> {
  for (let edit = 0; edit < 12; edit++) {
    const id = `tasks-${edit % 3}`;
    world.vendor.edit(id, { name: `${id}, day ${which}, edit ${edit}` });
    world.clock.pass(day / 12);
    const receivedAt = world.clock.now();
    await processChanges(world.deps, [message(hint(id, `d${which}-${edit}`, { receivedAt }))]);
  }
}

describe('a paused integration', () => {
  test('for five days: one item a record waits, all sixty changes are told of, and one look each catches up', async () => {
    const world = await connectedWorld({ whenPaused: 'hold' });
    await set(world, 'PAUSED');
    for (let which = 1; which <= 5; which++) await busyDay(world, which);
    expect(held(world)).toHaveLength(3);
    expect([count(world, 'held'), count(world, 'superseded')]).toEqual([3, 57]);
    const reads = world.vendor.reads;
    await set(world, 'ACTIVE');
    await drain(world);
    expect(world.vendor.reads - reads).toBe(3);
    expect(pairsOf(world)).toMatchObject({
      'tasks-0': { fields: { title: 'tasks-0, day 5, edit 9' } },
      'tasks-1': { fields: { title: 'tasks-1, day 5, edit 10' } },
      'tasks-2': { fields: { title: 'tasks-2, day 5, edit 11' } },
    });
    expect([count(world, 'applied'), count(world, 'held')]).toEqual([3, 0]);
    expect(world.memory.parked.size).toBe(0);
  });

  test('hears of a record that was edited and deleted within one second that it is deleted', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    await set(world, 'PAUSED');
    world.clock.pass(0.7);
    await write(world, 'task-1', { title: 'Plant oaks' });
    await work(world, await publish(world));
    await erase(world, 'task-1');
    const erased = world.memory.recordEvents.slice(-1);
    const at = world.clock.now().replace(/\.\d+Z/, '.000Z');
    await publishChanges(
      world.deps,
      erased.map((event) => ({ ...event, at })),
    );
    await work(world, world.changes.takeAll());
    await set(world, 'ACTIVE');
    await drain(world);
    expect(world.vendor.writes).toEqual(['delete tasks-new-1']);
  });

  test('what is held for a record while an older change of it is released waits on: a deletion is not forgotten', async () => {
    const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
    await set(world, 'PAUSED');
    const rests = await world.deps.context('int-1');
    await write(world, 'task-1', { title: 'Plant oaks' });
    await work(world, await publish(world));
    world.clock.pass(60);
    await erase(world, 'task-1');
    const deletion = (await publish(world)).map((change) => message(change));
    await set(world, 'ACTIVE');
    const list: World['deps']['parked']['list'] = async (...asked) => {
      const page = await world.deps.parked.list(...asked);
      // A worker that asked just before it went on sets the deletion aside now.
      await processChanges({ ...world.deps, context: async () => rests }, deletion);
      return page;
    };
    await releaseHeld({ ...world.deps, parked: { ...world.deps.parked, list } }, 'int-1', () => true);
    await drain(world);
    world.clock.pass(900);
    await retryParked(world.deps);
    await drain(world);
    expect(world.vendor.writes).toEqual(['delete tasks-new-1']);
    expect(world.memory.parked.size).toBe(0);
  });

  test('what waits is sent on in the order in which it came', async () => {
    const world = await connectedWorld();
    await set(world, 'PAUSED');
    for (const id of ['tasks-2', 'tasks-0', 'tasks-1']) {
      world.vendor.edit(id, { name: id });
      world.clock.pass(60);
      const receivedAt = world.clock.now();
      await processChanges(world.deps, [message(hint(id, id, { receivedAt }))]);
    }
    await set(world, 'ACTIVE');
    await releaseHeld(world.deps, 'int-1', () => true);
    expect(world.changes.takeAll().map(({ recordId }) => recordId)).toEqual([
      'tasks-2',
      'tasks-0',
      'tasks-1',
    ]);
  });

  test('costs nothing every quarter of an hour: the retries look ever more rarely', async () => {
    const world = await connectedWorld();
    await set(world, 'PAUSED');
    await processChanges(world.deps, [message(hint('tasks-0', 'd1'))]);
    let looks = 0;
    for (let quarter = 0; quarter < 5 * 96; quarter++) {
      world.clock.pass(900);
      looks += (await retryParked(world.deps)).waiting;
    }
    expect(looks).toBeLessThanOrEqual(12);
    expect(held(world)).toHaveLength(1);
  });

  test('a worker that does not know yet that it goes on asks before it sets a change aside', async () => {
    const world = await connectedWorld();
    const before = await world.deps.context('int-1');
    if (before === undefined) throw new Error('There is no integration.');
    const paused = { ...before, integration: { ...before.integration, status: 'PAUSED' as const } };
    const context = async (id: string, fresh?: 'fresh' | 'now') =>
      fresh === 'now' ? world.deps.context(id) : paused;
    world.vendor.edit('tasks-0', { name: 'Plant trees' });
    await processChanges({ ...world.deps, context }, [message(hint('tasks-0', 'd1'))]);
    expect([held(world).length, count(world, 'applied')]).toEqual([0, 1]);
  });

  test('a worker that remembers settings older than those by which a change was told reads them anew', async () => {
    const world = await connectedWorld({ syncDirection: 'EXTERNAL_TO_BRITEPOOL' });
    const before = await world.deps.context('int-1');
    await updateIntegration(world.deps, 'int-1', { syncDirection: 'BIDIRECTIONAL' }, 'ada');
    await write(world, 'task-1', { title: 'Plant oaks' });
    const changes = await publish(world);
    let reads = 0;
    const context = async (id: string, fresh?: 'fresh' | 'now') => {
      if (fresh !== 'now') return before;
      reads++;
      return world.deps.context(id);
    };
    await processChanges(
      { ...world.deps, context },
      changes.map((change) => message(change)),
    );
    expect([reads, world.vendor.writes]).toEqual([1, [expect.stringContaining('create')]]);
  });

  test('what was held after the release, by a worker that knew no better, comes back within a quarter of an hour', async () => {
    const world = await connectedWorld();
    await set(world, 'PAUSED');
    world.vendor.edit('tasks-0', { name: 'Plant trees' });
    await processChanges(world.deps, [message(hint('tasks-0', 'd1'))]);
    await set(world, 'ACTIVE');
    world.jobQueue.takeAll();
    world.clock.pass(900);
    expect(await retryParked(world.deps)).toEqual({ retried: 1, waiting: 0 });
    await drain(world);
    expect([world.memory.parked.size, count(world, 'applied')]).toEqual([0, 1]);
  });

  test('a release that dies in the middle is finished by the next one; nothing is sent for a paused one', async () => {
    const world = await connectedWorld();
    await set(world, 'PAUSED');
    for (let at = 0; at < 5; at++) {
      world.vendor.edit(`tasks-${at}`, { name: `Task ${at}` });
      await processChanges(world.deps, [message(hint(`tasks-${at}`, `d${at}`))]);
    }
    expect(await releaseHeld(world.deps, 'int-1', () => true)).toBe('waits');
    await set(world, 'ACTIVE');
    world.fate.dieAt(4, 'after');
    await expect(releaseHeld(world.deps, 'int-1', () => true)).rejects.toThrow();
    world.fate.revive();
    await drain(world);
    world.clock.pass(900);
    await retryParked(world.deps);
    await drain(world);
    expect(Object.keys(pairsOf(world))).toHaveLength(5);
    expect(world.memory.parked.size).toBe(0);
  });
});

test('a change that waits a second time waits in one place only', async () => {
  const world = await connectedWorld();
  await set(world, 'PAUSED');
  await processChanges(world.deps, [message(hint('tasks-0', 'd1'))]);
  await set(world, 'ACTIVE');
  await releaseHeld(world.deps, 'int-1', () => true);
  await set(world, 'PAUSED');
  await processChanges(
    world.deps,
    world.changes.takeAll().map((change) => message(change)),
  );
  expect([...world.memory.parked.values()]).toMatchObject([{ held: true }]);
});

test('what waits is still there when the queue does not take it', async () => {
  const world = await connectedWorld();
  await set(world, 'PAUSED');
  await processChanges(world.deps, [message(hint('tasks-0', 'd1'))]);
  const [item] = held(world);
  if (item === undefined) throw new Error('Nothing is held.');
  await world.deps.parked.remove(item.id);
  await world.deps.parked.put({ ...item, id: parkedId(item.change) });
  await set(world, 'ACTIVE');
  world.changes.unavailable = true;
  await expect(releaseHeld(world.deps, 'int-1', () => true)).rejects.toThrow();
  expect(world.memory.parked.size).toBe(1);
});

describe('maintenance', () => {
  const turn = (world: World, on: boolean) =>
    setMaintenance(world.deps, { on, reason: 'The database is moved.' }, 'ada');

  test('lets everything rest, webhooks and runs alike, and go on without losing anything', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-0', { name: 'Plant trees' });
    await turn(world, true);
    await processChanges(world.deps, [message(hint('tasks-0', 'd1'))]);
    await startJob(world.deps, world.integration, {
      ...{ jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true },
    });
    await drain(world);
    expect(world.vendor.reads).toBe(0);
    expect(held(world)).toMatchObject([
      { fault: { message: expect.stringContaining('The database is moved.') } },
    ]);
    expect([...world.memory.jobs.values()]).toMatchObject([{ status: 'PENDING' }]);
    await turn(world, false);
    await drain(world);
    expect(Object.keys(pairsOf(world))).toEqual(['tasks-0']);
    expect([...world.memory.jobs.values()]).toMatchObject([{ status: 'COMPLETED' }]);
    expect(held(world)).toEqual([]);
  });

  test('is told in the audit trail, with who and why', async () => {
    const world = await connectedWorld();
    await turn(world, true);
    await turn(world, false);
    expect([...world.memory.audit.values()]).toMatchObject([
      { actor: 'ada', action: 'system.maintenance', before: { on: false }, after: { on: true } },
      { before: { on: true, reason: 'The database is moved.' }, after: { on: false } },
    ]);
  });
});
