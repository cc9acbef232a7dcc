import { describe, expect, test } from 'vitest';
import { park } from '../../shared/application/sync/park.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { reportGivenUp } from '../../shared/application/sync/report-given-up.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { connectedWorld, hint, message, type World } from './support/world.ts';

const rejected = { kind: 'rejected', message: 'The title is too long.' } as const;
const minutes = (count: number) => count * 60;
/** One round of the two functions: what is due goes to the queue and is worked on. */
async function round(world: World): Promise<void> {
  await retryParked(world.deps);
  const messages = world.changes.takeAll().map((change) => message(change));
  await processChanges(world.deps, messages);
}
const waiting = ({ memory, clock }: World): number[] =>
  [...memory.parked.values()].map(({ retryAt }) => (Date.parse(retryAt) - Date.parse(clock.now())) / 1000);

describe('a change that was set aside', () => {
  test('is kept with its fault and gets an entry in the log', async () => {
    const world = await connectedWorld();
    const change = hint('tasks-1', 'd1');
    await park(world.deps, change, rejected, 1, 'rejected');
    expect([...world.memory.parked.values()]).toMatchObject([
      { change, fault: rejected, tries: 1, retryAt: '2026-03-01T10:15:00.000Z' },
    ]);
    expect(world.memory.logs.get(change.logId)).toMatchObject({
      outcome: 'rejected',
      status: 'FAILED',
      fault: rejected,
    });
  });

  test('is tried again when its time has come, not before, and is gone once it went through', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { notes: 'no name yet' });
    const change = hint('tasks-1', 'd1');
    await processChanges(world.deps, [message(change)]);
    world.vendor.edit('tasks-1', { name: 'Now it has one' });
    world.clock.pass(minutes(14));
    expect(await retryParked(world.deps)).toEqual({ retried: 0, waiting: 0 });
    world.clock.pass(minutes(2));
    await round(world);
    expect(world.memory.parked.size).toBe(0);
    expect(world.memory.logs.get(change.logId)?.outcome).toBe('applied');
  });

  test('waits longer after every failed try', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { notes: 'never a name' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    const waits: number[] = [];
    for (let tries = 0; tries < 5; tries++) {
      const [wait = 0] = waiting(world);
      waits.push(wait / 60);
      world.clock.pass(wait);
      await round(world);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240]);
    expect([...world.memory.parked.values()][0]?.parkedAt).toBe('2026-03-01T10:00:00.000Z');
  });

  test('is not lost when the worker sets it aside again before the retry has ended', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { notes: 'never a name' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    world.clock.pass(minutes(15));
    const changes = {
      send: async (sent: Parameters<typeof world.changes.send>[0]) => {
        await processChanges(
          world.deps,
          sent.map((change) => message(change)),
        );
        return 'accepted' as const;
      },
    };
    await retryParked({ ...world.deps, changes });
    expect(world.memory.parked.size).toBe(1);
  });

  test('stays when the queue cannot take it, and is counted as waiting', async () => {
    const world = await connectedWorld();
    await park(world.deps, hint('tasks-1', 'd1'), rejected, 1, 'rejected');
    world.clock.pass(minutes(15));
    world.changes.unavailable = true;
    expect(await retryParked(world.deps)).toEqual({ retried: 0, waiting: 1 });
    expect(world.memory.parked.size).toBe(1);
  });

  test('of an integration that rests keeps waiting for it', async () => {
    const world = await connectedWorld({ status: 'PAUSED' });
    await park(world.deps, hint('tasks-1', 'd1'), rejected, 1, 'held');
    world.clock.pass(minutes(15));
    expect(await retryParked(world.deps)).toEqual({ retried: 0, waiting: 1 });
    await world.deps.integrations.put({ ...world.integration, version: 2, status: 'ACTIVE' });
    world.clock.pass(minutes(15));
    expect(await retryParked(world.deps)).toEqual({ retried: 1, waiting: 0 });
  });

  test('is handed to a person after a month', async () => {
    const world = await connectedWorld();
    await park(world.deps, hint('tasks-1', 'd1'), rejected, 9, 'dead');
    world.clock.pass(86_400 * 30);
    await park(world.deps, hint('tasks-1', 'd1'), rejected, 1, 'rejected');
    await park(world.deps, hint('tasks-2', 'd2'), rejected, 1, 'rejected');
    expect(await reportGivenUp(world.deps)).toEqual([{ integrationId: 'int-1', givenUp: 1, waiting: 1 }]);
    world.clock.pass(86_400);
    await retryParked(world.deps);
    expect(world.changes.takeAll().map(({ recordId }) => recordId)).toEqual(['tasks-2']);
  });

  test('after all its tries in the queue is tried again within a quarter of an hour', async () => {
    const world = await connectedWorld();
    await park(world.deps, hint('tasks-1', 'd1'), { kind: 'unavailable', message: 'down' }, 6, 'dead');
    expect(waiting(world)).toEqual([900]);
  });
});
