import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryRateBuckets } from '../../shared/adapters/in-memory/rate-buckets.ts';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { workerQuotas } from '../../shared/application/quotas/quota-for.ts';
import { capacityOf, lanes, type RateLimit } from '../../shared/domain/rate-limit.ts';
import { emptyBucket } from '../../shared/domain/token-bucket.ts';
import { token, tryOut, workers } from './support/workers.ts';

const asana: RateLimit = { requests: 150, seconds: 60 };
const hubspot: RateLimit = { requests: 100, seconds: 10 };
const toggl: RateLimit = { requests: 30, seconds: 3600 };
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('a worker that sends requests', () => {
  test('asks the store for one in ten of them when there are many', async () => {
    const { worker, calls } = workers([hubspot]);
    const quota = worker();
    for (const _ of times(75)) expect(await tryOut(quota)).toBe('went');
    expect(calls.put).toBeLessThanOrEqual(11);
    expect(calls.get).toBe(0);
  });

  test('draws no more than it needs when there are few', async () => {
    const { worker, clock } = workers([asana]);
    const [quiet, other] = [worker(), worker()];
    for (const _ of times(20)) {
      expect(await tryOut(quiet)).toBe('went');
      clock.pass(2.5);
    }
    // The last ones of a minute may be counted for some seconds longer.
    expect(await drained(other)).toBeGreaterThanOrEqual(100);
  });

  test('goes by the plan that is named now', async () => {
    const clock = new MemoryClock();
    const quotas = workerQuotas({
      ...{ rateBuckets: memoryRateBuckets(), clock },
      ...{ pause: async () => undefined, patienceMs: () => 0 },
    });
    const free = quotas.of([toggl], async () => 'account');
    expect(await drained(free)).toBeLessThanOrEqual(30);
    const paid = quotas.of([{ ...toggl, requests: 600 }], async () => 'account');
    expect(await drained(paid)).toBeGreaterThan(300);
    expect(await tryOut(free)).not.toBe('went');
  });

  test('asks once for those that begin at the same moment', async () => {
    const { worker, calls } = workers([hubspot]);
    const quota = worker();
    expect(await Promise.all(times(10).map(() => tryOut(quota)))).toEqual(times(10).map(() => 'went'));
    expect(calls.put).toBeLessThanOrEqual(2);
  });

  test('waits in place for what comes within two seconds', async () => {
    const { worker, pauses } = workers([{ requests: 1, seconds: 1 }]);
    const quota = worker();
    for (const _ of times(5)) expect(await tryOut(quota)).toBe('went');
    expect(pauses).toHaveLength(4);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2000);
  });

  test('gives up a request for a longer time, and says exactly when there is a token, in whole seconds', async () => {
    const { worker, clock, pauses, leave } = workers([toggl]);
    const quota = worker();
    leave(0);
    expect(await drained(quota)).toBe(24);
    clock.pass(10.5);
    const wait = await tryOut(quota, 'manual');
    if (wait === 'went') throw new Error('There was a token.');
    expect([pauses, Number.isInteger(wait)]).toEqual([[], true]);
    clock.pass(wait - 1);
    expect(await tryOut(quota, 'live')).not.toBe('went');
    clock.pass(1);
    expect(await tryOut(quota, 'manual')).toBe('went');
  });

  test('does not wait in place when its own time is nearly over', async () => {
    const { worker, pauses, leave } = workers([{ requests: 1, seconds: 1 }]);
    const quota = worker();
    leave(500);
    expect(await tryOut(quota)).toBe('went');
    expect(await tryOut(quota)).toBe(2);
    expect(pauses).toEqual([]);
  });

  test('that loses every race for the bucket waits a little, and then gives the request up for a second', async () => {
    const stored = { ...emptyBucket('account t'), version: 7 };
    const { worker, pauses } = workers([asana], { put: async () => ({ outcome: 'stale', stored }) });
    expect(await tryOut(worker())).toBe(1);
    expect(pauses.length).toBeGreaterThan(2);
    expect(pauses.reduce((sum, ms) => sum + ms)).toBeLessThanOrEqual(2000);
  });
});

/** How many requests go out before one is refused. */
async function drained(quota: Parameters<typeof tryOut>[0], lane: Parameters<typeof tryOut>[1] = 'live') {
  let went = 0;
  while ((await tryOut(quota, lane)) === 'went') went++;
  return went;
}

describe('many workers with one credential', () => {
  test('together send no more than four fifths of what the vendor allows, whoever asks when', async () => {
    const asks = fc.array(
      fc.record({ worker: fc.nat(4), lane: fc.constantFrom(...lanes), pass: fc.nat(9), at: fc.nat(3) }),
      { maxLength: 80 },
    );
    const limit = fc.record({ requests: fc.integer({ min: 1, max: 40 }), seconds: fc.constant(3600) });
    await fc.assert(
      fc.asyncProperty(limit, asks, fc.scheduler(), async (allowed, all, scheduler) => {
        const { worker, clock } = workers([allowed]);
        const each = times(5).map(worker);
        const went: unknown[] = [];
        for (const [index, { worker: who, lane, pass }] of all.entries()) {
          const quota = each[who];
          if (quota === undefined) continue;
          scheduler.schedule(Promise.resolve(index)).then(async () => {
            clock.pass(pass);
            if ((await tryOut(quota, lane)) === 'went') went.push(index);
          });
        }
        await scheduler.waitAll();
        await new Promise((resolve) => setImmediate(resolve));
        expect(went.length).toBeLessThanOrEqual(capacityOf(allowed));
        expect(went.length).toBeGreaterThanOrEqual(all.length === 0 ? 0 : 1);
      }),
      { seed: 51, numRuns: 100 },
    );
  });

  test('share it with nobody who has another one', async () => {
    const { worker } = workers([toggl]);
    const quota = worker();
    expect(await drained(quota)).toBe(24);
    expect(await tryOut(quota, 'live', { token: 'another' })).toBe('went');
  });

  test('leave to what a person waits for what a sweep may not draw', async () => {
    const { worker } = workers([asana]);
    expect(await drained(worker(), 'sweep')).toBe(72);
    expect(await tryOut(worker(), 'sweep')).not.toBe('went');
    expect(await tryOut(worker(), 'live')).toBe('went');
  });

  test('leave to everything else, sweeps too, what a comparison of both sides may not draw', async () => {
    const { worker } = workers([asana]);
    expect(await drained(worker(), 'compare')).toBe(36);
    expect(await tryOut(worker(), 'compare')).not.toBe('went');
    expect(await tryOut(worker(), 'sweep')).toBe('went');
  });
});

