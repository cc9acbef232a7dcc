import { describe, expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { clashingWorld, entryOf, mapping, resolve, titles } from './support/conflicts.ts';
import { message } from './support/world.ts';

describe('a decision that meets trouble', () => {
  test('is refused while the external system cannot say what it has', async () => {
    const clashing = await clashingWorld();
    clashing.world.vendor.fail('get', { kind: 'unavailable', message: 'down' });
    expect(await resolve(clashing, { strategy: 'LOCAL_WINS' })).toMatchObject({ refused: 'unreachable' });
    expect(clashing.conflict().status).toBe('PENDING');
  });

  test('is refused while the integration rests', async () => {
    const clashing = await clashingWorld();
    const { deps, integration } = clashing.world;
    await deps.integrations.put({ ...integration, version: 2, status: 'PAUSED' });
    expect(await resolve(clashing, { strategy: 'LOCAL_WINS' })).toMatchObject({ refused: 'not-running' });
  });

  test('stands when the external system does not take it, and is sent again by itself', async () => {
    const clashing = await clashingWorld();
    const { world } = clashing;
    world.vendor.fail('update', { kind: 'unavailable', message: 'down' });
    expect(await resolve(clashing, { strategy: 'LOCAL_WINS' })).toMatchObject({
      conflict: { status: 'RESOLVED' },
      syncedToExternal: false,
      waiting: 'down',
    });
    world.clock.pass(600);
    await retryParked(world.deps);
    await processChanges(
      world.deps,
      world.changes.takeAll().map((change) => message(change)),
    );
    expect(titles(clashing)).toEqual(['Oaks', 'Oaks']);
    expect(world.memory.parked.size).toBe(0);
  });

  test('the same one twice is once', async () => {
    const clashing = await clashingWorld();
    const first = await resolve(clashing, { values: { title: 'Elms' } });
    const { writes } = clashing.world.vendor;
    const sent = writes.length;
    const [version, logs] = [clashing.record().version, clashing.world.memory.logs.size];
    expect(await resolve(clashing, { values: { title: 'Elms' } })).toEqual(first);
    expect([writes.length, clashing.record().version, clashing.world.memory.logs.size]).toEqual([
      sent,
      version,
      logs,
    ]);
    expect(clashing.world.memory.audit.size).toBe(1);
  });

  test.each(['before', 'after'] as const)(
    'and a death %s any of its writes ends as one of the two: nothing decided, or carried out by whoever comes next',
    async (when) => {
      let deaths = 0;
      for (const push of [true, false]) {
        const undisturbed = await clashingWorld();
        await resolve(undisturbed, { values: { title: 'Elms' }, push });
        for (let write = 1; ; write++) {
          const clashing = await clashingWorld();
          const { world } = clashing;
          world.fate.dieAt(write, when);
          await resolve(clashing, { values: { title: 'Elms' }, push }).catch(() => undefined);
          if (!world.fate.revive()) break;
          deaths++;
          world.clock.pass(600);
          await retryParked(world.deps);
          await processChanges(
            world.deps,
            world.changes.takeAll().map((change) => message(change)),
          );
          const place = `death ${when} write ${write}`;
          const decided = clashing.conflict().status === 'RESOLVED';
          expect(titles(clashing), place).toEqual(decided ? titles(undisturbed) : ['Oaks', 'Limes']);
          await resolve(clashing, { values: { title: 'Elms' }, push });
          expect(titles(clashing), place).toEqual(titles(undisturbed));
          expect(entryOf(clashing)?.changes, place).toEqual(entryOf(undisturbed)?.changes);
          expect(world.memory.audit.size, place).toBe(1);
          expect(world.memory.parked.size, place).toBe(0);
          expect(mapping(clashing), place).not.toHaveProperty('conflictId');
        }
      }
      expect(deaths).toBeGreaterThanOrEqual(10);
    },
  );
});
