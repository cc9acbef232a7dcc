import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedRun, quotaPlan } from '../../shared/domain/quota-plan.ts';
import type { RateLimit } from '../../shared/domain/rate-limit.ts';
import { aJob } from '../contract/support/samples.ts';
import { anyLimits } from './support/a-bucket.ts';

const toggl: RateLimit = { requests: 30, seconds: 3600 };
const monday: RateLimit = { requests: 1000, seconds: 86_400, fixed: true };
const run = (pages: number, records = 0) => ({ streams: 1, pages, records });

describe('a schedule', () => {
  test('fits that leaves most of the budget to people, and says how much it uses', () => {
    expect(quotaPlan([toggl], 'HOURLY', run(6))).toEqual({
      ...{ fits: true, requestsPerRun: 6, usedPercent: 20, best: 'HOURLY' },
      sentences: ['A run needs about 6 requests, every hour. That is 20 % of what the other system allows.'],
    });
  });

  test('does not fit whose runs would not end before the next one begins; then the best one is named', () => {
    expect(quotaPlan([toggl], 'EVERY_15MIN', run(6))).toEqual({
      ...{ fits: false, requestsPerRun: 6, usedPercent: 80, best: 'HOURLY' },
      sentences: [
        'A run needs about 6 requests, every 15 minutes. The other system allows 30 in an hour, of which scheduled runs may use 15: they would not end before the next one begins.',
        'The most frequent schedule that fits is every hour.',
      ],
    });
  });

  test('may take several hours of a budget by the hour, if it has the night for it', () => {
    expect(quotaPlan([toggl], 'DAILY', run(300))).toMatchObject({ fits: true, usedPercent: 42 });
  });

  test('is held to the tightest of several budgets', () => {
    expect(quotaPlan([{ requests: 1000, seconds: 60 }, monday], 'EVERY_15MIN', run(5))).toMatchObject({
      ...{ fits: true, usedPercent: 48, best: 'EVERY_15MIN' },
    });
    expect(quotaPlan([{ requests: 1000, seconds: 60 }, monday], 'EVERY_15MIN', run(6))).toMatchObject({
      ...{ fits: false, best: 'HOURLY' },
    });
  });

  test('counts the poll that finds what webhooks missed', () => {
    expect(quotaPlan([toggl], 'REALTIME', run(6))).toMatchObject({ fits: false, best: 'HOURLY' });
  });

  test('that nothing runs by, or of a system without published limits, fits', () => {
    expect(quotaPlan([toggl], 'MANUAL', run(9999))).toMatchObject({ fits: true, usedPercent: 0, best: null });
    expect(quotaPlan([], 'EVERY_15MIN', run(9999))).toMatchObject({ fits: true, best: 'EVERY_15MIN' });
  });

  test('that cannot be is said to be none', () => {
    const plan = quotaPlan([{ requests: 1, seconds: 86_400 }], 'WEEKLY', run(500, 20));
    expect(plan).toMatchObject({ fits: false, requestsPerRun: 540, best: null });
    expect(plan.sentences.at(-1)).toContain('No schedule fits');
  });

  test('that is the best never needs more than four fifths of any budget', () => {
    const seconds = {
      REALTIME: 900,
      EVERY_15MIN: 900,
      HOURLY: 3600,
      DAILY: 86_400,
      WEEKLY: 604_800,
      MANUAL: 0,
    };
    fc.assert(
      fc.property(anyLimits, fc.nat(500), fc.nat(100), (limits, pages, records) => {
        const { best, requestsPerRun } = quotaPlan(limits, 'HOURLY', run(pages, records));
        if (best === null) return;
        for (const limit of limits)
          expect((requestsPerRun * limit.seconds) / seconds[best]).toBeLessThanOrEqual(
            Math.max(1, 0.8 * limit.requests),
          );
      }),
      { seed: 61 },
    );
  });
});

describe('what a run is expected to ask', () => {
  const past = (pages: number, more = {}) => aJob('int', { status: 'COMPLETED', pages, ...more });

  test('is what the one in the middle of the past ones asked; whole and broken ones tell nothing', () => {
    const jobs = [
      ...[past(3), past(90), past(4, { handedOnCount: 2 })],
      ...[past(500, { fullSync: true }), past(700, { status: 'FAILED' })],
    ];
    expect(expectedRun(jobs, 2)).toEqual({ streams: 2, pages: 4, records: 0 });
  });

  test('is a page for each kind of data where there was none', () => {
    expect(quotaPlan([toggl], 'HOURLY', expectedRun([], 3)).requestsPerRun).toBe(3);
  });
});
