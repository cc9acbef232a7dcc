import { describe, expect, test } from 'vitest';
import type { ParkedStore } from '../../../shared/application/ports.ts';
import { aParkedItem, at, fresh } from '../support/samples.ts';
import { walk } from '../support/walk.ts';

const minutesAfter = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

export function parkedStoreContract(name: string, make: () => ParkedStore): void {
  describe(`${name} keeps what was set aside`, () => {
    test('gives back exactly what was parked', async () => {
      const store = make();
      const item = aParkedItem();
      await store.put(item);
      expect((await store.list(item.integrationId, { limit: 10 })).items).toEqual([item]);
      expect(await store.get(item.id)).toEqual(item);
      expect(await store.get(fresh('nobody'))).toBeUndefined();
    });

    test('parking the same change again counts up and keeps the first time', async () => {
      const store = make();
      const item = aParkedItem({ attempts: 2 });
      await store.put(item);
      await store.put({ ...item, attempts: 1, parkedAt: minutesAfter(30), retryAt: minutesAfter(60) });
      expect((await store.list(item.integrationId, { limit: 10 })).items).toEqual([
        { ...item, attempts: 3, retryAt: minutesAfter(60) },
      ]);
    });

    test('hands out what is due, the longest waiting first, and nothing before its time', async () => {
      const store = make();
      const integrationId = fresh('int');
      const items = [50, 40, 30, 20, 10, 0].map((minutes) =>
        aParkedItem({ integrationId, retryAt: `2031${minutesAfter(minutes).slice(4)}` }),
      );
      for (const item of items) await store.put(item);
      const due = await store.due(`2031${minutesAfter(30).slice(4)}`, 500);
      const mine = due.filter((item) => item.integrationId === integrationId);
      expect(mine.map(({ id }) => id)).toEqual([5, 4, 3, 2].map((index) => items[index]?.id));
      expect(await store.due('2020-01-01T00:00:00.000Z', 500)).toEqual([]);
    });

    test('hands out no more than was asked for, and then the longest waiting', async () => {
      const store = make();
      const items = [3, 2, 1, 0].map((minutes) =>
        aParkedItem({ retryAt: `2001${minutesAfter(minutes).slice(4)}` }),
      );
      for (const item of items) await store.put(item);
      const due = await store.due('2002-01-01T00:00:00.000Z', 2);
      expect(due.map(({ id }) => id)).toEqual([items[3]?.id, items[2]?.id]);
      for (const item of items) await store.remove(item.id);
    });

    test('a removed item is due no more, and removing it twice does no harm', async () => {
      const store = make();
      const item = aParkedItem({ retryAt: '2003-01-01T00:00:00.000Z' });
      await store.put(item);
      await store.remove(item.id);
      await store.remove(item.id);
      expect((await store.due('2004-01-01T00:00:00.000Z', 10)).map(({ id }) => id)).not.toContain(item.id);
      expect((await store.list(item.integrationId, { limit: 10 })).items).toEqual([]);
    });

    test('an item that was postponed is due at its new time only', async () => {
      const store = make();
      const item = aParkedItem({ retryAt: '2005-01-01T00:00:00.000Z' });
      await store.put(item);
      await store.put({ ...item, attempts: 0, retryAt: '2007-01-01T00:00:00.000Z' });
      const dueIn = async (year: number) =>
        (await store.due(`${year}-06-01T00:00:00.000Z`, 100)).map(({ id }) => id);
      expect(await dueIn(2006)).not.toContain(item.id);
      expect(await dueIn(2007)).toContain(item.id);
      await store.remove(item.id);
    });

    test('lists the items of one integration newest first, page by page', async () => {
      const store = make();
      const integrationId = fresh('int');
      const items = Array.from({ length: 7 }, (_, index) =>
        aParkedItem({ integrationId, parkedAt: minutesAfter(-index) }),
      );
      for (const item of [...items, aParkedItem()]) await store.put(item);
      const listed = await walk((page) => store.list(integrationId, page), 3);
      expect(listed.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    });
  });
}
