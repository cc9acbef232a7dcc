import * as z from 'zod';
import type { Listing, PageRequest } from '../../application/ports.ts';
import { type IntegrationMapping, type MappingStatus, mappingStatuses } from '../../domain/mapping.ts';
import type { Tables } from './client.ts';
import { allShards, mappingPartition } from './keys.ts';
import { decodeCursor, encodeCursor, inPartition, queryIndexPage } from './listing.ts';
import { mappingItem } from './schemas.ts';

interface PairFilter {
  readonly resourceType?: IntegrationMapping['resourceType'];
  readonly syncStatus?: MappingStatus;
}

/** Part of the walk in work: a shard, and of it one of the key prefixes. */
const position = z.object({
  shard: z.int().min(0),
  prefix: z._default(z.int().min(0), 0),
  cursor: z.exactOptional(z.string()),
});

/**
 * One page of an integration's pairs: the shards one after the other, inside a shard by state, kind and external id.
 * Pairs of other kinds or states are never read, however many there are.
 */
export async function listPairs(
  tables: Tables,
  integrationId: string,
  filter: PairFilter,
  page: PageRequest,
): Promise<Listing<IntegrationMapping>> {
  const prefixes = prefixesOf(filter);
  const parts = allShards.flatMap((shard) => prefixes.map((_, prefix) => ({ shard, prefix })));
  const from = decodeCursor(page.cursor, position) ?? { shard: 0, prefix: 0 };
  const begin = parts.findIndex(({ shard, prefix }) => shard === from.shard && prefix === from.prefix);
  if (begin < 0) return { items: [] };
  const items: IntegrationMapping[] = [];
  for (const [at, { shard, prefix }] of parts.slice(begin).entries()) {
    const query = {
      TableName: tables.sync,
      ...inPartition('gsi1', mappingPartition(integrationId, shard), prefixes[prefix]),
    };
    const request = {
      limit: page.limit - items.length,
      ...(at > 0 || from.cursor === undefined ? {} : { cursor: from.cursor }),
    };
    const found: Listing<IntegrationMapping> = await queryIndexPage(tables, query, request, (item) =>
      mappingItem.parse(item),
    );
    items.push(...found.items);
    if (found.cursor !== undefined)
      return { items, cursor: encodeCursor({ shard, prefix, cursor: found.cursor }) };
    const next = parts[begin + at + 1];
    if (items.length >= page.limit && next !== undefined) return { items, cursor: encodeCursor(next) };
  }
  return { items };
}

/** How the index keys begin that are wanted; the state comes first in them, then the kind. */
function prefixesOf({ resourceType, syncStatus }: PairFilter): readonly (string | undefined)[] {
  if (resourceType === undefined) return [syncStatus && `${syncStatus}#`];
  const states = syncStatus === undefined ? [...mappingStatuses].sort(inOrder) : [syncStatus];
  return states.map((state) => `${state}#${resourceType}#`);
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);
