import { amendLog } from './amend-log.ts';
import { failedTry, withTry } from './attempts.ts';
import type { Change, Outcome } from './change.ts';
import type { Fault } from './fault.ts';
import { logEntry, type SyncLog } from './sync-log.ts';
import type { Instant } from './values.ts';

/** A try that failed: what was wrong, when, and when the next one follows by itself. */
export interface Failure {
  readonly fault: Fault;
  readonly at: Instant;
  readonly nextTryAt?: Instant;
}

/**
 * The entry of a change one of whose tries failed: what is known of it, the fault and all tries. `told` is the entry as
 * it stands; what a try wrote before it failed stays told.
 */
export function afterFailedTry(
  told: SyncLog | undefined,
  change: Change,
  failure: Failure,
  outcome: Extract<Outcome, 'held' | 'rejected' | 'dead'> = 'held',
): SyncLog {
  const { fault, at, nextTryAt } = failure;
  const attempts = withTry(told?.attempts, failedTry(fault, at, nextTryAt));
  const fresh = logEntry(change, {
    outcome,
    operation: told?.operation ?? (change.kind === 'deleted' ? 'DELETE' : 'UPDATE'),
    resourceId: told?.resourceId ?? (change.side === 'local' ? change.recordId : null),
    externalId: told?.externalId ?? (change.side === 'external' ? change.recordId : null),
    waiting: told?.waiting ?? [],
    fieldMappingVersion: told?.fieldMappingVersion ?? 0,
    fault,
    retryCount: told?.attempts === undefined ? 0 : told.retryCount + 1,
    startedAt: at,
    at,
  });
  return { ...(told === undefined ? fresh : amendLog(told, fresh)), attempts };
}
