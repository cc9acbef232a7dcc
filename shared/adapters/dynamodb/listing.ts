import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Listing, PageRequest } from '../../application/ports.ts';
import { FaultError } from '../../domain/fault.ts';
import { getAll } from './batches.ts';
import type { Item, Tables } from './client.ts';

const keySchema = z.record(z.string(), z.string());

/** An opaque position; whoever alters it gets a clear refusal instead of somebody else's page. */
export const encodeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

export function decodeCursor<Position>(
  cursor: string | undefined,
  schema: z.ZodType<Position>,
): Position | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new FaultError({
      kind: 'rejected',
      message: 'The cursor is not one that this list handed out.',
      pointer: '/query/cursor',
    });
  }
}

/** One page of a query over table items. */
export async function queryPage<T>(
  tables: Tables,
  query: QueryCommandInput,
  page: PageRequest,
  parse: (item: unknown) => T,
): Promise<Listing<T>> {
  const start = decodeCursor(page.cursor, keySchema);
  const answer = await tables.client.send(
    new QueryCommand({
      ...query,
      Limit: page.limit,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    }),
  );
  const items = (answer.Items ?? []).map(parse);
  return answer.LastEvaluatedKey === undefined
    ? { items }
    : { items, cursor: encodeCursor(answer.LastEvaluatedKey) };
}

/** One page of a query over a KEYS_ONLY index: the items are loaded in one batch and put back in index order. */
export async function queryIndexPage<T>(
  tables: Tables,
  query: QueryCommandInput & { TableName: string },
  page: PageRequest,
  parse: (item: unknown) => T,
): Promise<Listing<T>> {
  const keys = await queryPage(tables, query, page, (item) =>
    z.looseObject({ pk: z.string(), sk: z.string() }).parse(item),
  );
  const loaded = await getAll(tables, query.TableName, keys.items);
  const byKey = new Map(loaded.map((item) => [`${item.pk} ${item.sk}`, item]));
  const items = keys.items.flatMap((key): Item[] => {
    const item = byKey.get(`${key.pk} ${key.sk}`);
    return item === undefined ? [] : [item];
  });
  return { ...keys, items: items.map(parse) };
}

/** Every item of a partition, page after page. */
export async function queryAll<T>(
  tables: Tables,
  query: QueryCommandInput,
  parse: (item: unknown) => T,
): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await queryPage(
      tables,
      query,
      { limit: 1000, ...(cursor === undefined ? {} : { cursor }) },
      parse,
    );
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

/** Key condition for one partition of the table or an index. */
export const inPartition = (
  index: 'gsi1' | 'gsi2' | undefined,
  value: string,
  prefix?: string,
): Omit<QueryCommandInput, 'TableName'> => ({
  ...(index === undefined ? {} : { IndexName: index }),
  KeyConditionExpression: prefix === undefined ? '#pk = :pk' : '#pk = :pk AND begins_with(#sk, :prefix)',
  ExpressionAttributeNames: {
    '#pk': index === undefined ? 'pk' : `${index}pk`,
    ...(prefix === undefined ? {} : { '#sk': index === undefined ? 'sk' : `${index}sk` }),
  },
  ExpressionAttributeValues: { ':pk': value, ...(prefix === undefined ? {} : { ':prefix': prefix }) },
});
