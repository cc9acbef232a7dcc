import type { AdminDecision } from '../../domain/sync-log.ts';
import { logEntry, type SyncLog } from '../../domain/sync-log.ts';
import type {
  AuditStore,
  ChangeQueue,
  Clock,
  Ids,
  IntegrationStore,
  LogStore,
  ParkedItem,
  ParkedStore,
} from '../ports.ts';
import type { Refusal } from '../refusal.ts';

/** What an admin's acts on parked changes need. */
export interface ParkedDeps {
  readonly parked: ParkedStore;
  readonly integrations: IntegrationStore;
  readonly logs: LogStore;
  readonly changes: ChangeQueue;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

export const unknownItem = (id: string): Refusal => ({
  refused: 'not-found',
  message: `Nothing waits under "${id}" any more: it went through, or somebody dropped it.`,
});

/** What waits for its integration goes on with it; there is nothing to mend. */
export const itWaits = ({ fault }: ParkedItem): Refusal => ({
  refused: 'not-running',
  message: `It waits and goes on by itself. ${fault.message}`,
});

export const queueFull: Refusal = {
  refused: 'unfinished',
  message: 'The queue did not take it; it is tried again by itself a little later.',
};

/** The entry of a parked change, or one made for it when its own is gone. */
export async function entryOf(deps: Pick<ParkedDeps, 'logs'>, { change, fault, parkedAt }: ParkedItem) {
  const told = await deps.logs.get(change.logId);
  return (
    told ??
    logEntry(change, {
      ...{ outcome: 'held', operation: change.kind === 'deleted' ? 'DELETE' : 'UPDATE', fault },
      resourceId: change.side === 'local' ? change.recordId : null,
      externalId: change.side === 'external' ? change.recordId : null,
      ...{ startedAt: parkedAt, at: parkedAt },
    })
  );
}

export const decidedEntry = (entry: SyncLog, decided: AdminDecision): SyncLog =>
  decided.act === 'dropped'
    ? {
        ...{ ...entry, decided, outcome: 'rejected', status: 'FAILED', createdAt: decided.at },
        ...{ recordsSucceeded: 0, recordsFailed: 1 },
      }
    : { ...entry, decided };
