import { amendLog } from '../../domain/amend-log.ts';
import type { Change, Outcome } from '../../domain/change.ts';
import type { Fault } from '../../domain/fault.ts';
import { logEntry, type SyncLog } from '../../domain/sync-log.ts';
import type { Clock, LogStore } from '../ports.ts';

export interface EndDeps {
  readonly logs: LogStore;
  readonly clock: Clock;
}

/** It may have come once more, but nothing is left to do for it. */
const isDone = ({ outcome }: SyncLog): boolean =>
  outcome !== 'held' && outcome !== 'rejected' && outcome !== 'dead';

/**
 * Says what became of a change that nobody looks at by itself now; what was done under it before stays told, and one that
 * ended keeps its end.
 */
export async function endChange(
  deps: EndDeps,
  change: Change,
  outcome: Extract<Outcome, 'held' | 'superseded'>,
  fault?: Fault,
): Promise<void> {
  const at = deps.clock.now();
  const entry = logEntry(change, {
    outcome,
    operation: change.kind === 'deleted' ? 'DELETE' : 'UPDATE',
    resourceId: change.side === 'local' ? change.recordId : null,
    externalId: change.side === 'external' ? change.recordId : null,
    ...(fault === undefined ? {} : { fault }),
    startedAt: at,
    at,
  });
  const told = await deps.logs.get(change.logId);
  if (told !== undefined && isDone(told)) return;
  await deps.logs.put([told === undefined ? entry : amendLog(told, entry)]);
}
