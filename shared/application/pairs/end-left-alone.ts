import { amendLog } from '../../domain/amend-log.ts';
import type { Change } from '../../domain/change.ts';
import { whyLeftAlone } from '../../domain/left-alone.ts';
import type { IntegrationMapping, LeftAlone } from '../../domain/mapping.ts';
import { logEntry } from '../../domain/sync-log.ts';
import type { Clock, LogStore } from '../ports.ts';

/** A change of a record that is left alone moves nothing; its entry says whose word that is, and what was done before it. */
export async function endLeftAlone(
  deps: { readonly logs: LogStore; readonly clock: Clock },
  change: Change,
  pair: IntegrationMapping | undefined,
  word: LeftAlone,
): Promise<{ readonly change: Change; readonly outcome: 'held' }> {
  const at = deps.clock.now();
  const { side, recordId } = change;
  const entry = logEntry(change, {
    outcome: 'held',
    operation: change.kind === 'deleted' ? 'DELETE' : 'UPDATE',
    resourceId: pair?.internalId ?? (side === 'local' ? recordId : null),
    externalId: pair?.externalId ?? (side === 'external' ? recordId : null),
    waiting: [{ field: '*', reason: whyLeftAlone(word) }],
    ...(pair === undefined ? {} : { fieldMappingVersion: pair.fieldMappingVersion }),
    startedAt: at,
    at,
  });
  const told = await deps.logs.get(change.logId);
  await deps.logs.put([told === undefined ? entry : amendLog(told, entry)]);
  return { change, outcome: 'held' };
}