describe('a request that the vendor refuses as one too many', () => {
  const refusal = { kind: 'rate-limited', message: 'Slow down.' } as const;

  test('lets no worker ask before the time that the vendor named, to the second', async () => {
    const { worker, clock } = workers([asana]);
    const [one, other] = [worker(), worker()];
    expect(await tryOut(other)).toBe('went');
    expect(await one.refused({ ...refusal, retryAfterSeconds: 30 }, token)).toMatchObject({
      retryAfterSeconds: 30,
    });
    clock.pass(3);
    expect(await tryOut(other)).toBe(27);
    clock.pass(26.999);
    expect(await tryOut(other, 'manual')).toBe('went');
    expect(clock.now()).toBe('2026-03-01T10:00:30.000Z');
  });

  test('ends the lease of the worker that sent it', async () => {
    const { worker } = workers([hubspot]);
    const quota = worker();
    await Promise.all(times(10).map(() => tryOut(quota)));
    await tryOut(quota);
    await quota.refused({ ...refusal, retryAfterSeconds: 30 }, token);
    expect(await tryOut(quota)).toBe(30);
  });

  test('holds for the shortest window where the vendor names no time, a minute at most, or ten seconds', async () => {
    const seconds = async (limits: readonly RateLimit[]) =>
      (await workers(limits).worker().refused(refusal, token)).retryAfterSeconds;
    expect([await seconds([asana, hubspot]), await seconds([toggl]), await seconds([])]).toEqual([
      10, 60, 10,
    ]);
    const said = { remaining: 0, resetSeconds: 1200, at: '2026-03-01T10:00:00.000Z' };
    const { retryAfterSeconds } = await workers([toggl]).worker().refused(refusal, token, said);
    expect(retryAfterSeconds).toBe(1200);
  });

  test('is one of a hundred at most after the first, also where no limits are published', async () => {
    for (const limits of [[asana], []]) {
      const { worker, clock } = workers(limits);
      const each = times(8).map(worker);
      const opens = Date.parse(clock.now()) + 45_000;
      const count = { sent: 0, refused: 0 };
      while (count.sent < 1000) {
        for (const quota of each) {
          if ((await tryOut(quota)) !== 'went') continue;
          count.sent++;
          const left = Math.ceil((opens - Date.parse(clock.now())) / 1000);
          if (left <= 0) continue;
          count.refused++;
          await quota.refused({ ...refusal, retryAfterSeconds: left }, token);
        }
        clock.pass(1);
      }
      expect(count.refused - 1).toBeLessThanOrEqual(count.sent / 100);
    }
  });

  test('is not followed by a crowd: each who was sent away comes at a time of its own', async () => {
    const { worker } = workers([asana]);
    const quota = worker();
    await quota.refused({ ...refusal, retryAfterSeconds: 30 }, token);
    const waits: (number | 'went')[] = [];
    for (const _ of times(120)) waits.push(await tryOut(quota));
    expect(waits[0]).toBe(30);
    expect(waits).toEqual([...waits].sort((a, b) => Number(a) - Number(b)));
    const perMinute = waits.filter((wait) => Number(wait) < 90);
    expect(perMinute.length).toBeLessThanOrEqual(capacityOf(asana));
  });
});

describe('what answers say about the requests that are left', () => {
  const at = '2026-03-01T10:00:00.000Z';

  test('closes the budget for all workers when none is left, until it is full again', async () => {
    const { worker, clock } = workers([asana]);
    await worker().told({ remaining: 0, resetSeconds: 40, at }, token);
    expect(await tryOut(worker())).toBe(40);
    clock.pass(40);
    expect(await tryOut(worker())).toBe('went');
  });

  test('takes away what other programs used, with the next draw', async () => {
    const { worker, calls } = workers([asana]);
    const [quota, other] = [worker(), worker()];
    await quota.told({ remaining: 50, at }, token);
    await quota.told({ remaining: 25, at }, token);
    await quota.told({ remaining: 26, at }, token);
    expect(calls).toEqual({ get: 0, put: 0 });
    expect(await tryOut(quota)).toBe('went');
    expect(await drained(other)).toBeLessThan(20);
  });

  test('counts for ten seconds: it may be about a time that is over', async () => {
    const { worker, clock } = workers([asana]);
    const quota = worker();
    await quota.told({ remaining: 1, at }, token);
    clock.pass(11);
    expect(await tryOut(quota)).toBe('went');
    expect(await drained(quota)).toBeGreaterThan(100);
  });
});

describe('a vendor that publishes no limits', () => {
  test('costs one look every five seconds, and no write', async () => {
    const { worker, calls, clock } = workers([]);
    const quota = worker();
    for (const _ of times(40)) {
      expect(await tryOut(quota)).toBe('went');
      clock.pass(0.25);
    }
    expect(calls).toEqual({ get: 2, put: 0 });
  });
});
