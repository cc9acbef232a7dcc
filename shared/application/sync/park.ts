import { afterFailedTry } from '../../domain/attempts-log.ts';
import { parkedDelaySeconds } from '../../domain/backoff.ts';
import type { Change, Outcome } from '../../domain/change.ts';
import { addSeconds, elapsed } from '../../domain/dates.ts';
import type { Fault } from '../../domain/fault.ts';
import { together } from '../concurrency.ts';
import type { Clock, LogStore, ParkedItem, ParkedStore } from '../ports.ts';

export interface ParkDeps {
  readonly parked: ParkedStore;
  readonly logs: LogStore;
  readonly clock: Clock;
}

/**
 * Sets a change aside so that nothing waits behind it: an item to retry, edit or drop, and a log entry that says
 * why. `tries` counts those since it was last sent to the queue. What an admin dropped meanwhile stays dropped.
 */
export async function park(
  deps: ParkDeps,
  change: Change,
  fault: Fault,
  tries: number,
  outcome: Extract<Outcome, 'rejected' | 'dead' | 'held'>,
): Promise<void> {
  const at = deps.clock.now();
  const id = parkedId(change);
  const [known, told] = await together([deps.parked.get(id), deps.logs.get(change.logId)]);
  if (told?.decided?.act === 'dropped') return deps.parked.remove(id);
  const parkedAt = known?.parkedAt ?? at;
  const delay = parkedDelaySeconds(elapsed(parkedAt, at) / 1000);
  const failure = { fault, at, ...(delay === undefined ? {} : { nextTryAt: addSeconds(at, delay) }) };
  const log = afterFailedTry(told, change, failure, outcome);
  const item: ParkedItem = {
    ...{ id, integrationId: change.integrationId, change: original(known, change), fault, parkedAt },
    attempts: log.attempts ?? [],
    tries: (known?.tries ?? 0) + tries,
    retryAt: failure.nextTryAt ?? addSeconds(at, neverSeconds),
  };
  await together([deps.parked.put(item), deps.logs.put([log])]);
}

/** As it came first: a retry only gave it another key. */
const original = (known: ParkedItem | undefined, change: Change): Change => known?.change ?? change;

/** The item of a change: the same for every try of it. */
export const parkedId = (change: Pick<Change, 'integrationId' | 'logId'>): string =>
  `${change.integrationId}:${change.logId}`;

/** Far enough that only a person's "try again" brings the item back. */
const neverSeconds = 100 * 365 * 86_400;
