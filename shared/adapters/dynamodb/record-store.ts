import { DeleteCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Listing, PageRequest, RecordStore } from '../../application/ports.ts';
import { matchKey } from '../../domain/matching.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { getAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { putVersioned, unlessRefused } from './conditions.ts';
import { allShards, matchPartition, recordIndex, recordKey, recordPartition } from './keys.ts';
import { decodeCursor, encodeCursor, inPartition, queryIndexPage } from './listing.ts';
import { recordItem } from './schemas.ts';

export const toRecordItem = (record: BritePoolRecord): Item => ({
  ...recordKey(record.resourceType, record.id),
  ...recordIndex(record.resourceType, record.id, record.createdAt),
  ...matchIndex(record),
  ...record,
});

/** Costs a write of the index only when the key changes. */
function matchIndex({ resourceType, id, fields }: BritePoolRecord): Item {
  const key = matchKey(resourceType, fields);
  return key === undefined ? {} : { gsi2pk: matchPartition(resourceType, key), gsi2sk: id };
}

/** More than a person would look through. */
const mostAlike = 25;

export const dynamoRecordStore = (tables: Tables): RecordStore => ({
  async get(type, id) {
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.records, Key: recordKey(type, id), ConsistentRead: true }),
    );
    return found === undefined ? undefined : recordItem.parse(found);
  },
  async getMany(keys) {
    const found = await getAll(
      tables,
      tables.records,
      keys.map(({ type, id }) => recordKey(type, id)),
    );
    return found.map((item) => recordItem.parse(item));
  },
  list: (type, page) => listNewestFirst(tables, type, page),
  async withMatchKey(type, key) {
    const query = { TableName: tables.records, ...inPartition('gsi2', matchPartition(type, key)) };
    const { items } = await queryIndexPage(tables, query, { limit: mostAlike }, (item) =>
      recordItem.parse(item),
    );
    return items.filter((record) => matchKey(type, record.fields) === key);
  },
  put: (record) => putVersioned(tables, tables.records, toRecordItem(record), record.version),
  remove: (type, id, version) =>
    unlessRefused(
      tables.client.send(
        new DeleteCommand({
          TableName: tables.records,
          Key: recordKey(type, id),
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        }),
      ),
      'removed',
      'stale',
    ),
});

/** Position in the merged list: the index key after which each shard goes on. */
const position = z.object({ before: z.string() });

/** Merges the shards newest first. The cursor is the index key of the last record shown. */
async function listNewestFirst(
  tables: Tables,
  type: ResourceType,
  page: PageRequest,
): Promise<Listing<BritePoolRecord>> {
  const before = decodeCursor(page.cursor, position)?.before;
  const heads = await Promise.all(
    allShards.map((shard) => shardHead(tables, recordPartition(type, shard), before, page.limit + 1)),
  );
  const newest = heads.flat().sort((a, b) => (a.gsi1sk < b.gsi1sk ? 1 : -1));
  const shown = newest.slice(0, page.limit);
  const loaded = await getAll(tables, tables.records, shown);
  const records = new Map(loaded.map((item) => [String(item.pk), recordItem.parse(item)]));
  const items = shown.flatMap(({ pk }) => records.get(pk) ?? []);
  const last = shown.at(-1);
  return last !== undefined && newest.length > page.limit
    ? { items, cursor: encodeCursor({ before: last.gsi1sk }) }
    : { items };
}

const indexKey = z.object({ pk: z.string(), sk: z.string(), gsi1sk: z.string() });

async function shardHead(tables: Tables, partition: string, before: string | undefined, limit: number) {
  const query = inPartition('gsi1', partition);
  const bounded =
    before === undefined
      ? query
      : {
          ...query,
          KeyConditionExpression: '#pk = :pk AND #sk < :before',
          ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#sk': 'gsi1sk' },
          ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':before': before },
        };
  const answer = await tables.client.send(
    new QueryCommand({ TableName: tables.records, ...bounded, ScanIndexForward: false, Limit: limit }),
  );
  return (answer.Items ?? []).map((item) => indexKey.parse(item));
}
