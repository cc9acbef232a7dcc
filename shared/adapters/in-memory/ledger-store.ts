import type { LedgerState, LedgerStore } from '../../application/ports.ts';
import { hourOf } from '../../domain/hour-figures.ts';
import { isLateNews, type LedgerHour } from '../../domain/ledger.ts';
import { ledgerEndOf } from '../../domain/ledger-end.ts';
import { parseLogId } from '../../domain/log-id.ts';
import { type Receipt, receivedAt } from '../../domain/receipt.ts';
import { copy, type Memory } from './memory.ts';

/** The ledger beside a log in this process. */
export function memoryLedgerStore(memory: Pick<Memory, 'logs'>): LedgerStore {
  const batches = new Map<string, readonly Receipt[]>();
  const late = new Map<
    string,
    { readonly integrationId: string; readonly hour: string; readonly at: string }
  >();
  const hours = new Map<string, LedgerHour>();
  const states = new Map<string, LedgerState>();
  return {
    async keep(batchId, receipts, at) {
      batches.set(batchId, copy(receipts));
      for (const receipt of receipts) {
        const hour = hourOf(receivedAt(receipt));
        const integrationId = parseLogId(receipt.logId)?.integrationId ?? '';
        if (isLateNews(hour, at))
          late.set(JSON.stringify([integrationId, hour]), { integrationId, hour, at });
      }
    },
    async receipts(integrationId, hour) {
      return copy(
        [...batches.values()]
          .flat()
          .filter((receipt) => parseLogId(receipt.logId)?.integrationId === integrationId)
          .filter((receipt) => hourOf(receivedAt(receipt)) === hour),
      );
    },
    async ends(integrationId, from, to) {
      const mine = [...memory.logs.values()].filter((log) => log.integrationId === integrationId);
      const filedAt = (id: string) => parseLogId(id)?.at ?? '';
      return mine.filter(({ id }) => filedAt(id) >= from && filedAt(id) < to).map(ledgerEndOf);
    },
    async late(integrationId) {
      const mine = [...late.values()].filter((each) => each.integrationId === integrationId);
      return mine.map(({ hour, at }) => ({ hour, at }));
    },
    async state(integrationId) {
      return copy(states.get(integrationId));
    },
    async putHours(counted) {
      for (const each of counted) hours.set(JSON.stringify([each.integrationId, each.hour]), copy(each));
    },
    async putState(state) {
      states.set(state.integrationId, copy(state));
    },
    async hours(integrationId, from, to) {
      const mine = [...hours.values()].filter((each) => each.integrationId === integrationId);
      const within = mine.filter(({ hour }) => hour >= from && hour <= to);
      return copy(within.sort((a, b) => (a.hour < b.hour ? -1 : 1)));
    },
  };
}
