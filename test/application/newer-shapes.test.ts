import { expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { triesInQueue } from '../../shared/domain/backoff.ts';
import { NewerShapeError } from '../../shared/domain/newer-shape.ts';
import { connectedWorld, hint, message, pairsOf } from './support/world.ts';

const newer = new NewerShapeError('integration', 3, 2);

test('a change that meets what a newer version stored comes back, is set aside with the reason, and is done after the upgrade', async () => {
  const world = await connectedWorld();
  world.vendor.edit('tasks-1', { name: 'Plant trees' });
  const change = hint('tasks-1', 'd1');
  const rolledBack = { ...world.deps, context: () => Promise.reject(newer) };
  for (let count = 1; count < triesInQueue; count++) {
    const back = await processChanges(rolledBack, [message(change, count)]);
    expect(back).toHaveLength(1);
    world.clock.pass(back[0]?.delaySeconds ?? 0);
  }
  expect(await processChanges(rolledBack, [message(change, triesInQueue)])).toEqual([]);
  expect([...world.memory.parked.values()]).toMatchObject([
    { change: { logId: change.logId }, fault: { message: newer.message } },
  ]);
  expect(world.memory.logs.get(change.logId)).toMatchObject({ fault: { message: newer.message } });
  expect(pairsOf(world)).toEqual({});

  world.clock.pass(24 * 3600);
  await retryParked(world.deps);
  const again = world.changes.takeAll();
  expect(
    await processChanges(
      world.deps,
      again.map((each) => message(each)),
    ),
  ).toEqual([]);
  expect(pairsOf(world)).toMatchObject({ 'tasks-1': { fields: { title: 'Plant trees' } } });
  expect(world.memory.parked.size).toBe(0);
});
