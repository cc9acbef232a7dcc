import { describe, expect, test } from 'vitest';
import { comingTime, dayName, duration, relativeTime } from './time.ts';

const now = Date.parse('2026-11-25T12:00:00.000Z');
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();

describe('Times as distances', () => {
  test.for([
    [2, 'just now'],
    [-30, 'just now'],
    [40, 'less than a minute ago'],
    [60, '1 min ago'],
    [3599, '59 min ago'],
    [3600, '1 h ago'],
    [86_400, 'a day ago'],
    [3 * 86_400, '3 days ago'],
    [20 * 86_400, 'on 5 November 2026'],
  ] as const)('%d seconds ago is "%s"', ([seconds, text]) => {
    expect(relativeTime(before(seconds), now)).toBe(text);
  });

  test('what is to come is told by the minute, then by the clock, then with its day', () => {
    const noon = new Date(2026, 10, 25, 12).getTime();
    const at = (date: number, hours: number, minutes = 0) =>
      comingTime(new Date(2026, 10, date, hours, minutes).toISOString(), noon);
    expect([at(25, 11), at(25, 12)]).toEqual(['any moment', 'any moment']);
    expect(at(25, 12, 14)).toBe('in 14 min');
    expect(at(25, 15)).toBe('at 15:00');
    expect(at(26, 2)).toBe('tomorrow at 02:00');
    expect(at(29, 2)).toBe('on 29 November 2026 at 02:00');
  });

  test('the day of an entry is named as people name it', () => {
    const noon = new Date(2026, 10, 25, 12);
    const day = (date: number) => new Date(2026, 10, date, 9).toISOString();
    expect(dayName(day(25), noon.getTime())).toBe('Today');
    expect(dayName(day(24), noon.getTime())).toBe('Yesterday');
    expect(dayName(day(3), noon.getTime())).toBe('3 November 2026');
  });

  test.for([
    [71, '0.1 s'],
    [8032, '8.0 s'],
    [95_000, '95 s'],
    [600_000, '10 min'],
    [9_000_000, '3 h'],
  ] as const)('%d milliseconds are "%s"', ([ms, text]) => {
    expect(duration(ms)).toBe(text);
  });
});
