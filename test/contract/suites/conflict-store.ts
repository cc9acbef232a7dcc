import { describe, expect, test } from 'vitest';
import type { AuditStore, ConflictStore } from '../../../shared/application/ports.ts';
import { aConflict, anAuditEntry, at, fresh } from '../support/samples.ts';
import { walk } from '../support/walk.ts';

const minutesAfter = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

export function conflictStoreContract(
  name: string,
  makeWithAudit: () => { readonly store: ConflictStore; readonly audit: AuditStore },
): void {
  const make = () => makeWithAudit().store;
  describe(`${name} keeps what waits for a person's decision`, () => {
    test('gives back exactly what was stored, one by one and many at once', async () => {
      const store = make();
      const [one, two] = [aConflict(), aConflict()];
      for (const conflict of [one, two]) expect(await store.put(conflict)).toBe('written');
      expect(await store.get(one.id)).toEqual(one);
      expect(await store.get(fresh('nobody'))).toBeUndefined();
      const found = await store.getMany([one.id, two.id, one.id, fresh('nobody')]);
      expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        [one, two].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      );
    });

    test('opening the same conflict twice is one conflict', async () => {
      const store = make();
      const conflict = aConflict();
      expect(await store.put(conflict)).toBe('written');
      expect(await store.put(conflict)).toBe('written');
      expect((await store.list([conflict.integrationId], {}, { limit: 10 })).items).toEqual([conflict]);
    });

    test('of two people who decide from the same version only one is heard', async () => {
      const store = make();
      const conflict = aConflict();
      await store.put(conflict);
      const decided = { ...conflict, version: 2, status: 'RESOLVED' as const, resolvedBy: 'ada' };
      expect(await store.put(decided)).toBe('written');
      expect(await store.put({ ...decided, resolvedBy: 'ben' })).toBe('stale');
      expect(await store.put(conflict)).toBe('stale');
      expect((await store.get(conflict.id))?.resolvedBy).toBe('ada');
    });

    test('lists an integration’s own, newest first, by state and kind, page after page', async () => {
      const store = make();
      const integrationId = fresh('int');
      const conflicts = [0, 1, 2, 3, 4].map((minutes) =>
        aConflict({
          integrationId,
          createdAt: minutesAfter(minutes),
          status: minutes % 2 === 0 ? 'PENDING' : 'IGNORED',
          resourceType: minutes < 3 ? 'TASK' : 'MEMBER',
        }),
      );
      for (const conflict of conflicts) await store.put(conflict);
      await store.put(aConflict());
      const ids = async (filter: Parameters<ConflictStore['list']>[1]) =>
        (await walk((page) => store.list([integrationId], filter, page), 2)).map(({ id }) => id);
      expect(await ids({})).toEqual(conflicts.toReversed().map(({ id }) => id));
      expect(await ids({ status: 'PENDING' })).toEqual([4, 2, 0].map((index) => conflicts[index]?.id));
      expect(await ids({ status: 'PENDING', resourceType: 'TASK' })).toEqual(
        [2, 0].map((index) => conflicts[index]?.id),
      );
    });

    test('lists several integrations as one, newest first, and shows a conflict under its present state only', async () => {
      const store = make();
      const [mine, yours] = [fresh('int'), fresh('int')];
      const conflicts = [0, 1, 2, 3, 4, 5].map((minutes) =>
        aConflict({ integrationId: minutes % 3 === 0 ? mine : yours, createdAt: minutesAfter(minutes) }),
      );
      for (const conflict of conflicts) await store.put(conflict);
      await store.put(aConflict());
      const [, second] = conflicts;
      if (second === undefined) throw new Error('There is no second conflict.');
      await store.put({ ...second, version: 2, status: 'RESOLVED' });
      const ids = async (status: 'PENDING' | 'RESOLVED') =>
        (await walk((page) => store.list([mine, yours], { status }, page), 2)).map(({ id }) => id);
      expect(await ids('PENDING')).toEqual([5, 4, 3, 2, 0].map((index) => conflicts[index]?.id));
      expect(await ids('RESOLVED')).toEqual([second.id]);
    });

    test('an act and its audit entry are stored together, or neither when somebody was faster', async () => {
      const { store, audit } = makeWithAudit();
      const conflict = aConflict();
      await store.put(conflict);
      const ignored = { ...conflict, version: 2, status: 'IGNORED' as const };
      const [entry, late] = [anAuditEntry(), anAuditEntry()];
      expect(await store.act(ignored, entry)).toBe('written');
      expect(await store.act({ ...ignored, status: 'RESOLVED' }, late)).toBe('stale');
      expect((await store.get(conflict.id))?.status).toBe('IGNORED');
      const known = (await audit.list({ limit: 200 })).items.map(({ id }) => id);
      expect([known.includes(entry.id), known.includes(late.id)]).toEqual([true, false]);
    });

    test('those of a removed integration go, and only those', async () => {
      const store = make();
      const [mine, other] = [aConflict(), aConflict()];
      for (const conflict of [mine, other]) await store.put(conflict);
      expect(await store.removeAll(mine.integrationId)).toBe(1);
      expect(await store.get(mine.id)).toBeUndefined();
      expect(await store.get(other.id)).toEqual(other);
    });
  });
}
