import { describe, expect, test } from 'vitest';
import type { LedgerStore, LogStore } from '../../../shared/application/ports.ts';
import type { FailedTry } from '../../../shared/domain/attempts.ts';
import { logIdFor } from '../../../shared/domain/log-id.ts';
import type { Receipt } from '../../../shared/domain/receipt.ts';
import { aLedgerHour } from '../support/ledger-samples.ts';
import { aLog, fresh } from '../support/samples.ts';

const hour = '2026-03-01T10:00:00.000Z';
const inTime = '2026-03-01T10:20:00.000Z';
let number = 0;

const idAt = (integrationId: string, receivedAt: string): string => {
  const key = String(number++);
  return logIdFor({ integrationId, receivedAt, deliveryKey: key, recordId: key }, (text) =>
    Buffer.from(text).toString('hex').padEnd(12, '0').slice(-12),
  );
};
const receipt = (integrationId: string, receivedAt = '2026-03-01T10:10:00.000Z'): Receipt => ({
  ...{ logId: idAt(integrationId, receivedAt), resourceType: 'TASK', stream: 'tasks', side: 'external' },
  ...{ recordId: 'x 1@#', kind: 'upserted', cause: 'webhook' },
});
const byId = (a: { readonly logId: string }, b: { readonly logId: string }) => (a.logId < b.logId ? -1 : 1);

export function ledgerStoreContract(
  name: string,
  make: () => { readonly ledger: LedgerStore; readonly logs: LogStore },
): void {
  describe(`${name} keeps the ledger`, () => {
    test('receipts by the hour in which they were received; a batch that comes twice is kept once', async () => {
      const { ledger } = make();
      const [one, two] = [fresh('int'), fresh('int')];
      const mine = [receipt(one), { ...receipt(one), jobId: 'job-1' }];
      const batch = [...mine, receipt(one, '2026-03-01T11:00:00.000Z'), receipt(two)];
      await ledger.keep(`${one}-batch`, batch, inTime);
      await ledger.keep(`${one}-batch`, batch, inTime);
      expect([...(await ledger.receipts(one, hour))].sort(byId)).toEqual([...mine].sort(byId));
      expect(await ledger.receipts(one, '2026-03-01T11:00:00.000Z')).toHaveLength(1);
      expect(await ledger.receipts(one, '2026-03-01T12:00:00.000Z')).toEqual([]);
      expect(await ledger.late(one)).toEqual([]);
    });

    test('a batch of hundreds, as a burst brings it', async () => {
      const { ledger } = make();
      const id = fresh('int');
      const many = Array.from({ length: 450 }, () => receipt(id));
      await ledger.keep(`${id}-batch`, many, inTime);
      expect([...(await ledger.receipts(id, hour))].sort(byId)).toEqual([...many].sort(byId));
    });

    test('which hours got receipts long after they were over, and when', async () => {
      const { ledger } = make();
      const id = fresh('int');
      await ledger.keep(`${id}-1`, [receipt(id)], '2026-03-01T15:00:00.000Z');
      await ledger.keep(`${id}-2`, [receipt(id)], '2026-03-01T16:00:00.000Z');
      expect(await ledger.late(id)).toEqual([{ hour, at: '2026-03-01T16:00:00.000Z' }]);
      expect(await ledger.late(fresh('int'))).toEqual([]);
    });

    test('what the log says of changes that were received within bounds, the first included, across days', async () => {
      const { ledger, logs } = make();
      const id = fresh('int');
      const entry = (receivedAt: string) => ({
        ...aLog(id, { outcome: 'applied', externalId: 'x-1' }),
        id: idAt(id, receivedAt),
      });
      const within = [entry('2026-03-01T23:59:59.999Z'), entry('2026-03-02T00:30:00.000Z')];
      const outside = [entry('2026-03-01T22:59:59.999Z'), entry('2026-03-02T01:00:00.000Z')];
      await logs.put([...within, ...outside, entry('2026-03-01T23:00:00.000Z')]);
      const ends = await ledger.ends(id, '2026-03-01T23:00:00.000Z', '2026-03-02T01:00:00.000Z');
      expect(ends).toHaveLength(3);
      for (const { id: logId } of within)
        expect(ends).toContainEqual({
          ...{ logId, outcome: 'applied', resourceType: 'TASK', side: 'external', recordId: 'x-1' },
        });
    });

    test('that a try failed and when the next one was to follow, until there is an end', async () => {
      const { ledger, logs } = make();
      const id = fresh('int');
      const log = aLog(id, { outcome: 'held' });
      const attempts: readonly FailedTry[] = [
        {
          ...{ at: log.createdAt, kind: 'unavailable', sentence: 'No answer.' },
          nextTryAt: '2026-03-01T10:40:00.000Z',
        },
      ];
      const tried = { ...log, id: idAt(id, inTime), attempts };
      await logs.put([tried]);
      const ends = () => ledger.ends(id, hour, '2026-03-01T11:00:00.000Z');
      expect(await ends()).toMatchObject([{ retryAt: '2026-03-01T10:40:00.000Z' }]);
      await logs.put([{ ...tried, outcome: 'applied', createdAt: '2026-03-01T10:40:01.000Z' }]);
      expect((await ends())[0]).not.toHaveProperty('retryAt');
    });

    test('the hours of one integration, oldest first, within bounds; one that is counted again is replaced', async () => {
      const { ledger } = make();
      const id = fresh('int');
      const hours = ['2026-02-28T23', '2026-03-01T00', '2026-03-01T01'].map((at) =>
        aLedgerHour(id, { hour: `${at}:00:00.000Z` }),
      );
      await ledger.putHours([...hours].reverse());
      await ledger.putHours([]);
      const [first, second] = hours;
      expect(await ledger.hours(id, '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z')).toEqual([
        first,
        second,
      ]);
      const again = aLedgerHour(id, { hour: '2026-03-01T01:00:00.000Z', missing: 0, named: [], open: false });
      await ledger.putHours([again]);
      expect(await ledger.hours(id, again.hour, again.hour)).toEqual([again]);
      expect(await ledger.hours(id, again.hour, '2026-03-01T00:00:00.000Z')).toEqual([]);
    });

    test('how far the account is closed', async () => {
      const { ledger } = make();
      const integrationId = fresh('int');
      expect(await ledger.state(integrationId)).toBeUndefined();
      const state = {
        schemaVersion: 1,
        integrationId,
        through: hour,
        open: [hour],
        checkedAt: inTime,
      } as const;
      await ledger.putState(state);
      await ledger.putState({ ...state, open: [] });
      expect(await ledger.state(integrationId)).toEqual({ ...state, open: [] });
    });
  });
}
