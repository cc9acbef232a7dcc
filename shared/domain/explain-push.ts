import type { Fault } from './fault.ts';
import type { HeldField } from './reconcile.ts';
import type { FieldExplanation, SyncLog } from './sync-log.ts';

/** The entry of a push in which some fields cannot be expressed over there: they wait and were not sent. */
export function withHeld(log: SyncLog, held: readonly HeldField[]): SyncLog {
  if (held.length === 0) return log;
  const waits = new Set(held.map(({ field }) => field));
  const changes = log.changes.filter(({ field, from }) => from === 'external' || !waits.has(field));
  const waiting = [...log.waiting, ...held.map(({ field, reason }) => ({ field, reason }))];
  const status = log.status === 'CONFLICT_PENDING' ? log.status : 'PARTIAL_SUCCESS';
  const outcome = changes.length === 0 && log.outcome === 'applied' ? 'held' : log.outcome;
  return { ...log, outcome, status, changes, waiting };
}

/** The entry of a push that the vendor did not take (yet): only what was written here has happened. */
export function withoutPush(log: SyncLog, fault: Fault): SyncLog {
  const unsent = log.changes.filter(({ from }) => from !== 'external');
  const waiting = unsent.map(({ field }) => ({ field, reason: `not sent yet: ${fault.message}` }));
  return {
    ...log,
    outcome: 'held',
    status: 'PARTIAL_SUCCESS',
    changes: log.changes.filter(({ from }) => from === 'external'),
    waiting: [...log.waiting, ...waiting],
    fault,
  };
}

/** The entry of a push with what the vendor made of the values. */
export const withAnswer = (log: SyncLog, notes: readonly FieldExplanation[]): SyncLog => ({
  ...log,
  changes: [...log.changes, ...notes],
});
