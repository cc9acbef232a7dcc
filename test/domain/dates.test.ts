import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSeconds, elapsed, isPlainDate, toInstant } from '../../shared/domain/dates.ts';

describe('a calendar day, a moment and nothing in between', () => {
  test.each(['2026-03-01', '2024-02-29', '1999-12-31', '0001-01-01'])('%s is a calendar day', (day) => {
    expect(isPlainDate(day)).toBe(true);
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-3-1',
    '2026-03-01T10:00:00Z',
    '',
    ' 2026-03-01',
  ])('"%s" is none', (text) => {
    expect(isPlainDate(text)).toBe(false);
  });

  test('a moment keeps its place in time whatever zone it was written in', () => {
    expect(toInstant('2026-03-01T10:15:30.123Z')).toBe('2026-03-01T10:15:30.123Z');
    expect(toInstant('2026-03-01T10:15:30+05:30')).toBe('2026-03-01T04:45:30.000Z');
    expect(toInstant('2026-03-01 10:15Z')).toBe('2026-03-01T10:15:00.000Z');
  });

  test.each(['2026-03-01', '2026-03-01T10:15:30', 'tomorrow', '2026-02-30T99:00:00Z', ''])(
    '"%s" has no zone or no time and is no moment',
    (text) => {
      expect(toInstant(text)).toBeUndefined();
    },
  );

  test('a calendar day never becomes a moment', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(isPlainDate(day)).toBe(true);
        expect(toInstant(day)).toBeUndefined();
        expect(isPlainDate(date.toISOString())).toBe(false);
      }),
      { seed: 3 },
    );
  });

  test('seconds are added across midnight and elapsed time is in milliseconds', () => {
    expect(addSeconds('2026-02-28T23:59:30.000Z', 45)).toBe('2026-03-01T00:00:15.000Z');
    expect(addSeconds('2026-03-01T00:00:15.000Z', -45)).toBe('2026-02-28T23:59:30.000Z');
    expect(elapsed('2026-03-01T00:00:00.000Z', '2026-03-01T00:00:01.250Z')).toBe(1250);
  });
});
