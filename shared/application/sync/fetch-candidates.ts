import type { Change } from '../../domain/change.ts';
import { faultOf } from '../../domain/fault.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { logEntry } from '../../domain/sync-log.ts';
import { mapConcurrently } from '../concurrency.ts';
import { endLeftAlone } from '../pairs/end-left-alone.ts';
import { placeOf, wordsOn } from '../pairs/words-on.ts';
import type { Clock, LogStore, PairStore } from '../ports.ts';
import type { Candidate, Ending } from './candidates.ts';
import type { SyncContext } from './context.ts';

export interface FetchDeps {
  readonly pairs: PairStore;
  readonly logs: LogStore;
  readonly clock: Clock;
}

/** A record of ours that the external system does not have yet. */
export interface Unpaired {
  readonly change: Change;
  readonly unpaired: true;
}

const fetchesAtOnce = 10;

/**
 * Reads each changed record as the vendor has it now; a delivery that was applied before, and what is left alone, costs no
 * fetch.
 */
export async function fetchCandidates(
  deps: FetchDeps,
  context: SyncContext,
  changes: readonly Change[],
): Promise<readonly (Candidate | Ending | Unpaired)[]> {
  const mappings = await findMappings(deps.pairs, changes);
  const words = await wordsOn(
    deps.pairs,
    changes.map((change, index) => placeOf(change, mappings[index])),
  );
  return mapConcurrently(changes, fetchesAtOnce, async (change, index) => {
    const mapping = mappings[index];
    if (mapping?.recentDeliveries.includes(change.deliveryKey) === true)
      return endDuplicate(deps, change, mapping);
    const word = words[index];
    if (word !== undefined) return endLeftAlone(deps, change, mapping, word);
    const externalId = change.side === 'external' ? change.recordId : mapping?.externalId;
    if (externalId === undefined) return { change, unpaired: true };
    try {
      return { change, mapping, external: await context.system.get(change.stream, externalId) };
    } catch (error) {
      return { change, fault: faultOf(error) };
    }
  });
}

async function findMappings(
  pairs: PairStore,
  changes: readonly Change[],
): Promise<readonly (IntegrationMapping | undefined)[]> {
  const external = changes.filter((change) => change.side === 'external');
  const known = await pairs.byExternalIds(
    external.map(({ integrationId, resourceType, recordId }) => ({
      integrationId,
      resourceType,
      externalId: recordId,
    })),
  );
  return mapConcurrently(changes, fetchesAtOnce, async (change) =>
    change.side === 'local'
      ? pairs.byInternalId(change.integrationId, change.resourceType, change.recordId)
      : known.find(
          (item) => item.externalId === change.recordId && item.resourceType === change.resourceType,
        ),
  );
}

/**
 * The delivery was applied before. When it is this very message coming back (its entry exists), the entry stands;
 * when the vendor sent the same thing twice, the second delivery gets an entry of its own.
 */
async function endDuplicate(deps: FetchDeps, change: Change, mapping: IntegrationMapping): Promise<Ending> {
  const own = await deps.logs.get(change.logId);
  if (own !== undefined) return { change, outcome: own.outcome };
  const at = deps.clock.now();
  const log = logEntry(change, {
    outcome: 'duplicate',
    operation: 'UPDATE',
    resourceId: mapping.internalId,
    externalId: mapping.externalId,
    fieldMappingVersion: mapping.fieldMappingVersion,
    startedAt: at,
    at,
  });
  await deps.logs.put([log]);
  return { change, outcome: 'duplicate' };
}
