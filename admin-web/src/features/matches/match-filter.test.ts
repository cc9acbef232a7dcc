import { expect, test } from 'vitest';
import { isFiltered, matchFilterSchema } from './match-filter.ts';

test('an address names a kind, a state and the number of a record', () => {
  const filter = { kind: 'TASK', state: 'UNLINKED', find: 'task-1' } as const;
  expect(matchFilterSchema.parse(filter)).toEqual(filter);
  expect(isFiltered(filter)).toBe(true);
});

test('a number of digits alone is a text too', () => {
  expect(matchFilterSchema.parse({ find: 12_345 }).find).toBe('12345');
});

test('what an address may not say is left out', () => {
  const filter = matchFilterSchema.parse({ kind: 'CAT', state: 'LOST', find: '  ' });
  expect(filter).toEqual({ kind: undefined, state: undefined, find: undefined });
  expect(isFiltered(filter)).toBe(false);
});
