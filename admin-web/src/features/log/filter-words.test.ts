import { expect, test } from 'vitest';
import { filterWords } from './filter-words.ts';
import { everything } from './log-filter.ts';

const words = (filter: object) => filterWords({ ...everything, ...filter }, () => 'Garden team');

test('A choice is told in the words it was made with', () => {
  expect(words({})).toEqual([]);
  expect(words({ entry: 'log_1' })).toEqual([]);
  expect(words({ integration: 'int_1', result: 'FAILED', kind: 'TASK', since: 'week', find: '77' })).toEqual([
    ...['Integration: Garden team', 'Outcome: Failed', 'Kind of record: Task', 'When: Last 7 days'],
    'Number of the record: 77',
  ]);
  expect(words({ since: 'days', from: '2026-03-01' })).toEqual(['When: from 2026-03-01']);
});
