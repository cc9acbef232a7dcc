import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WaitingPair, WaitingStore } from '../../../shared/application/field-mappings/ports.ts';
import { fresh } from '../support/samples.ts';

const pair = (integrationId: string, id: string, recordId: string): WaitingPair => ({
  integrationId,
  awaited: { resourceType: 'MEMBER', side: 'external', id },
  waiting: { resourceType: 'TASK', stream: 'tasks', side: 'external', recordId },
});
const byRecord = (pairs: readonly WaitingPair[]) =>
  [...pairs].sort((a, b) => (a.waiting.recordId < b.waiting.recordId ? -1 : 1));

export function waitingStoreContract(name: string, make: () => WaitingStore): void {
  describe(`${name} remembers who waits for whom`, () => {
    test('and finds them by the record that is waited for, of that integration and side only', async () => {
      const store = make();
      const id = fresh('int');
      const [one, two] = [pair(id, 'ada', 'task-1'), pair(id, 'ada', 'task-2')];
      const local = { ...one, awaited: { ...one.awaited, side: 'local' as const } };
      await store.remember([one, two, pair(id, 'bo', 'task-3'), pair(fresh('int'), 'ada', 'task-4'), local]);
      expect(byRecord(await store.waitingFor(id, [one.awaited]))).toEqual([one, two]);
      expect(await store.waitingFor(id, [local.awaited])).toEqual([local]);
      expect(await store.waitingFor(id, [{ ...one.awaited, id: 'cy' }])).toEqual([]);
    });

    test('each once; only what is new is answered', async () => {
      const store = make();
      const waiting = pair(fresh('int'), 'ada', 'task-1');
      expect(await store.remember([waiting])).toEqual([waiting]);
      expect(await store.remember([waiting])).toEqual([]);
      expect(await store.waitingFor(waiting.integrationId, [waiting.awaited])).toEqual([waiting]);
    });

    test('and shows all of one integration, whoever they wait for', async () => {
      const store = make();
      const id = fresh('int');
      const local = {
        ...pair(id, 'cy', 'task-3'),
        awaited: { resourceType: 'TASK', side: 'local', id: 'cy' } as const,
      };
      const all = [pair(id, 'ada', 'task-1'), pair(id, 'bo', 'task-2'), local];
      await store.remember([...all, pair(fresh('int'), 'ada', 'task-9')]);
      expect(byRecord(await store.list(id))).toEqual(all);
      expect(await store.list(fresh('int'))).toEqual([]);
    });

    test('until they are told, or the integration goes', async () => {
      const store = make();
      const id = fresh('int');
      const [one, two] = [pair(id, 'ada', 'task-1'), pair(id, 'bo', 'task-2')];
      await store.remember([one, two]);
      await store.forget([one]);
      expect(await store.waitingFor(id, [one.awaited, two.awaited])).toEqual([two]);
      await store.removeAll(id);
      expect(await store.waitingFor(id, [two.awaited])).toEqual([]);
    });

    test('whatever the ids look like, nobody is found for another', async () => {
      const store = make();
      const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 700, unit: 'grapheme' }), {
        minLength: 2,
        maxLength: 5,
      });
      await fc.assert(
        fc.asyncProperty(ids, async (targets) => {
          const id = fresh('int');
          const pairs = targets.map((target) => pair(id, target, target));
          await store.remember(pairs);
          for (const waiting of pairs)
            expect(await store.waitingFor(id, [waiting.awaited])).toEqual([waiting]);
        }),
        { seed: 41, numRuns: 15 },
      );
    });
  });
}
