import { expect, test } from 'vitest';
import { byDay } from './by-day.ts';

test('entries stand under the day they belong to, in their order', () => {
  const at = (day: number, hour: number) => ({ createdAt: new Date(2026, 10, day, hour).toISOString() });
  const now = new Date(2026, 10, 25, 12).getTime();
  const days = byDay([at(25, 11), at(25, 1), at(24, 23), at(20, 9)], now);
  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    ['20 November 2026', 1],
  ]);
});
