import type { Change } from '../../domain/change.ts';
import { type BritePoolRecord, revise } from '../../domain/record.ts';
import type { Fields } from '../../domain/values.ts';
import type { Clock, RecordStore } from '../ports.ts';

/**
 * Our record takes the form that the vendor gave to our values. `stale` when somebody changed it meanwhile: their
 * values stand, and the next look compares both sides again.
 */
export async function followAnswer(
  deps: { readonly records: RecordStore; readonly clock: Clock },
  change: Change,
  record: BritePoolRecord,
  follow: Fields,
): Promise<'written' | 'stale'> {
  if (Object.keys(follow).length === 0) return 'written';
  const by = { kind: 'integration', id: change.integrationId } as const;
  const write = { at: deps.clock.now(), by, logId: change.logId, taken: Object.keys(follow) };
  return deps.records.put(revise(record, follow, write));
}
