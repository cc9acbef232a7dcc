import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { everything, isFiltered, logFilterSchema, queryFor } from './log-filter.ts';

const noon = new Date(2026, 10, 25, 12).getTime();

describe('The address of a log', () => {
  test('says which entries to show', () => {
    const filter = z.parse(logFilterSchema, {
      ...{ result: 'FAILED', kind: 'TASK', outcome: 'dead', find: 4711, run: 'job_1' },
    });
    expect(queryFor(filter, noon)).toEqual({
      ...{ status: 'FAILED', operation: undefined, resourceType: 'TASK', outcome: 'dead' },
      ...{ recordId: '4711', jobId: 'job_1', from: undefined, to: undefined },
    });
  });

  test('with a mistyped filter still opens, without that filter', () => {
    const filter = z.parse(logFilterSchema, { result: 'BROKEN', act: 7, kind: 'MEMBER', from: 'May' });
    expect(filter).toEqual({ ...everything, kind: 'MEMBER' });
    expect(isFiltered(filter)).toBe(true);
    expect(isFiltered(everything)).toBe(false);
  });

  test('may name an entry that is open, which is no filter', () => {
    expect(isFiltered({ ...everything, entry: 'log_1' })).toBe(false);
  });

  const timesOf = (filter: object) => {
    const { from, to } = queryFor({ ...everything, ...filter }, noon);
    return [from, to];
  };
  const at = (...[month, day]: readonly [number, number]) => new Date(2026, month, day).getTime();
  const iso = (time: number) => new Date(time).toISOString();

  test('counts days from the reader’s midnight to the last moment before the next', () => {
    expect(timesOf({ since: 'today' })).toEqual([iso(at(10, 25)), undefined]);
    expect(timesOf({ since: 'yesterday' })).toEqual([iso(at(10, 24)), iso(at(10, 25) - 1)]);
    expect(timesOf({ since: 'days', from: '2026-10-24', to: '2026-10-26' })).toEqual([
      iso(at(9, 24)),
      iso(at(9, 27) - 1),
    ]);
  });

  test('leaves an end open that is not said', () => {
    expect(timesOf({ since: 'days', from: '2026-10-24' })).toEqual([iso(at(9, 24)), undefined]);
    expect(timesOf({ since: 'days' })).toEqual([undefined, undefined]);
    expect(timesOf({ from: '2026-10-24' })).toEqual([undefined, undefined]);
  });

  test('counts a week and a month back from now', () => {
    expect(timesOf({ since: 'week' })).toEqual([iso(noon - 7 * 24 * 3600 * 1000), undefined]);
    expect(timesOf({ since: 'month' })).toEqual([iso(noon - 30 * 24 * 3600 * 1000), undefined]);
  });
});
