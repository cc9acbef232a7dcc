import { describe, expect, test } from 'vitest';
import type { ReviewStore } from '../../../shared/application/first-sync/ports.ts';
import type { AuditStore } from '../../../shared/application/ports.ts';
import { anAuditEntry, aReview, at, fresh } from '../support/samples.ts';
import { walk } from '../support/walk.ts';

const minutesAfter = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

export function reviewStoreContract(
  name: string,
  make: () => { readonly store: ReviewStore; readonly audit: AuditStore },
): void {
  describe(`${name} keeps which records wait to be linked`, () => {
    test('gives back exactly what was stored, one by one and many at once', async () => {
      const { store } = make();
      const [one, two] = [aReview(), aReview()];
      for (const review of [one, two]) expect(await store.put(review)).toBe('written');
      expect(await store.get(one.id)).toEqual(one);
      expect(await store.get(fresh('nobody'))).toBeUndefined();
      const found = await store.getMany([one.id, two.id, one.id, fresh('nobody')]);
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set([one.id, two.id]));
    });

    test('opens a review once, and hears one decision per version, with its audit entry', async () => {
      const { store, audit } = make();
      const review = aReview();
      await store.put(review);
      expect(await store.put(review)).toBe('stale');
      const [entry, late] = [anAuditEntry(), anAuditEntry()];
      const decided = { ...review, version: 2, status: 'LINKED' as const, internalId: 'task-1' };
      expect(await store.act(decided, entry)).toBe('written');
      expect(await store.act({ ...decided, internalId: 'task-2' }, late)).toBe('stale');
      expect(await store.get(review.id)).toEqual(decided);
      const known = (await audit.list({ limit: 200 })).items.map(({ id }) => id);
      expect([known.includes(entry.id), known.includes(late.id)]).toEqual([true, false]);
    });

    test('lists an integration’s own, newest first, by state, page after page', async () => {
      const { store } = make();
      const integrationId = fresh('int');
      const reviews = [0, 1, 2, 3].map((minutes) =>
        aReview({
          integrationId,
          createdAt: minutesAfter(minutes),
          status: minutes === 1 ? 'SKIPPED' : 'PENDING',
        }),
      );
      for (const review of [...reviews, aReview()]) await store.put(review);
      const ids = async (filter: Parameters<ReviewStore['list']>[1]) =>
        (await walk((page) => store.list(integrationId, filter, page), 2)).map(({ id }) => id);
      expect(await ids({})).toEqual(reviews.toReversed().map(({ id }) => id));
      expect(await ids({ status: 'PENDING' })).toEqual([3, 2, 0].map((index) => reviews[index]?.id));
    });

    test('those of a removed integration go, and only those', async () => {
      const { store } = make();
      const [mine, other] = [aReview(), aReview()];
      for (const review of [mine, other]) await store.put(review);
      expect(await store.removeAll(mine.integrationId)).toBe(1);
      expect(await store.get(mine.id)).toBeUndefined();
      expect(await store.get(other.id)).toEqual(other);
    });
  });
}
