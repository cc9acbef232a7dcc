import { type Overlap, overlaps } from '../../domain/participation.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import { fieldValue, type Instant } from '../../domain/values.ts';
import type { RecordStore } from '../ports.ts';

export interface OverlapSearch {
  readonly memberId?: string;
  /** Only entries that begin at or after this time, and before `to`. */
  readonly from?: Instant;
  readonly to?: Instant;
}

export interface FoundOverlaps {
  readonly overlaps: readonly (Overlap & { readonly memberId: string })[];
  /** Entries compared. */
  readonly entries: number;
  /** `false`: there are more entries than are looked at in one go; name a member or a shorter time. */
  readonly complete: boolean;
}

const pageSize = 100;
const mostPages = 50;

/** Time entries of one person that lie at the same time, whichever systems they came from. */
export async function findOverlaps(
  deps: { readonly records: Pick<RecordStore, 'list'> },
  search: OverlapSearch,
): Promise<FoundOverlaps> {
  const entries: BritePoolRecord[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const request = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
    const found = await deps.records.list('PARTICIPATION_LOG', request);
    entries.push(...found.items.filter((record) => isWanted(record, search)));
    cursor = found.cursor;
    if (cursor === undefined) break;
  }
  const members = new Map(entries.map(({ id, fields }) => [id, String(fieldValue(fields, 'memberId'))]));
  return {
    overlaps: overlaps(entries).map((each) => ({ ...each, memberId: members.get(each.first) ?? '' })),
    entries: entries.length,
    complete: cursor === undefined,
  };
}

function isWanted({ fields, archivedAt }: BritePoolRecord, { memberId, from, to }: OverlapSearch): boolean {
  const start = fieldValue(fields, 'startedAt');
  if (archivedAt !== undefined || typeof start !== 'string') return false;
  if (memberId !== undefined && fieldValue(fields, 'memberId') !== memberId) return false;
  return (from === undefined || start >= from) && (to === undefined || start < to);
}
