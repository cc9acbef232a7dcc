import { memoryAlertStore } from '../../../shared/adapters/in-memory/alert-store.ts';
import { memoryIntegrationStore } from '../../../shared/adapters/in-memory/integration-store.ts';
import { memoryLedgerStore } from '../../../shared/adapters/in-memory/ledger-store.ts';
import { memoryLogStore } from '../../../shared/adapters/in-memory/log-store.ts';
import { Memory } from '../../../shared/adapters/in-memory/memory.ts';
import { MemoryNotifier } from '../../../shared/adapters/in-memory/notifier.ts';
import { memoryParkedStore } from '../../../shared/adapters/in-memory/parked-store.ts';
import { countingIds, MemoryClock, silentLogger } from '../../../shared/adapters/in-memory/system.ts';
import { sha256Hasher } from '../../../shared/adapters/platform/system.ts';
import { checkLedger } from '../../../shared/application/ledger/check-ledger.ts';
import { noteReceipts } from '../../../shared/application/ledger/note-receipts.ts';
import type { ChangeQueue } from '../../../shared/application/ports.ts';
import type { Change, Outcome } from '../../../shared/domain/change.ts';
import { logIdFor } from '../../../shared/domain/log-id.ts';
import { receiptOf } from '../../../shared/domain/receipt.ts';
import { logEntry } from '../../../shared/domain/sync-log.ts';
import { aChange, anIntegration } from '../../contract/support/samples.ts';
import { Fate } from './fate.ts';

export const integrationId = 'int-1';

/** A queue whose messages can be ended, or taken out behind everybody's back; and the ledger that watches it. */
export async function ledgerWorld() {
  const memory = new Memory();
  const clock = new MemoryClock();
  const fate = new Fate();
  const notifier = new MemoryNotifier();
  const waiting = new Map<string, Change>();
  const queue = {
    isFull: false,
    async send(changes: readonly Change[]): Promise<'accepted' | 'unavailable'> {
      if (queue.isFull) return 'unavailable';
      for (const change of changes) waiting.set(change.logId, change);
      return 'accepted';
    },
  };
  const stores = {
    ledger: memoryLedgerStore(memory),
    logs: memoryLogStore(memory),
    integrations: memoryIntegrationStore(memory),
    parked: memoryParkedStore(memory),
    alerts: memoryAlertStore(memory),
  };
  await stores.integrations.create(anIntegration({ id: integrationId }));
  const deps = {
    ...stores,
    ledger: fate.over(stores.ledger, ['putHours', 'putState']),
    alerts: fate.over(stores.alerts, ['put', 'resolve']),
    changes: fate.over<ChangeQueue>(queue, ['send']),
    backlog: { count: async () => waiting.size },
    ...{ clock, notifier, ids: countingIds(), logger: silentLogger },
  };
  let batches = 0;
  return {
    ...{ clock, fate, memory, notifier, waiting, queue, stores },
    /** A webhook about a record is taken by the queue. */
    async receive(recordId: string): Promise<Change> {
      const receivedAt = clock.now();
      const about = { integrationId, receivedAt, deliveryKey: `event-${recordId}`, recordId };
      const logId = logIdFor(about, (text) => sha256Hasher.hash(text));
      const change = aChange({ ...about, cause: 'webhook', logId });
      await queue.send([change]);
      return change;
    },
    /** The line about it arrives where receipts are kept. */
    note: (changes: readonly Change[], batch = `batch-${batches++}`) =>
      noteReceipts({ ledger: stores.ledger, clock }, batch, changes.map(receiptOf)),
    /** A worker ends it. */
    async end(change: Change, outcome: Outcome = 'applied'): Promise<void> {
      const at = clock.now();
      const ids = { resourceId: null, externalId: change.recordId };
      await stores.logs.put([logEntry(change, { outcome, operation: 'UPDATE', ...ids, startedAt: at, at })]);
      waiting.delete(change.logId);
    },
    check: () => checkLedger(deps),
    hours: () => stores.ledger.hours(integrationId, '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'),
    openAlert: () => stores.alerts.open({ integrationId, kind: 'ledger', cause: 'ledger' }),
  };
}
