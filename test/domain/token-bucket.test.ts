import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capacityFor, capacityOf, type RateLimit } from '../../shared/domain/rate-limit.ts';
import { block, emptyBucket, lower, take } from '../../shared/domain/token-bucket.ts';
import { Asked, anyLane, anyLimits, mostInAWindow, start } from './support/a-bucket.ts';

const toggl: RateLimit = { requests: 30, seconds: 3600 };
const monday: RateLimit = { requests: 1000, seconds: 86_400, fixed: true };
const asana: RateLimit = { requests: 150, seconds: 60 };
const hour = 3_600_000;

describe('the tokens of a budget', () => {
  test('are four fifths of what the vendor allows, rounded down, and at least one', () => {
    expect([150, 30, 4, 1].map((requests) => capacityOf({ requests }))).toEqual([120, 24, 3, 1]);
    expect(new Asked([asana]).drain('live', start)).toBe(120);
    expect(new Asked([{ requests: 1, seconds: 1 }]).drain('sweep', start)).toBe(1);
  });

  test('are those of the narrowest of several budgets', () => {
    expect(new Asked([asana, toggl]).drain('live', start)).toBe(24);
  });

  test('are left by what nobody waits for: a sweep leaves 40 %, a retry 20 %, a manual run 10 %', () => {
    const asked = new Asked([{ requests: 125, seconds: 60 }]);
    expect(asked.drain('sweep', start)).toBe(60);
    expect(asked.drain('retry', start)).toBe(20);
    expect(asked.drain('manual', start)).toBe(10);
    expect(asked.drain('live', start)).toBe(10);
  });

  test('are handed out some at a time: what two seconds bring, at most ten', () => {
    const tokens = (limits: readonly RateLimit[]) => {
      const answer = take(emptyBucket('b'), limits, 'live', 100, start);
      return answer.outcome === 'granted' ? answer.tokens : 0;
    };
    expect(tokens([asana])).toBe(4);
    expect(tokens([{ requests: 100, seconds: 10 }])).toBe(10);
    expect(tokens([toggl])).toBe(1);
    expect(tokens([])).toBe(10);
  });

  test('are free again when a fixed window begins, to the moment', () => {
    const asked = new Asked([monday]);
    asked.drain('live', start + 23 * hour);
    const answer = asked.ask('live', 1, start + 23 * hour);
    expect(answer).toMatchObject({ outcome: 'wait', waitMs: hour });
    expect(asked.ask('live', 1, start + 24 * hour)).toMatchObject({ outcome: 'granted' });
  });

  test('of a lease are over with the fixed window that they were counted in', () => {
    const asked = new Asked([monday]);
    expect(asked.ask('live', 1, start + 24 * hour - 500)).toMatchObject({ until: start + 24 * hour });
  });

  test('of an hour that may begin at any moment are free again an hour later, a few minutes late at most', () => {
    const asked = new Asked([toggl]);
    asked.drain('live', start);
    const answer = asked.ask('live', 1, start + 60_000);
    if (answer.outcome !== 'wait') throw new Error('There was a token.');
    expect(answer.waitMs).toBeGreaterThan(59 * 60_000);
    expect(answer.waitMs).toBeLessThanOrEqual(63 * 60_000);
  });
});

describe('what the vendor says', () => {
  test('closes the bucket for everybody until the moment it named; a shorter word does not open it earlier', () => {
    const blocked = block(block(emptyBucket('b'), start + 30_000), start + 10_000);
    expect(take(blocked, [asana], 'live', 1, start)).toMatchObject({ outcome: 'wait', waitMs: 30_000 });
    expect(take(blocked, [], 'live', 1, start + 29_999)).toMatchObject({ outcome: 'wait', waitMs: 1 });
    expect(take(blocked, [asana], 'live', 1, start + 30_000)).toMatchObject({ outcome: 'granted' });
  });

  test('takes away what others used up, and never adds to what we counted', () => {
    const said = (remaining: number) => {
      const asked = new Asked([asana]);
      asked.bucket = lower(asked.bucket, [asana], { remaining, at: '2026-03-01T00:00:00.000Z' }, start);
      return asked.drain('live', start);
    };
    expect([150, 100, 10, 0].map(said)).toEqual([120, 80, 8, 0]);
    const asked = new Asked([asana]);
    asked.drain('live', start);
    asked.bucket = lower(asked.bucket, [asana], { remaining: 150, at: '2026-03-01T00:00:00.000Z' }, start);
    expect(asked.drain('live', start)).toBe(0);
  });

  test('is taken for the budget that it names, or the shortest that it fits into', () => {
    const limits = [asana, { requests: 10_000, seconds: 86_400 }];
    const left = (more: { windowSeconds?: number; resetSeconds?: number }) => {
      const reading = { remaining: 20, at: '2026-03-01T00:00:00.000Z', ...more };
      const { granted } = lower(emptyBucket('b'), limits, reading, start);
      return Object.keys(granted);
    };
    expect(left({})).toEqual(['60']);
    expect(left({ resetSeconds: 3000 })).toEqual(['86400']);
    expect(left({ windowSeconds: 86_400 })).toEqual(['86400']);
    expect(left({ windowSeconds: 10 })).toEqual([]);
  });
});

