import { amendLog } from '../../domain/amend-log.ts';
import { parkedDelaySeconds } from '../../domain/backoff.ts';
import type { Change, Outcome } from '../../domain/change.ts';
import { addSeconds, elapsed } from '../../domain/dates.ts';
import type { Fault } from '../../domain/fault.ts';
import { logEntry } from '../../domain/sync-log.ts';
import { together } from '../concurrency.ts';
import type { Clock, LogStore, ParkedItem, ParkedStore } from '../ports.ts';

export interface ParkDeps {
  readonly parked: ParkedStore;
  readonly logs: LogStore;
  readonly clock: Clock;
}

/**
 * Sets a change aside so that nothing waits behind it: an item to retry, edit or drop, and a log entry that says
 * why. `attempts` counts the tries so far.
 */
export async function park(
  deps: ParkDeps,
  change: Change,
  fault: Fault,
  attempts: number,
  outcome: Extract<Outcome, 'rejected' | 'dead' | 'held'>,
): Promise<void> {
  const now = deps.clock.now();
  const id = parkedId(change);
  const known = await deps.parked.get(id);
  const waited = known === undefined ? 0 : elapsed(known.parkedAt, now) / 1000;
  const item: ParkedItem = {
    id,
    integrationId: change.integrationId,
    change,
    fault,
    attempts,
    parkedAt: now,
    retryAt: addSeconds(now, parkedDelaySeconds(waited) ?? neverSeconds),
  };
  const log = logEntry(change, {
    outcome,
    operation: change.kind === 'deleted' ? 'DELETE' : 'UPDATE',
    resourceId: change.side === 'local' ? change.recordId : null,
    externalId: change.side === 'external' ? change.recordId : null,
    fault,
    retryCount: Math.max(0, attempts - 1),
    startedAt: now,
    at: now,
  });
  const told = await deps.logs.get(log.id);
  await together([deps.parked.put(item), deps.logs.put([told === undefined ? log : amendLog(told, log)])]);
}

/** The item of a change: the same for every try of it. */
export const parkedId = (change: Pick<Change, 'integrationId' | 'logId'>): string =>
  `${change.integrationId}:${change.logId}`;

/** Far enough that only a person's "try again" brings the item back. */
const neverSeconds = 100 * 365 * 86_400;
