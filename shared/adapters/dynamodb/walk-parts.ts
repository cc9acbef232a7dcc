import * as z from 'zod';
import type { Listing, PageRequest } from '../../application/ports.ts';
import type { Item, Tables } from './client.ts';
import { decodeCursor, encodeCursor, inPartition, queryIndexPage } from './listing.ts';

/** Part of the walk in work: a partition, and of it one of the key prefixes. */
const position = z.object({
  shard: z.int().min(0),
  prefix: z._default(z.int().min(0), 0),
  cursor: z.exactOptional(z.string()),
});

/**
 * One page of several index partitions, one after the other, and inside each of the prefixes in order. What has other
 * prefixes is never read, however much there is.
 */
export async function walkParts<T>(
  tables: Tables,
  partitions: readonly string[],
  prefixes: readonly (string | undefined)[],
  page: PageRequest,
  parse: (item: Item) => T,
): Promise<Listing<T>> {
  const parts = partitions.flatMap((partition, shard) =>
    prefixes.map((begins, prefix) => ({ partition, begins, shard, prefix })),
  );
  const from = decodeCursor(page.cursor, position) ?? { shard: 0, prefix: 0 };
  const begin = parts.findIndex(({ shard, prefix }) => shard === from.shard && prefix === from.prefix);
  if (begin < 0) return { items: [] };
  const items: T[] = [];
  for (const [at, { partition, begins, shard, prefix }] of parts.slice(begin).entries()) {
    const query = { TableName: tables.sync, ...inPartition('gsi1', partition, begins) };
    const request = {
      limit: page.limit - items.length,
      ...(at > 0 || from.cursor === undefined ? {} : { cursor: from.cursor }),
    };
    const found: Listing<Item> = await queryIndexPage(tables, query, request, (item) => asItem.parse(item));
    items.push(...found.items.map(parse));
    if (found.cursor !== undefined)
      return { items, cursor: encodeCursor({ shard, prefix, cursor: found.cursor }) };
    const next = parts[begin + at + 1];
    if (items.length >= page.limit && next !== undefined)
      return { items, cursor: encodeCursor({ shard: next.shard, prefix: next.prefix }) };
  }
  return { items };
}

const asItem = z.looseObject({ pk: z.string(), sk: z.string() });
