import { describe, expect, test } from 'vitest';
import type { DriftStore } from '../../../shared/application/ports.ts';
import { aDriftResult, aDriftRound } from '../support/drift-samples.ts';
import { fresh } from '../support/samples.ts';

export function driftStoreContract(name: string, make: () => DriftStore): void {
  describe(`${name} keeps comparisons of both sides`, () => {
    test('the round of each integration, with its place, as it was put', async () => {
      const store = make();
      const [one, two, never] = [aDriftRound(fresh('int')), aDriftRound(fresh('int')), fresh('int')];
      expect(await store.get(one.integrationId)).toBeUndefined();
      expect(await store.put(one)).toBe('written');
      expect(await store.put(two)).toBe('written');
      expect(await store.get(one.integrationId)).toEqual(one);
      const found = await store.getMany([one.integrationId, two.integrationId, never]);
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining([one, two]));
      expect(await store.getMany([])).toEqual([]);
    });

    test('of two that go on from one place exactly one does; a new round follows the last', async () => {
      const store = make();
      const first = aDriftRound(fresh('int'));
      expect(await store.put(first)).toBe('written');
      expect(await store.put(aDriftRound(first.integrationId))).toBe('stale');
      const next = { ...first, version: 2, pages: 3 };
      expect((await Promise.all([store.put(next), store.put(next)])).sort()).toEqual(['stale', 'written']);
      expect(await store.put(aDriftRound(first.integrationId, { version: 4 }))).toBe('stale');
      expect(await store.put(aDriftRound(first.integrationId, { version: 3 }))).toBe('written');
    });

    test('what rounds came to, newest first, each once, from a time on', async () => {
      const store = make();
      const id = fresh('int');
      const days = ['2026-01-01', '2026-02-01', '2026-03-01'].map((day) =>
        aDriftResult(id, `${day}T00:00:00.000Z`),
      );
      for (const each of days) await store.keep(each);
      const [, middle, last] = days;
      if (last === undefined) throw new Error('There is none.');
      await store.keep(last);
      await store.keep(aDriftResult(fresh('int'), last.startedAt));
      expect(await store.history(id, '2026-02-01T00:00:00.000Z')).toEqual([last, middle]);
      expect(await store.history(id, '2026-04-01T00:00:00.000Z')).toEqual([]);
    });
  });
}
