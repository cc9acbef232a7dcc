import { describe, expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { limits } from '../../shared/config/limits.ts';
import { addSeconds } from '../../shared/domain/dates.ts';
import type { Lane } from '../../shared/domain/rate-limit.ts';
import { drain } from './support/drain.ts';
import { connectedWorld, hint, message, pairsOf, type World } from './support/world.ts';

const tooMany = (retryAfterSeconds: number) =>
  ({
    kind: 'rate-limited',
    message: 'The other system allows no more requests.',
    retryAfterSeconds,
  }) as const;
const parked = (world: World) => [...world.memory.parked.values()];

async function withTask(): Promise<World> {
  const world = await connectedWorld();
  world.vendor.edit('tasks-1', { name: 'Plant trees' });
  return world;
}

describe('a change whose system allows no more requests', () => {
  test('comes back to the second, never earlier, also where time is shrunk for tests', async () => {
    for (const retryTimeScale of [1, 0.01]) {
      const world = await withTask();
      world.vendor.fail('get', tooMany(37));
      const late = message(hint('tasks-1', 'd1'));
      expect(await processChanges({ ...world.deps, retryTimeScale }, [late])).toEqual([
        { messageId: late.messageId, delaySeconds: 37 },
      ]);
    }
  });

  test('does not use up its tries: before the last one it is held until its time, and then goes through', async () => {
    const world = await withTask();
    const change = hint('tasks-1', 'd1');
    world.vendor.fail('get', tooMany(1500));
    expect(await processChanges(world.deps, [message(change, limits.maxReceiveCount - 1)])).toEqual([]);
    const due = addSeconds(world.clock.now(), 1500);
    expect(parked(world)).toMatchObject([{ held: true, retryAt: due }]);
    expect(world.memory.logs.get(change.logId)).toMatchObject({ outcome: 'held' });
    world.clock.pass(1499);
    expect(await retryParked(world.deps)).toMatchObject({ retried: 0 });
    world.clock.pass(1);
    expect(await retryParked(world.deps)).toMatchObject({ retried: 1 });
    await drain(world);
    expect(Object.keys(pairsOf(world))).toEqual(['tasks-1']);
    expect(parked(world)).toEqual([]);
  });

  test('takes the older ones about the same record along', async () => {
    const world = await withTask();
    world.vendor.fail('get', tooMany(20));
    const [older, newer] = [hint('tasks-1', 'd1'), hint('tasks-1', 'd2')];
    const messages = [message(older, limits.maxReceiveCount - 1), message(newer)];
    expect(await processChanges(world.deps, messages)).toEqual([]);
    expect(world.memory.logs.get(older.logId)).toMatchObject({ outcome: 'superseded' });
    expect(parked(world)).toMatchObject([{ change: { logId: newer.logId }, held: true }]);
  });

  test('is held in one place when it is a retry that has to wait for long', async () => {
    const world = await withTask();
    const change = hint('tasks-1', 'd1');
    world.vendor.fail('get', { kind: 'rejected', message: 'No.' });
    await processChanges(world.deps, [message(change)]);
    world.clock.pass(3600);
    await retryParked(world.deps);
    world.vendor.fail('get', tooMany(3000));
    await processChanges(
      world.deps,
      world.changes.takeAll().map((sent) => message(sent)),
    );
    expect(parked(world)).toMatchObject([{ held: true, retryAt: addSeconds(world.clock.now(), 3000) }]);
    world.clock.pass(3000);
    await retryParked(world.deps);
    await drain(world);
    expect(parked(world)).toEqual([]);
    expect(Object.keys(pairsOf(world))).toEqual(['tasks-1']);
  });
});

test('what a person waits for is asked for before what nobody watches, in its own lane', async () => {
  const world = await connectedWorld();
  const asked: [Lane, string][] = [];
  const causes = {
    'tasks-1': 'poll',
    'tasks-2': 'retry',
    'tasks-3': 'webhook',
    'tasks-4': 'manual',
  } as const;
  for (const id of Object.keys(causes)) world.vendor.edit(id, { name: id });
  const context = await world.deps.context('int-1');
  if (context === undefined) throw new Error('There is no integration.');
  const { system } = context;
  const inLane = (lane: Lane) => ({
    ...{ clock: () => system.clock(), may: system.may.bind(system), test: () => system.test() },
    ...{ list: system.list.bind(system), findByKey: system.findByKey.bind(system) },
    ...{ create: system.create.bind(system), update: system.update.bind(system) },
    ...{ delete: system.delete.bind(system), discoverFields: async () => [] },
    ...{ registerWebhooks: async () => [], unregisterWebhook: async () => undefined },
    ...{ checkWebhook: async () => 'unsupported' as const, renewWebhook: async () => undefined },
    get: (stream: string, id: string) => {
      asked.push([lane, id]);
      return system.get(stream, id);
    },
  });
  const deps = {
    ...world.deps,
    context: async () => ({ ...context, system: { ...inLane('manual'), inLane } }),
  };
  await processChanges(
    deps,
    Object.entries(causes).map(([id, cause]) => message(hint(id, `d-${id}`, { cause }))),
  );
  expect(asked).toEqual([
    ['live', 'tasks-3'],
    ['manual', 'tasks-4'],
    ['retry', 'tasks-2'],
    ['sweep', 'tasks-1'],
  ]);
});
