import type { LedgerEnd } from './ledger.ts';
import type { SyncLog } from './sync-log.ts';

type Entry = Pick<
  SyncLog,
  'id' | 'outcome' | 'resourceType' | 'direction' | 'resourceId' | 'externalId' | 'createdAt'
> & { readonly attempts?: readonly { readonly at: string; readonly nextTryAt?: string }[] };

/** What an entry of the log says of its change. Written by a try that failed, it says when the next one was to follow. */
export function ledgerEndOf(entry: Entry): LedgerEnd {
  const { id: logId, outcome, resourceType, direction, createdAt } = entry;
  const side = direction === 'BRITEPOOL_TO_EXTERNAL' ? 'local' : 'external';
  const last = entry.attempts?.at(-1);
  const retryAt = outcome === 'held' && last?.at === createdAt ? last.nextTryAt : undefined;
  return {
    ...{ logId, outcome, resourceType, side },
    recordId: side === 'local' ? entry.resourceId : entry.externalId,
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}
