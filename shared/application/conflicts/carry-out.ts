import type { Change } from '../../domain/change.ts';
import type { ConflictResolution } from '../../domain/conflict.ts';
import { addSeconds } from '../../domain/dates.ts';
import type { Fault } from '../../domain/fault.ts';
import { logIdFor } from '../../domain/log-id.ts';
import type { Instant } from '../../domain/values.ts';
import type { Hasher, ParkedItem } from '../ports.ts';
import { parkedId } from '../sync/park.ts';
import { syncPairs } from '../sync/sync-pairs.ts';
import type { ConflictDeps } from './deps.ts';
import type { ConflictPair } from './read-pair.ts';

/** A look at the conflict's pair. The same conflict version gives the same change, and so the same log entry. */
export function lookFor(
  hasher: Hasher,
  { conflict, stream, at }: { conflict: ConflictResolution; stream: string; at: Instant },
  cause: 'manual' | 'poll',
): Change {
  const { integrationId, resourceType, externalId: recordId } = conflict;
  const deliveryKey = `conflict:${conflict.id}:${conflict.version}:${cause}`;
  return {
    schemaVersion: 1,
    integrationId,
    resourceType,
    stream,
    side: 'external',
    recordId,
    kind: 'upserted',
    cause,
    receivedAt: at,
    deliveryKey,
    logId: logIdFor({ integrationId, receivedAt: at, deliveryKey, recordId }, (text) => hasher.hash(text)),
  };
}

const underWay: Fault = {
  kind: 'unavailable',
  message: 'A decision is being carried out.',
};
/** Longer than carrying out takes: whoever finds the item after that, finds a decision that was cut off. */
const graceSeconds = 300;

/**
 * Put aside before the decision is stored, so that it is carried out even if this process dies: whoever retries
 * parked changes looks at the pair, and finds the decision or nothing to do.
 */
export function intention(deps: Pick<ConflictDeps, 'clock'>, change: Change): ParkedItem {
  const now = deps.clock.now();
  return {
    id: parkedId(change),
    integrationId: change.integrationId,
    change,
    fault: underWay,
    attempts: [],
    tries: 0,
    parkedAt: now,
    retryAt: addSeconds(now, graceSeconds),
  };
}

/** Writes what was decided to both sides now; what the vendor does not take (yet) stays put aside and is retried. */
export async function carryOut(
  deps: ConflictDeps,
  { context, external }: Pick<ConflictPair, 'context' | 'external'>,
  conflict: ConflictResolution,
  item: ParkedItem,
): Promise<Fault | undefined> {
  const mapping = await deps.pairs.byExternalId(conflict);
  if (mapping?.conflictId === conflict.id) {
    const [ending] = await syncPairs(deps, context, [{ change: item.change, external, mapping }]);
    if (ending !== undefined && 'fault' in ending) {
      await deps.parked.put({ ...item, fault: ending.fault, tries: 1 });
      return ending.fault;
    }
  }
  await deps.parked.remove(item.id);
  return undefined;
}
