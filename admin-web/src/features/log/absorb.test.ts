import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absorb, flatten, refresh } from './absorb.ts';

const page = (ids: readonly number[], cursor?: string, note = 'old') => ({
  entries: ids.map((id) => ({ id: String(id), note })),
  cursor,
});
const ids = (pages: readonly ReturnType<typeof page>[] | undefined) =>
  pages && flatten(pages).map(({ id }) => Number(id));

describe('A log that grows', () => {
  test('puts new entries before the known ones and keeps where reading goes on', () => {
    const grown = absorb([page([3, 2], 'older')], page([5, 4, 3], 'other'));
    expect(ids(grown)).toEqual([5, 4, 3, 2]);
    expect(grown?.at(-1)?.cursor).toBe('older');
  });

  test('brings an entry that was tried again up to date without moving it', () => {
    const grown = absorb([page([3, 2, 1])], page([3, 2], 'more', 'new'));
    expect(flatten(grown ?? []).map(({ note }) => note)).toEqual(['new', 'new', 'old']);
  });

  test('does not pretend to be complete when more happened than one page holds', () => {
    expect(absorb([page([3, 2], 'older')], page([9, 8, 7], 'more'))).toBeUndefined();
  });

  test('begins with the first entries that ever come', () => {
    expect(ids(absorb([page([])], page([2, 1])))).toEqual([2, 1]);
  });

  test('moves nothing while somebody reads, and still shows what became of the entries there', () => {
    const read = refresh([page([3, 2], 'older'), page([1])], page([5, 4, 3], 'other', 'new'));
    expect(ids(read)).toEqual([3, 2, 1]);
    expect(flatten(read).map(({ note }) => note)).toEqual(['new', 'old', 'old']);
  });

  test('always shows every entry once, newest first, however the pages and the news overlap', () => {
    const sizes = fc.record({
      known: fc.integer({ min: 0, max: 30 }),
      fresh: fc.integer({ min: 0, max: 12 }),
      pageSize: fc.integer({ min: 1, max: 10 }),
    });
    const property = fc.property(sizes, ({ known, fresh, pageSize }) => {
      const newestId = known + fresh;
      const all = Array.from({ length: newestId }, (_, at) => newestId - at);
      const old = all.slice(fresh);
      const pages = Array.from({ length: Math.ceil(old.length / pageSize) }, (_, at) =>
        page(old.slice(at * pageSize, (at + 1) * pageSize), `after ${at}`),
      );
      const news = page(all.slice(0, pageSize), pageSize < all.length ? 'more' : undefined);
      const grown = absorb(pages, news);
      if (grown === undefined) expect(fresh).toBeGreaterThanOrEqual(pageSize);
      else expect(ids(grown)).toEqual(known === 0 ? all.slice(0, pageSize) : all);
    });
    fc.assert(property, { seed: 20261125, numRuns: 500 });
  });
});
