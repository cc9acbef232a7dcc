import type { Call } from '../../connector-kit/connector.ts';
import { drifted } from '../../connector-kit/faults.ts';
import { addSeconds, elapsed, toInstant } from '../../domain/dates.ts';
import type { ExternalPage, ReadWindow } from '../../domain/external.ts';
import { deletionsSince } from './deleted.ts';
import type { Kind } from './kinds.ts';
import { query, toRecord } from './rows.ts';
import type { Row, Settings } from './schema.ts';
import { isId, moment, pageSize, quoted, select } from './soql.ts';

/** A long transaction commits with the stamp of its beginning: later than what was read before, with an earlier time. */
const overlapSeconds = 300;

/**
 * Pages by key: a page can be asked for after days, and no record moves between them. What changed since a time goes by
 * time-stamp and id, deleted records with it; everything goes by id.
 */
export async function list(
  call: Call<Settings>,
  kind: Kind,
  { since, cursor }: ReadWindow,
): Promise<ExternalPage> {
  const { settings } = call;
  const after = cursor === null ? undefined : placeIn(cursor);
  const [conditions, orderBy] =
    since === null
      ? [['IsDeleted = false', ...(after === undefined ? [] : [`Id > ${quoted(after.id)}`])], 'Id']
      : [changedSince(addSeconds(moment(since), -overlapSeconds), after), 'SystemModstamp, Id'];
  const soql = select(kind.object, [...conditions, ...kind.where(settings)], { orderBy });
  const { rows, done } = await query(call, kind, soql, 'all');
  const last = rows.at(-1);
  const more = last !== undefined && (rows.length >= pageSize || !done);
  if (last === undefined && !done)
    throw drifted('The list', '/records', 'a page without records is not the last');
  const binned = rows.filter(({ IsDeleted }) => IsDeleted).map(({ Id }) => Id);
  const purged = since === null || more ? [] : await deletionsSince(call, kind, since);
  return {
    records: rows.filter(({ IsDeleted }) => !IsDeleted).map((row) => toRecord(kind, row, settings)),
    deletedIds: [...new Set([...binned, ...purged])],
    next: more ? cursorOf(last) : null,
  };
}

interface Place {
  readonly at: string;
  readonly id: string;
}

function changedSince(since: string, after: Place | undefined): readonly string[] {
  if (after === undefined || elapsed(since, after.at) < 0) return [`SystemModstamp >= ${since}`];
  return [`SystemModstamp >= ${after.at}`, `(SystemModstamp > ${after.at} OR Id > ${quoted(after.id)})`];
}

const cursorOf = ({ SystemModstamp, Id }: Row): string => `${SystemModstamp} ${Id}`;

function placeIn(cursor: string): Place {
  const [at = '', id = ''] = cursor.split(' ');
  const instant = toInstant(at);
  if (instant === undefined || !isId(id)) throw drifted('The place in the list', '', 'it is none of ours');
  return { at: instant, id };
}
