import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { isFiltered, logFilterSchema, queryFor } from './log-filter.ts';

const noon = new Date(2026, 10, 25, 12).getTime();
const none = { result: undefined, act: undefined, kind: undefined, since: undefined };

describe('The address of a log', () => {
  test('says which entries to show', () => {
    const filter = z.parse(logFilterSchema, { result: 'FAILED', kind: 'TASK' });
    expect(queryFor(filter, noon)).toEqual({
      status: 'FAILED',
      operation: undefined,
      resourceType: 'TASK',
      from: undefined,
    });
  });

  test('with a mistyped filter still opens, without that filter', () => {
    const filter = z.parse(logFilterSchema, { result: 'BROKEN', act: 7, kind: 'MEMBER' });
    expect(filter).toEqual({ ...none, kind: 'MEMBER' });
    expect(isFiltered(filter)).toBe(true);
    expect(isFiltered(z.parse(logFilterSchema, {}))).toBe(false);
  });

  test('counts "today" from midnight and "week" from seven days before now', () => {
    const midnight = new Date(2026, 10, 25).toISOString();
    expect(queryFor({ ...none, since: 'today' }, noon).from).toBe(midnight);
    const weekBefore = new Date(noon - 7 * 24 * 3600 * 1000).toISOString();
    expect(queryFor({ ...none, since: 'week' }, noon).from).toBe(weekBefore);
  });
});
