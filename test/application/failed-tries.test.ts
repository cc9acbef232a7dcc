import { describe, expect, test } from 'vitest';
import { parkCutOff } from '../../shared/application/sync/park-cut-off.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import type { Change } from '../../shared/domain/change.ts';
import type { Fault } from '../../shared/domain/fault.ts';
import { write } from './support/here.ts';
import { runAll } from './support/run-all.ts';
import { connectedWorld, hint, message, type World } from './support/world.ts';

const down: Fault = { kind: 'unavailable', message: 'It does not answer.', httpStatus: 503 };
const entry = ({ memory }: World, { logId }: Change) => memory.logs.get(logId);
const items = ({ memory }: World) => [...memory.parked.values()];

/** Hands the change out until it does not come back, each time after its delay. Answers how often that was. */
async function tryOut(world: World, change: Change): Promise<number> {
  for (let count = 1; count < 20; count++) {
    const [back] = await processChanges(world.deps, [message(change, count)]);
    if (back === undefined) return count;
    world.clock.pass(back.delaySeconds);
  }
  throw new Error('It comes back for ever.');
}

describe('a try that fails', () => {
  test('is told in the entry of its change at once, with the time of the next one', async () => {
    const world = await connectedWorld();
    world.vendor.fail('get', down);
    const change = hint('tasks-1', 'd1');
    const [back] = await processChanges(world.deps, [message(change)]);
    const next = Date.parse(world.clock.now()) + (back?.delaySeconds ?? 0) * 1000;
    expect(entry(world, change)).toMatchObject({
      ...{ outcome: 'held', status: 'PARTIAL_SUCCESS', fault: down },
      attempts: [
        {
          ...{ at: world.clock.now(), kind: 'unavailable', sentence: down.message, httpStatus: 503 },
          nextTryAt: new Date(next).toISOString(),
        },
      ],
    });
  });

  test.each(['new here', 'known here', 'deleted there'])(
    'stays told when a later one goes through (%s)',
    async (which) => {
      const world = await connectedWorld();
      world.vendor.edit('tasks-1', { name: 'Plant trees' });
      if (which !== 'new here') await processChanges(world.deps, [message(hint('tasks-1', 'd0'))]);
      world.vendor.edit('tasks-1', { name: 'Plant oaks' });
      if (which === 'deleted there') world.vendor.records.delete('tasks-1');
      world.vendor.fail('get', down, 2);
      const change = hint('tasks-1', 'd1', which === 'deleted there' ? { kind: 'deleted' } : {});
      expect(await tryOut(world, change)).toBe(3);
      const told = entry(world, change);
      expect(told).toMatchObject({ outcome: 'applied', retryCount: 2 });
      expect(told?.attempts).toHaveLength(2);
      expect(told?.fault).toBeUndefined();
    },
  );

  test('of a create over there stays told as well', async () => {
    const world = await connectedWorld();
    await write(world, 'task-1', { title: 'Plant trees' });
    world.vendor.fail('create', down, 2);
    const change = hint('task-1', 'e1', { side: 'local', cause: 'edit' });
    expect(await tryOut(world, change)).toBe(3);
    expect(entry(world, change)).toMatchObject({ outcome: 'applied', operation: 'CREATE', retryCount: 2 });
    expect(entry(world, change)?.attempts).toHaveLength(2);
  });

  test('costs one read and one write of the log, and a change that goes through costs no more than before', async () => {
    const world = await connectedWorld();
    let [reads, writes] = [0, 0];
    const { logs } = world.deps;
    const counting = {
      ...world.deps,
      logs: {
        put: async (entries: Parameters<typeof logs.put>[0]) => {
          if (entries.length > 0) writes++;
          return logs.put(entries);
        },
        get: async (id: string) => {
          reads++;
          return logs.get(id);
        },
        list: logs.list,
        countOfDay: logs.countOfDay,
        ofRecord: logs.ofRecord,
      },
    };
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    world.vendor.fail('get', down);
    await processChanges(counting, [message(hint('tasks-1', 'd1'))]);
    expect([reads, writes]).toEqual([1, 1]);
    await processChanges(counting, [message(hint('tasks-1', 'd2'))]);
    expect([reads, writes]).toEqual([1, 1]);
  });

  test('in a run is told as well, before the queue takes the record over', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { notes: 'no name' });
    await runAll(world);
    const [change] = world.changes.takeAll();
    if (change === undefined) throw new Error('Nothing was handed over.');
    expect(entry(world, change)).toMatchObject({ outcome: 'held', attempts: [{ kind: 'rejected' }] });
    await processChanges(world.deps, [message(change)]);
    expect(entry(world, change)).toMatchObject({
      outcome: 'rejected',
      attempts: [{ kind: 'rejected' }, { kind: 'rejected' }],
    });
  });

  test('comes back although it could not be told', async () => {
    const world = await connectedWorld();
    world.vendor.fail('get', down);
    world.fate.dieAt(1, 'before');
    expect(await processChanges(world.deps, [message(hint('tasks-1', 'd1'))])).toHaveLength(1);
  });
});