describe('who is sent away', () => {
  test('is told a later time than whoever came before', () => {
    const asked = new Asked([toggl]);
    asked.drain('live', start);
    const waits = Array.from({ length: 30 }, () => asked.ask('live', 1, start)).map((answer) =>
      answer.outcome === 'wait' ? answer.waitMs : 0,
    );
    expect(waits).toEqual([...new Set(waits)].sort((a, b) => a - b));
    expect(waits[29]).toBeGreaterThan(hour);
  });

  test('does not stand in line behind those of another lane', () => {
    const asked = new Asked([asana]);
    asked.drain('live', start);
    for (let asks = 0; asks < 500; asks++) asked.ask('live', 1, start);
    const answer = asked.ask('manual', 1, start);
    expect(answer.outcome === 'wait' && answer.waitMs <= 66_000).toBe(true);
  });
});

const steps = fc.array(
  fc.record({
    pass: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 4 * hour })),
    lane: anyLane,
    wanted: fc.integer({ min: 1, max: 20 }),
    blockedFor: fc.option(fc.integer({ min: 0, max: 100_000 }), { freq: 2 }),
  }),
  { maxLength: 120 },
);

/** Takes all there is, after a part of one of the windows; `late`: when within its lease a token is used. */
const greedy = fc.array(
  fc.record({
    part: fc.oneof(
      fc.double({ min: 0, max: 1.2, noNaN: true }),
      fc.double({ min: 0.95, max: 1.2, noNaN: true }),
    ),
    of: fc.nat(2),
    lane: anyLane,
    late: fc.constantFrom(0, 0.5, 1),
    said: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 }),
    blockedFor: fc.option(fc.integer({ min: 0, max: 100_000 }), { freq: 2 }),
  }),
  { maxLength: 12 },
);

describe('whatever workers ask, in whatever order, and whenever they use their leases', () => {
  test('the vendor never sees more than the capacity in any of its windows', () => {
    const offset = fc.integer({ min: 0, max: 24 * hour });
    fc.assert(
      fc.property(anyLimits, greedy, offset, (limits, asks, begins) => {
        const asked = new Asked(limits);
        let now = start + begins;
        for (const { part, of, lane, late, said, blockedFor } of asks) {
          now += Math.floor(part * 1000 * (limits[of % limits.length]?.seconds ?? 0));
          const reading = { remaining: said ?? 0, at: new Date(now).toISOString() };
          if (said !== null) asked.bucket = lower(asked.bucket, limits, reading, now);
          if (blockedFor !== null) asked.bucket = block(asked.bucket, now + blockedFor);
          while (asked.ask(lane, 20, now, [late]).outcome === 'granted');
        }
        for (const limit of limits)
          expect(mostInAWindow(asked.uses, limit)).toBeLessThanOrEqual(capacityOf(limit));
      }),
      { seed: 41, numRuns: 1000 },
    );
  });

  test('live requests are never refused while there are tokens', () => {
    fc.assert(
      fc.property(anyLimits, steps, (limits, asks) => {
        const asked = new Asked(limits);
        let now = start;
        for (const { pass, lane, wanted } of asks) {
          now += pass;
          asked.ask(lane, wanted, now);
          const twin = new Asked(limits);
          twin.bucket = asked.bucket;
          const others = Math.max(
            ...(['manual', 'retry', 'sweep'] as const).map((of) => twin.drain(of, now)),
          );
          if (others > 0) expect(asked.ask('live', 1, now).outcome).toBe('granted');
        }
      }),
      { seed: 42 },
    );
  });

  test('a lane that is alone always gets its share of a full bucket', () => {
    fc.assert(
      fc.property(anyLimits, anyLane, (limits, lane) => {
        const share = Math.min(...limits.map((limit) => capacityFor(limit, lane)));
        expect(share).toBeGreaterThan(0);
        expect(new Asked(limits).drain(lane, start)).toBe(share);
      }),
      { seed: 43 },
    );
  });

  test('everybody who comes back when told finds a token, if nobody else asks meanwhile', () => {
    const crowd = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(anyLimits, steps, anyLane, crowd, (limits, asks, lane, waiting) => {
        const asked = new Asked(limits);
        let now = start;
        for (const step of asks) {
          now += step.pass;
          if (step.blockedFor !== null) asked.bucket = block(asked.bucket, now + step.blockedFor);
          asked.ask(step.lane, step.wanted, now);
        }
        asked.bucket = { ...asked.bucket, queues: {} };
        asked.drain('live', now);
        const due = Array.from({ length: waiting }, () => {
          const { bucket, ...answer } = take(asked.bucket, limits, lane, 1, now);
          asked.bucket = bucket;
          return answer.outcome === 'wait' ? now + answer.waitMs : now;
        });
        for (const at of due) {
          const answer = take(asked.bucket, limits, lane, 1, at);
          expect(answer.outcome).toBe('granted');
          asked.bucket = answer.bucket;
        }
      }),
      { seed: 44, numRuns: 400 },
    );
  });
});
