import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMeasured } from '../../bench/cost/measured.ts';
import { simulateDay } from '../../bench/year/day.ts';
import { demandOf } from '../../bench/year/demand.ts';
import { quotasOf, tightest, used } from '../../bench/year/quotas.ts';
import { happens, seeded, skewed } from '../../bench/year/random.ts';
import { byHour, shareOf } from '../../bench/year/rhythm.ts';
import { loadStage } from '../../infra/stage.ts';

const measured = readMeasured();
const sizes = (count: number, each: number) => Float64Array.from({ length: count }, () => each);
/** A Wednesday in January, of a year that begins on a Thursday. */
const wednesday = 13;
const sunday = 10;

describe('the rhythm of a simulated year', () => {
  const dayOf = (day: number, zone: number): number =>
    Array.from({ length: 24 }, (_, hour) => shareOf(day * 24 + hour, zone)).reduce(
      (sum, each) => sum + each,
      0,
    );

  test('spreads a working day over its hours', () => {
    expect(byHour.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  test('is quiet on Sundays', () => {
    expect(dayOf(sunday, 0)).toBeLessThan(dayOf(wednesday, 0) / 5);
  });

  test('lets the morning begin earlier further in the east', () => {
    const eightInTheMorning = wednesday * 24 + 8;
    expect(shareOf(eightInTheMorning - 8, 8)).toBe(shareOf(eightInTheMorning, 0));
    expect(shareOf(eightInTheMorning - 8, 8)).toBeGreaterThan(shareOf(eightInTheMorning - 8, 0));
  });
});

describe('chance', () => {
  test('comes out the same for the same seed, and otherwise for another', () => {
    const draws = (seed: number) => Array.from({ length: 5 }, seeded(seed).uniform);
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)).not.toEqual(draws(2));
  });

  test.each([0.5, 8, 300])('lets happen %s times on average what is meant to', (mean) => {
    const chance = seeded(7);
    const counts = Array.from({ length: 4000 }, () => happens(chance, mean));
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length / mean).toBeCloseTo(1, 1);
  });

  test('never draws a size outside its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 50 }), (seed, least) => {
        const size = skewed(seeded(seed), least, 20_000, 1.2);
        expect(size).toBeGreaterThanOrEqual(least);
        expect(size).toBeLessThanOrEqual(20_000);
      }),
      { seed: 26 },
    );
  });
});

describe('a simulated day', () => {
  test('is the same for the same seed', () => {
    expect(simulateDay(wednesday, sizes(200, 50), 3)).toEqual(simulateDay(wednesday, sizes(200, 50), 3));
  });

  test('brings what all integrations change together, of systems that have webhooks', () => {
    const { webhooks, massEdits } = simulateDay(wednesday, sizes(10, 100_000), 5);
    expect(massEdits).toBeLessThan(5);
    expect(webhooks).toBeGreaterThan(10 * 100_000 * 0.5);
  });

  test('never has a longer stretch that is busier than its busiest second, nor more waiting than was sent', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 364 }),
        fc.integer({ min: 1, max: 2000 }),
        (seed, day, count) => {
          const { second, tenSeconds, fiveMinutes, waiting, webhooks } = simulateDay(
            day,
            sizes(count, 40),
            seed,
          );
          const slack = 1e-6;
          expect(tenSeconds).toBeLessThanOrEqual(second + slack);
          expect(fiveMinutes).toBeLessThanOrEqual(tenSeconds + slack);
          expect(waiting).toBeLessThanOrEqual(webhooks + slack);
        },
      ),
      { seed: 26, numRuns: 20 },
    );
  });
});

describe('what is met first', () => {
  const at = (integrations: number, second: number) => {
    const peaks = { webhooks: 0, second, tenSeconds: second, fiveMinutes: second, growth: 0, waiting: 0 };
    const none = { massEdits: 0, slowMassEdits: 0 };
    const scale = { times: 1, integrations, changesOfYear: 0, largest: 0, peaks: { ...peaks, ...none } };
    return demandOf(scale, measured);
  };
  const quotas = quotasOf(loadStage('production'));

  test('is the door at a flood of few integrations', () => {
    const ofRequests = quotas.filter(({ need }) => need === 'requests');
    expect(tightest(ofRequests, at(1, 2000)).what).toBe('requests a second to our API');
    expect(ofRequests.map((quota) => used(quota, at(1, 2000)))).toEqual([2, 0.2]);
  });

  test('are the runs, and the looks at all integrations, when many of them are quiet', () => {
    const met = quotas.filter((quota) => used(quota, at(50_000, 1)) > 1).map(({ what }) => what);
    expect(met).toEqual(expect.arrayContaining(['workers for runs', 'seconds of one look of watch-health']));
    expect(tightest(quotas, at(50_000, 1)).what).toBe('workers for runs');
  });

  test('takes the limits of the stage from its settings', () => {
    const wider = quotasOf(loadStage('production', { syncConcurrency: 400 }));
    expect(wider.find(({ what }) => what === 'workers for changes')?.limit).toBe(400);
  });

  test('names for each limit its documentation or the file that sets it', () => {
    const wrong = quotas.filter(({ source }) => !/^https:\/\/docs\.aws\.amazon\.com\/|^infra\//.test(source));
    expect(wrong).toEqual([]);
  });
});
