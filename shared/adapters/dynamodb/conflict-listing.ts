import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ConflictFilter, Listing, PageRequest } from '../../application/ports.ts';
import type { ConflictResolution } from '../../domain/conflict.ts';
import { getAll } from './batches.ts';
import type { Tables } from './client.ts';
import { conflictItem } from './conflict-schema.ts';
import { conflictPartition } from './keys.ts';
import { decodeCursor, encodeCursor } from './listing.ts';

/** Position in the merged list: the index key of the last conflict looked at. */
const position = z.object({ before: z.string() });
const placed = z.looseObject({ pk: z.string(), sk: z.string(), place: z.string() });

/** Rounds one page may cost; a rare kind of record ends it early with a cursor to go on from. */
const roundsPerPage = 10;

/** Merges one index partition per integration, newest first. */
export async function listConflicts(
  tables: Tables,
  integrationIds: readonly string[],
  filter: ConflictFilter,
  page: PageRequest,
): Promise<Listing<ConflictResolution>> {
  const items: ConflictResolution[] = [];
  let before = decodeCursor(page.cursor, position)?.before;
  for (let rounds = 0; rounds < roundsPerPage; rounds++) {
    const wanted = page.limit - items.length;
    const ids = [...new Set(integrationIds)];
    const heads = await Promise.all(ids.map((id) => head(tables, id, filter, before, wanted + 1)));
    const newest = heads.flat().sort((a, b) => (a.place < b.place ? 1 : -1));
    const shown = newest.slice(0, wanted);
    items.push(...(await load(tables, shown, filter)));
    if (newest.length <= wanted) return { items };
    before = shown.at(-1)?.place;
    if (items.length >= page.limit) break;
  }
  return before === undefined ? { items } : { items, cursor: encodeCursor({ before }) };
}

async function head(
  tables: Tables,
  integrationId: string,
  { status }: ConflictFilter,
  before: string | undefined,
  limit: number,
) {
  const index = status === undefined ? 'gsi1' : 'gsi2';
  const answer = await tables.client.send(
    new QueryCommand({
      TableName: tables.sync,
      IndexName: index,
      KeyConditionExpression: before === undefined ? '#pk = :pk' : '#pk = :pk AND #sk < :before',
      ExpressionAttributeNames: {
        '#pk': `${index}pk`,
        ...(before === undefined ? {} : { '#sk': `${index}sk` }),
      },
      ExpressionAttributeValues: {
        ':pk': conflictPartition(integrationId, status),
        ...(before === undefined ? {} : { ':before': before }),
      },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return (answer.Items ?? []).map((item) => placed.parse({ ...item, place: item[`${index}sk`] }));
}

/** In order. The index may still show a state that the conflict has left. */
async function load(
  tables: Tables,
  shown: readonly z.output<typeof placed>[],
  { status, resourceType }: ConflictFilter,
): Promise<readonly ConflictResolution[]> {
  const loaded = await getAll(tables, tables.sync, shown);
  const byKey = new Map(loaded.map((item) => [String(item.pk), conflictItem.parse(item)]));
  return shown.flatMap(({ pk }) => {
    const conflict = byKey.get(pk);
    if (conflict === undefined) return [];
    const fits =
      (status === undefined || conflict.status === status) &&
      (resourceType === undefined || conflict.resourceType === resourceType);
    return fits ? [conflict] : [];
  });
}
