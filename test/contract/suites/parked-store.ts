import { describe, expect, test } from 'vitest';
import type { ParkedStore } from '../../../shared/application/ports.ts';
import { aParkedItem, at, fresh } from '../support/samples.ts';
import { walk } from '../support/walk.ts';

const minutesAfter = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

export function parkedStoreContract(name: string, make: () => ParkedStore): void {
  describe(`${name} keeps what was set aside`, () => {
    test('gives back exactly what was parked', async () => {
      const store = make();
      const given = { by: 'ada', values: { title: 'Plant trees', tags: ['a'] } };
      const item = aParkedItem({ change: { ...aParkedItem().change, given } });
      await store.put(item);
      expect((await store.list(item.integrationId, { limit: 10 })).items).toEqual([item]);
      expect(await store.get(item.id)).toEqual(item);
      expect(await store.get(fresh('nobody'))).toBeUndefined();
    });

    test('parking the same change again replaces the item', async () => {
      const store = make();
      const item = aParkedItem({ tries: 2 });
      await store.put(item);
      const again = { ...item, tries: 3, parkedAt: minutesAfter(30), retryAt: minutesAfter(60) };
      await store.put(again);
      expect((await store.list(item.integrationId, { limit: 10 })).items).toEqual([again]);
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

    test('an item may be removed only as long as it is about one change, and stays when a newer one is in its place', async () => {
      const store = make();
      const item = aParkedItem();
      const newer = { ...item, change: { ...item.change, logId: fresh('log') } };
      await store.put(newer);
      await store.remove(item.id, item.change.logId);
      expect(await store.get(item.id)).toEqual(newer);
      await store.remove(item.id, newer.change.logId);
      expect(await store.get(item.id)).toBeUndefined();
      await store.remove(item.id, newer.change.logId);
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
      await store.put({ ...item, retryAt: '2007-01-01T00:00:00.000Z' });
      const dueIn = async (year: number) =>
        (await store.due(`${year}-06-01T00:00:00.000Z`, 100)).map(({ id }) => id);
      expect(await dueIn(2006)).not.toContain(item.id);
      expect(await dueIn(2007)).toContain(item.id);
      await store.remove(item.id);
    });

    test('tells where items lie, with their cause, newest first and from any place on', async () => {
      const store = make();
      const integrationId = fresh('int');
      const fault = { kind: 'unavailable', message: 'The integration is paused; the change waits.' } as const;
      const items = [3, 2, 1, 0].map((minutes) =>
        aParkedItem({
          ...{ integrationId, parkedAt: minutesAfter(minutes) },
          ...(minutes === 2 ? { held: true, fault } : minutes === 1 ? { tries: 0 } : {}),
        }),
      );
      for (const item of [...items, aParkedItem()]) await store.put(item);
      const places = await store.places(integrationId, undefined, 10);
      expect(places).toEqual(
        items.map(({ id, parkedAt, held, tries }) => ({
          ...{ id, integrationId, place: `${parkedAt}#${id}` },
          causeKey:
            held === true
              ? 'unavailable:the-integration-is-paused-the-change-waits'
              : 'rejected:the-title-is-too-long',
          waits: held === true || tries === 0,
        })),
      );
      expect(await store.places(integrationId, places[0]?.place, 2)).toEqual(places.slice(1, 3));
      expect(await store.places(integrationId, places[3]?.place, 2)).toEqual([]);
    });

    test('gives back several items at once, without those that are gone', async () => {
      const store = make();
      const items = [aParkedItem(), aParkedItem()];
      for (const item of items) await store.put(item);
      const found = await store.getMany([...items.map(({ id }) => id), fresh('gone')]);
      expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        items.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      );
      expect(await store.getMany([])).toEqual([]);
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
