import { describe, expect, test } from 'vitest';
import type { SweepStore } from '../../../shared/application/ports.ts';
import { fresh } from '../support/samples.ts';

export function sweepStoreContract(name: string, make: () => SweepStore): void {
  describe(`${name} remembers what a whole list showed`, () => {
    test('all pages of one stream in one run, a repeated page once', async () => {
      const store = make();
      const job = fresh('job');
      await store.note(job, 'tasks', 0, ['a', 'b']);
      await store.note(job, 'tasks', 1, ['c']);
      await store.note(job, 'tasks', 1, ['c', 'd']);
      await store.note(job, 'users', 0, ['x']);
      expect(await store.marks(job, 'tasks')).toEqual(new Set(['a', 'b', 'c', 'd']));
      expect(await store.marks(job, 'users')).toEqual(new Set(['x']));
    });

    test('nothing of a stream that was not read, of an empty list, or of another run', async () => {
      const store = make();
      const job = fresh('job');
      await store.note(job, 'tasks', 0, []);
      expect(await store.marks(job, 'tasks')).toEqual(new Set());
      expect(await store.marks(job, 'task')).toEqual(new Set());
      expect(await store.marks(fresh('job'), 'tasks')).toEqual(new Set());
    });

    test('whatever the stream is called and however many pages it has', async () => {
      const store = make();
      const job = fresh('job');
      const stream = 'Aufgaben / “offen” #1';
      for (let page = 0; page < 12; page++) await store.note(job, stream, page, [`mark-${page}`]);
      expect((await store.marks(job, stream)).size).toBe(12);
    });
  });
}
