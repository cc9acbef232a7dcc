import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noAnswers, sumOfAnswers, withAnswer, withinMs } from '../../shared/domain/answer-times.ts';
import { changesOf, hourFigures, hourOf, noFigures, sumOfHours } from '../../shared/domain/hour-figures.ts';
import { aJob, aLog } from '../contract/support/samples.ts';

const hour = '2026-03-01T10:00:00.000Z';
const filed = (at: string, more: Parameters<typeof aLog>[1] = {}) => ({
  ...aLog('int-1', { filedAt: at, ...more }),
  filedAt: at,
});
const about = { integrationId: 'int-1', hour };

describe('the figures of an hour', () => {
  test('count changes by direction and outcome, by kind, and nothing of the hours beside it', () => {
    const figures = hourFigures(
      about,
      [
        filed('2026-03-01T09:59:59.999Z'),
        filed(hour),
        filed('2026-03-01T10:59:59.999Z', { outcome: 'rejected', status: 'FAILED' }),
        filed('2026-03-01T10:30:00.000Z', { direction: 'BRITEPOOL_TO_EXTERNAL', resourceType: 'MEMBER' }),
        filed('2026-03-01T11:00:00.000Z'),
      ],
      [],
    );
    expect(figures).toMatchObject({ in: { applied: 1, rejected: 1 }, out: { applied: 1 } });
    expect(figures.kinds).toEqual({ TASK: { ended: 2, failed: 1 }, MEMBER: { ended: 1, failed: 0 } });
    expect(changesOf([figures])).toEqual({ ended: 3, failed: 1 });
  });

  test('count the runs that ended in it: how many records, how long, how fast the other system answered', () => {
    const ended = { completedAt: '2026-03-01T10:20:00.000Z', answerTimes: withAnswer(undefined, 700) };
    const figures = hourFigures(
      about,
      [],
      [
        aJob('int-1', { ...ended, status: 'COMPLETED', durationMs: 4000, totalRecords: 30, localCount: 5 }),
        aJob('int-1', { ...ended, status: 'FAILED', durationMs: 9000, totalRecords: 7 }),
        aJob('int-1', { status: 'RUNNING' }),
        aJob('int-1', { ...ended, status: 'COMPLETED', completedAt: '2026-03-01T11:00:00.000Z' }),
      ],
    );
    expect(figures.runs).toEqual({ ended: 2, completed: 1, records: 42, totalMs: 13_000, longestMs: 9000 });
    expect(withinMs(figures.answers, 0.5)).toBe(1000);
  });

  test('of several hours add up, and remember the lowest score and the latest', () => {
    const one = { ...noFigures('int-1', hour), in: { applied: 2 }, score: 80, lowestScore: 40 };
    const two = {
      ...one,
      hour: '2026-03-01T11:00:00.000Z',
      score: 100,
      lowestScore: 60,
      atLeast: true as const,
    };
    expect(sumOfHours(one, [two])).toMatchObject({
      ...{ hour, in: { applied: 4 }, score: 100, lowestScore: 40, atLeast: true },
    });
    expect(hourOf('2026-03-01T10:59:59.999Z')).toBe(hour);
  });
});

describe('answers of the other system', () => {
  test('are within the time that their slowest part took, whatever they were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1 }), (times) => {
        const counted = times.reduce((sum, ms) => withAnswer(sum, ms), noAnswers);
        expect(withinMs(counted, 1)).toBeGreaterThanOrEqual(Math.max(...times));
        expect(withinMs(counted, 0.5)).toBeLessThanOrEqual(withinMs(counted, 0.95) ?? 0);
        expect(sumOfAnswers([counted, counted])).toEqual(counted.map((count) => 2 * count));
      }),
      { seed: 22 },
    );
    expect(withinMs(noAnswers, 0.95)).toBeUndefined();
    expect(withinMs(withAnswer(undefined, 31_000), 0.95)).toBe(60_000);
  });
});
