import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import type { Change } from '../../shared/domain/change.ts';
import { aParkedItem } from '../contract/support/samples.ts';
import { integrationId, ledgerWorld } from './support/ledger.ts';

const minute = 60;

describe('the hourly check of the ledger', () => {
  it('closes an hour in which every change came to its end, and reads it no more', async () => {
    const world = await ledgerWorld();
    const changes = [await world.receive('x-1'), await world.receive('x-2')];
    await world.note(changes);
    for (const change of changes) await world.end(change);
    world.clock.pass(80 * minute);
    expect(await world.check()).toMatchObject({ received: 2, missing: 0, failed: 0 });
    expect(await world.hours()).toMatchObject([{ received: 2, ended: { applied: 2 }, open: false }]);
    world.clock.pass(60 * minute);
    expect(await world.check()).toMatchObject({ hours: 2, received: 0 });
  });

  it('names a change that was taken out of the queue, tells the admins once, and asks for the same look again', async () => {
    const world = await ledgerWorld();
    const change = await world.receive('x-lost');
    await world.note([change]);
    world.waiting.clear();
    world.clock.pass(6 * minute);
    expect(await world.check()).toMatchObject({ received: 1, missing: 1, askedAgain: 1 });
    expect(await world.openAlert()).toMatchObject({
      severity: 'critical',
      sentence: expect.stringContaining('task x-lost over there'),
    });
    expect([...world.waiting.values()]).toMatchObject([
      { logId: change.logId, cause: 'retry', recordId: 'x-lost' },
    ]);
    await world.check();
    expect(world.notifier.sent).toHaveLength(1);
  });

  it('ends the alert by itself when the end came, and not while the change is only on its way again', async () => {
    const world = await ledgerWorld();
    const change = await world.receive('x-lost');
    await world.note([change]);
    world.waiting.clear();
    world.clock.pass(6 * minute);
    await world.check();
    await world.check();
    expect(await world.openAlert()).toBeDefined();
    await world.end(change, 'unchanged');
    expect(await world.check()).toMatchObject({ missing: 0, inFlight: 0 });
    expect(await world.openAlert()).toBeUndefined();
    expect(await world.hours()).toMatchObject([{ received: 1, ended: { unchanged: 1 }, named: [] }]);
  });

  it('asks again with the next check where the queue takes nothing', async () => {
    const world = await ledgerWorld();
    await world.note([await world.receive('x-lost')]);
    world.waiting.clear();
    world.clock.pass(6 * minute);
    world.queue.isFull = true;
    expect(await world.check()).toMatchObject({ missing: 1, askedAgain: 0 });
    world.queue.isFull = false;
    expect(await world.check()).toMatchObject({ missing: 1, askedAgain: 1 });
  });

  it('finds what was lost in an hour that was closed long before its receipt arrived', async () => {
    const world = await ledgerWorld();
    const change = await world.receive('x-late');
    world.waiting.clear();
    for (let hours = 0; hours < 4; hours++) {
      world.clock.pass(60 * minute);
      await world.check();
    }
    await world.note([change]);
    expect(await world.check()).toMatchObject({ received: 1, missing: 1 });
  });

  it('counts a change that is set aside by its end, however long it waits there', async () => {
    const world = await ledgerWorld();
    const change = await world.receive('x-1');
    await world.note([change]);
    await world.end(change, 'dead');
    await world.stores.parked.put(
      aParkedItem({ integrationId, id: `${integrationId}:${change.logId}`, change }),
    );
    world.clock.pass(100 * minute);
    expect(await world.check()).toMatchObject({ received: 1, inFlight: 0, missing: 0 });
    expect((await world.hours())[0]).toMatchObject({ ended: { dead: 1 }, open: false });
  });

  it('goes on with the other integrations where one cannot be checked', async () => {
    const world = await ledgerWorld();
    world.fate.dieAt(1, 'before');
    expect(await world.check()).toMatchObject({ integrations: 0, failed: 1 });
  });
});

it('what is set aside is sent again without a new receipt', async () => {
  const world = await ledgerWorld();
  const sent: (string | undefined)[] = [];
  const item = aParkedItem({ integrationId, retryAt: world.clock.now() });
  await world.stores.parked.put(item);
  await retryParked({
    ...world.stores,
    clock: world.clock,
    changes: {
      async send(_changes: readonly Change[], again) {
        sent.push(again);
        return 'accepted';
      },
    },
  });
  expect(sent).toEqual(['again']);
});

type Step =
  | { readonly act: 'receive' | 'check' }
  | { readonly act: 'note' | 'end' | 'lose'; readonly which: number }
  | { readonly act: 'pass'; readonly minutes: number }
  | { readonly act: 'die'; readonly write: number; readonly when: 'before' | 'after' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('receive' as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('check' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({ act: fc.constantFrom('note', 'end', 'lose'), which: fc.nat({ max: 30 }) }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('pass' as const), minutes: fc.nat({ max: 50 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('die' as const),
      write: fc.integer({ min: 1, max: 6 }),
      when: fc.constantFrom('before', 'after'),
    }),
  },
);

it('in any order of receipts, ends, losses and dying checks nothing is named wrongly, everything lost is found, and the account closes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const world = await ledgerWorld();
      const all: Change[] = [];
      const noted = new Set<string>();
      const ended = new Set<string>();
      const lost = new Set<string>();
      const note = async (change: Change) => {
        await world.note([change]);
        noted.add(change.logId);
      };
      const check = async () => {
        await world.check();
        world.fate.revive();
        for (const { named } of await world.hours())
          for (const { logId } of named) expect(lost.has(logId)).toBe(true);
      };
      for (const next of steps) {
        const change = 'which' in next ? all[next.which % Math.max(1, all.length)] : undefined;
        if (next.act === 'receive') all.push(await world.receive(`x-${all.length}`));
        else if (next.act === 'pass') world.clock.pass(next.minutes * minute);
        else if (next.act === 'check') await check();
        else if (next.act === 'die') world.fate.dieAt(next.write, next.when);
        else if (change === undefined) continue;
        else if (next.act === 'note') await note(change);
        else if (next.act === 'end' && world.waiting.has(change.logId)) {
          await world.end(change);
          ended.add(change.logId);
        } else if (next.act === 'lose' && !ended.has(change.logId)) {
          world.waiting.delete(change.logId);
          lost.add(change.logId);
        }
      }
      // Whatever was told of comes to be known in the end; what was asked for again comes to its end.
      world.fate.revive();
      for (const change of all) if (!lost.has(change.logId)) await note(change);
      for (const change of [...world.waiting.values()]) {
        await world.end(change);
        ended.add(change.logId);
      }
      world.clock.pass(80 * minute);
      await check();
      const named = (await world.hours()).flatMap((hour) => hour.named.map(({ logId }) => logId));
      const known = [...lost].filter((logId) => noted.has(logId) && !ended.has(logId));
      expect(new Set(named)).toEqual(new Set(known));
      for (const change of [...world.waiting.values()]) await world.end(change);
      const closed = await world.check();
      expect(closed).toMatchObject({ inFlight: 0, missing: 0, failed: 0 });
      const hours = await world.hours();
      const received = hours.reduce((sum, hour) => sum + hour.received, 0);
      const ends = hours.flatMap((hour) => Object.values(hour.ended)).reduce((sum, each) => sum + each, 0);
      expect(ends).toBe(received);
      expect(received).toBe(new Set([...noted, ...ended]).size);
      expect(await world.openAlert()).toBeUndefined();
    }),
    { seed: 2024, numRuns: 150 },
  );
});
