import { expect, test } from 'vitest';
import { indicatorLines } from './indicators.ts';

const now = Date.parse('2026-03-01T10:00:00.000Z');

test('the four indicators of health are told with what would be well, and how it is', () => {
  const lines = indicatorLines(
    {
      successRate: { value: 87.5, status: 'WARN', threshold: 95 },
      responseTime: { value: 500, status: 'PASS', threshold: 2000 },
      errorRate: { value: 33.3, status: 'FAIL', threshold: 2 },
      lastSync: { value: '2026-03-01T09:50:00.000Z', status: 'PASS', threshold: 120 },
    },
    now,
  );
  expect(lines.map(({ title, value, aim, word }) => `${title}: ${value} (${aim}): ${word.text}`)).toEqual([
    'Runs that went through: 87.5 % (at least 95 %): Worth a look',
    'Nearly all answers came within: 0.5 s (at most 2.0 s): Good',
    'Changes that failed: 33.3 % (at most 2 %): Not good',
    'Last sync: 10 min ago (at the latest after 2 h): Good',
  ]);
});

test('what could not be measured is not called good', () => {
  const nothing = { value: null, status: 'PASS', threshold: 1 } as const;
  const late = { value: null, status: 'FAIL', threshold: 60 } as const;
  const indicators = { successRate: nothing, responseTime: nothing, errorRate: nothing, lastSync: late };
  expect(indicatorLines(indicators, now).map(({ value, word }) => [value, word.text])).toEqual([
    ...Array.from({ length: 3 }, () => ['Nothing yet', 'Nothing to judge']),
    ['Nothing yet', 'Not good'],
  ]);
});
