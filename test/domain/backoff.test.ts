import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parkedDelaySeconds, retryDelaySeconds } from '../../shared/domain/backoff.ts';

describe('the wait before another try', () => {
  test('is 1, 2, 4, 8 and 16 minutes', () => {
    expect([1, 2, 3, 4, 5].map((attempts) => retryDelaySeconds(attempts, 0.5))).toEqual([
      60, 120, 240, 480, 960,
    ]);
    expect(retryDelaySeconds(9, 0.5)).toBe(960);
  });

  test('is spread by at most a tenth, never negative, and shrinks with the scale of time', () => {
    const spread = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        spread,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, at, scale) => {
          const middle = retryDelaySeconds(n, 0.5);
          expect(Math.abs(retryDelaySeconds(n, at) - middle)).toBeLessThanOrEqual(middle / 10 + 0.5);
          const scaled = retryDelaySeconds(n, at, scale);
          expect(scaled).toBeGreaterThanOrEqual(0);
          expect(scaled).toBeLessThanOrEqual(retryDelaySeconds(n, at));
        },
      ),
      { seed: 8 },
    );
  });

  test('of a parked item grows from 15 minutes to 8 hours during the first three days', () => {
    const hour = 3600;
    const waits: number[] = [];
    let parkedFor = 0;
    while (waits.length < 7) {
      const wait = parkedDelaySeconds(parkedFor) ?? 0;
      waits.push(wait);
      parkedFor += wait;
    }
    expect(waits).toEqual([0.25, 0.5, 1, 2, 4, 8, 8].map((hours) => hours * hour));
  });

  test('is a night after three days, and after a month only a person tries again', () => {
    const day = 86_400;
    expect(parkedDelaySeconds(3 * day)).toBe(day);
    expect(parkedDelaySeconds(30 * day - 1)).toBe(day);
    expect(parkedDelaySeconds(30 * day)).toBeUndefined();
  });
});