describe('after its last try a change', () => {
  test('is set aside by the worker, with the true fault and every try', async () => {
    const world = await connectedWorld();
    world.vendor.fail('get', down, 99);
    const change = hint('tasks-1', 'd1');
    expect(await tryOut(world, change)).toBe(6);
    expect(items(world)).toMatchObject([{ change, fault: down, tries: 6 }]);
    expect(items(world)[0]?.attempts.map(({ at }) => at)).toHaveLength(6);
    expect(entry(world, change)).toMatchObject({ outcome: 'dead', status: 'FAILED', retryCount: 5 });
    expect(entry(world, change)?.attempts).toEqual(items(world)[0]?.attempts);
  });

  test('falls into the dead-letter queue when it cannot be set aside', async () => {
    const world = await connectedWorld();
    world.vendor.fail('get', down);
    world.fate.dieAt(1, 'before');
    const last = message(hint('tasks-1', 'd1'), 6);
    expect(await processChanges(world.deps, [last])).toEqual([
      { messageId: last.messageId, delaySeconds: 0 },
    ]);
  });

  test('that was cut off by a crash is set aside from the dead-letter queue, with the tries before it', async () => {
    const world = await connectedWorld();
    world.vendor.fail('get', down, 2);
    const change = hint('tasks-1', 'd1');
    for (const count of [1, 2]) await processChanges(world.deps, [message(change, count)]);
    await parkCutOff(world.deps, change);
    expect(items(world)).toMatchObject([
      {
        ...{ change, tries: 6, fault: { kind: 'bug', message: expect.stringMatching(/crashed/) } },
        attempts: [{ kind: 'unavailable' }, { kind: 'unavailable' }, { kind: 'bug' }],
      },
    ]);
    expect(entry(world, change)?.outcome).toBe('dead');
  });

  test('is tried again later under the key that it came with, however often', async () => {
    const world = await connectedWorld();
    world.vendor.fail('get', down, 99);
    const change = hint('tasks-1', 'd1');
    await tryOut(world, change);
    for (let round = 0; round < 4; round++) {
      world.clock.pass(86_400);
      await retryParked(world.deps);
      for (const again of world.changes.takeAll()) await tryOut(world, again);
    }
    expect(items(world)).toMatchObject([{ change, tries: 30 }]);
    expect(items(world)[0]?.attempts).toHaveLength(10);
  });

  test('older hints that used up their tries behind it end with it: the newest one is looked at', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    world.vendor.fail('get', down);
    const [older, newest] = [hint('tasks-1', 'd1'), hint('tasks-1', 'd2')];
    const back = await processChanges(world.deps, [message(older, 6), message(newest, 1)]);
    expect(back).toHaveLength(1);
    expect(entry(world, older)?.outcome).toBe('superseded');
    expect(await tryOut(world, newest)).toBe(1);
    expect(items(world)).toEqual([]);
  });
});
