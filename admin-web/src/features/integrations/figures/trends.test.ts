import { describe, expect, test } from 'vitest';
import { lastDay, wellPercent } from './hours.ts';
import { answerTime, countTrend, shareTrend, speedTrend } from './trends.ts';

const half = (p50: number) => ({ p50, p95: 2 * p50 });

describe('A key figure beside the day before', () => {
  test('says by how much a share rose or fell', () => {
    expect(shareTrend(98.7, 98.3)).toBe('up 0.4 on the day before');
    expect(shareTrend(97, 98.25)).toBe('down 1.2 on the day before');
    expect(shareTrend(98, 98)).toBe('as on the day before');
  });

  test('says how much faster or slower answers came, a tenth more or less being the same', () => {
    expect(speedTrend(half(312), half(380))).toBe('68 ms faster than the day before');
    expect(speedTrend(half(2900), half(400))).toBe('2.5 s slower than the day before');
    expect(speedTrend(half(400), half(430))).toBe('as fast as on the day before');
  });

  test('says how many more or fewer there were', () => {
    expect(countTrend(2418, 1400)).toBe('1,018 more than on the day before');
    expect(countTrend(3, 90)).toBe('87 fewer than on the day before');
    expect(countTrend(100, 95)).toBe('about as many as on the day before');
    expect(countTrend(4, 0)).toBe('none on the day before');
  });

  test('compares with nothing where nothing was measured', () => {
    expect(shareTrend(98, null)).toBe('nothing to compare with yet');
    expect(speedTrend(null, half(1))).toBe('nothing to compare with yet');
  });

  test('tells short times in milliseconds', () => {
    expect([answerTime(311.6), answerTime(1400)]).toEqual(['312 ms', '1.4 s']);
  });
});

describe('The hours of the last day', () => {
  const now = Date.parse('2026-03-01T10:20:00.000Z');

  test('are 24 up to the one in work; those of which nothing is known had nothing', () => {
    const day = lastDay(
      [{ at: '2026-03-01T10:00:00.000Z', changes: { ended: 4, failed: 1 }, answerMs: 300 }],
      now,
    );
    expect(day).toHaveLength(24);
    expect(day[0]).toEqual({ at: '2026-02-28T11:00:00.000Z', ended: 0, failed: 0, answerMs: null });
    expect(day[23]).toEqual({ at: '2026-03-01T10:00:00.000Z', ended: 4, failed: 1, answerMs: 300 });
  });

  test('have a share that went well only where something ended', () => {
    const day = lastDay(
      [{ at: '2026-03-01T10:00:00.000Z', changes: { ended: 4, failed: 1 }, answerMs: null }],
      now,
    );
    expect(wellPercent(day).slice(-2)).toEqual([null, 75]);
  });
});
