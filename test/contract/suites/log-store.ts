import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogFilter, LogStore } from '../../../shared/application/ports.ts';
import { parseLogId } from '../../../shared/domain/log-id.ts';
import { type SyncLog, syncOperations, syncStatuses } from '../../../shared/domain/sync-log.ts';
import { aLog, at, fresh } from '../support/samples.ts';
import { newestFirst, walk } from '../support/walk.ts';

const minutesAfter = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

const placeOf = ({ id }: SyncLog): string => {
  const address = parseLogId(id);
  return `${address?.at}#${address?.suffix}`;
};

/** The store's own clock stands shortly after `at`. */
export function logStoreContract(name: string, make: () => LogStore): void {
  describe(`${name} keeps the sync log`, () => {
    const list = (store: LogStore, id: string, filter: LogFilter = {}, limit = 4) =>
      walk((page) => store.list(id, filter, page), limit);

    test('counts what was filed on a day, of one integration', async () => {
      const store = make();
      const integrationId = fresh('int');
      const times = ['2026-03-01T00:00:00.000Z', '2026-03-01T23:59:59.999Z', '2026-03-02T00:00:00.000Z'];
      await store.put(times.map((filedAt) => aLog(integrationId, { filedAt })));
      await store.put([aLog(fresh('int'), { filedAt: '2026-03-01T12:00:00.000Z' })]);
      expect(await store.countOfDay(integrationId, '2026-03-01')).toBe(2);
      expect(await store.countOfDay(integrationId, '2026-02-28')).toBe(0);
    });

    test('gives back exactly what was written, found by its id alone', async () => {
      const store = make();
      const log = aLog(fresh('int'), {
        changes: [{ field: 'title', before: null, after: 'Neu', from: 'external', rule: 'new here' }],
        waiting: [{ field: 'status', reason: 'unknown value' }],
        fault: {
          ...{ kind: 'rejected', message: 'no', httpStatus: 400, pointer: '/name' },
          exchange: { method: 'PUT', path: '/tasks/1', status: 400, requestBody: '{}', responseBody: 'no' },
        },
        attempts: [{ at, kind: 'rejected', sentence: 'no', httpStatus: 400, nextTryAt: at }],
        decided: { act: 'dropped', by: 'ada', at, reason: 'A test.' },
        jobId: 'job-1',
      });
      await store.put([log]);
      expect(await store.get(log.id)).toEqual(log);
    });

    test('answers nothing for an id that is unknown or is no log id', async () => {
      const store = make();
      expect(await store.get(aLog(fresh('int')).id)).toBeUndefined();
      expect(await store.get('log~../../etc')).toBeUndefined();
      expect(await store.get('')).toBeUndefined();
    });

    test('an entry written again replaces itself, also within one write', async () => {
      const store = make();
      const integrationId = fresh('int');
      const log = aLog(integrationId);
      const final = { ...log, outcome: 'unchanged' as const };
      await store.put([log, log, final]);
      await store.put([final]);
      expect(await list(store, integrationId)).toEqual([final]);
    });

    test('writes nothing when there is nothing to write', async () => {
      await expect(make().put([])).resolves.toBeUndefined();
    });

    test('lists newest first over days and quiet weeks, page by page', async () => {
      const store = make();
      const integrationId = fresh('int');
      const minutes = [0, -1, -2, -3, -60 * 24, -60 * 24 - 1, -60 * 24 * 9, -60 * 24 * 40, -60 * 24 * 41];
      const logs = minutes.map((minute) => aLog(integrationId, { filedAt: minutesAfter(minute) }));
      await store.put([...logs].reverse());
      await store.put([aLog(fresh('int'))]);
      for (const limit of [1, 2, 4, 50])
        expect((await list(store, integrationId, {}, limit)).map(({ id }) => id)).toEqual(
          logs.map(({ id }) => id),
        );
    });

    test('filters by state, operation, kind of record, run and time, both ends included', async () => {
      const store = make();
      const integrationId = fresh('int');
      const logs = Array.from({ length: 40 }, (_, index) =>
        aLog(integrationId, {
          filedAt: minutesAfter(-index * 95),
          status: syncStatuses[index % syncStatuses.length] ?? 'SUCCESS',
          operation: syncOperations[index % syncOperations.length] ?? 'UPDATE',
          resourceType: index % 2 === 0 ? 'TASK' : 'MEMBER',
          ...(index % 8 === 3 ? { jobId: 'job-1' } : {}),
        }),
      );
      await store.put(logs);
      const expectSame = async (filter: LogFilter, wanted: (index: number) => boolean) =>
        expect((await list(store, integrationId, filter)).map(({ id }) => id)).toEqual(
          logs.filter((_, index) => wanted(index)).map(({ id }) => id),
        );
      await expectSame({ status: 'FAILED' }, (index) => index % 5 === 2);
      await expectSame(
        { operation: 'DELETE', resourceType: 'TASK' },
        (index) => index % 5 === 2 && index % 2 === 0,
      );
      await expectSame({ resourceType: 'MEMBER' }, (index) => index % 2 === 1);
      await expectSame({ jobId: 'job-1' }, (index) => index % 8 === 3);
      await expectSame(
        { from: minutesAfter(-30 * 95), to: minutesAfter(-10 * 95) },
        (index) => index >= 10 && index <= 30,
      );
    });

    test('filters by what became of the change, and by the id of the record on either side', async () => {
      const store = make();
      const integrationId = fresh('int');
      const [ours, theirs, other] = [
        aLog(integrationId, { resourceId: 'oak', externalId: '77', outcome: 'dead', status: 'FAILED' }),
        aLog(integrationId, { resourceId: null, externalId: 'oak', outcome: 'rejected', status: 'FAILED' }),
        aLog(integrationId, { resourceId: 'oak-2', externalId: null, outcome: 'dead', status: 'FAILED' }),
      ];
      await store.put([ours, theirs, other]);
      const ids = async (filter: LogFilter) =>
        new Set((await list(store, integrationId, filter)).map(({ id }) => id));
      expect(await ids({ recordId: 'oak' })).toEqual(new Set([ours.id, theirs.id]));
      expect(await ids({ recordId: 'oak', outcome: 'dead' })).toEqual(new Set([ours.id]));
      expect(await ids({ outcome: 'dead' })).toEqual(new Set([ours.id, other.id]));
      expect(await ids({ recordId: 'elm' })).toEqual(new Set());
    });

    test('a window may reach far into the future and the past', async () => {
      const store = make();
      const integrationId = fresh('int');
      const log = aLog(integrationId);
      await store.put([log]);
      const window = { from: '1999-01-01T00:00:00.000Z', to: '2999-12-31T00:00:00.000Z' };
      expect(await list(store, integrationId, window)).toEqual([log]);
      expect(await list(store, integrationId, { upTo: '1999-01-01T00:00:00.000Z~' })).toEqual([]);
      expect(await list(store, integrationId, { ...window, upTo: '1998-01-01T00:00:00.000Z~' })).toEqual([]);
    });

    test('says how far a page has looked: what it did not show up to there does not exist', async () => {
      const store = make();
      const row = fc.record({
        minute: fc.integer({ min: 0, max: 60 * 24 * 3 }),
        recordId: fc.constantFrom('oak', 'elm'),
      });
      const property = async (rows: { minute: number; recordId: string }[], limit: number, rare: boolean) => {
        const integrationId = fresh('int');
        const logs = rows.map(({ minute, recordId }) =>
          aLog(integrationId, { filedAt: minutesAfter(-minute), resourceId: recordId }),
        );
        await store.put(logs);
        const filter = rare ? { recordId: 'oak' } : {};
        const wanted = logs.filter(({ resourceId }) => !rare || resourceId === 'oak');
        const shown = new Set<string>();
        let upTo: string | undefined;
        do {
          const behind = upTo === undefined ? filter : { ...filter, upTo };
          const page = await store.list(integrationId, behind, { limit });
          for (const { id } of page.items) shown.add(id);
          expect(page.lookedTo === undefined).toBe(page.cursor === undefined);
          upTo = page.lookedTo;
          const looked = wanted.filter((log) => upTo === undefined || placeOf(log) >= upTo);
          expect(shown).toEqual(new Set(looked.map(({ id }) => id)));
        } while (upTo !== undefined);
      };
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { maxLength: 20 }),
          fc.integer({ min: 2, max: 9 }),
          fc.boolean(),
          property,
        ),
        { seed: 26, numRuns: 20 },
      );
    });

    test('a window that ends before it begins holds nothing', async () => {
      const store = make();
      const integrationId = fresh('int');
      await store.put([aLog(integrationId)]);
      expect(await list(store, integrationId, { from: minutesAfter(5), to: minutesAfter(-5) })).toEqual([]);
      expect(
        await list(store, integrationId, { from: minutesAfter(60 * 72), to: minutesAfter(-60 * 72) }),
      ).toEqual([]);
    });

    test('tells everything that ever happened to one record, newest first', async () => {
      const store = make();
      const resourceId = fresh('record');
      const logs = Array.from({ length: 7 }, (_, index) =>
        aLog(fresh('int'), { resourceId, createdAt: minutesAfter(-index), filedAt: minutesAfter(-index) }),
      );
      await store.put([
        ...logs,
        aLog(fresh('int')),
        aLog(fresh('int'), { resourceId, resourceType: 'MEMBER' }),
      ]);
      const story = await walk((page) => store.ofRecord('TASK', resourceId, page), 3);
      expect(story.map(({ id }) => id)).toEqual(logs.map(({ id }) => id));
    });

    test('refuses a cursor that it did not hand out', async () => {
      await expect(make().list(fresh('int'), {}, { limit: 5, cursor: 'bm9wZQ' })).rejects.toMatchObject({
        fault: { kind: 'rejected', pointer: '/query/cursor' },
      });
    });

    test('whatever the times and the page size, every entry is shown once and in order', async () => {
      const store = make();
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 0, max: 60 * 24 * 20 }), { maxLength: 25 }),
          fc.integer({ min: 1, max: 9 }),
          async (minutes, limit) => {
            const integrationId = fresh('int');
            const logs = minutes.map((minute) => aLog(integrationId, { filedAt: minutesAfter(-minute) }));
            await store.put(logs);
            const shown = await list(store, integrationId, {}, limit);
            expect(shown).toHaveLength(logs.length);
            expect(new Set(shown.map(({ id }) => id))).toEqual(new Set(logs.map(({ id }) => id)));
            const times = shown.map(({ createdAt }) => createdAt);
            expect(times).toEqual(newestFirst(times));
          },
        ),
        { seed: 20, numRuns: 12 },
      );
    });
  });
}
