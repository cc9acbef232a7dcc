import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ParkedItem, ParkedStore } from '../../application/ports.ts';
import { getAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { remove } from './conditions.ts';
import { allShards, parkedKey, shardOf } from './keys.ts';
import { inPartition, queryIndexPage } from './listing.ts';
import { parkedItem } from './schemas.ts';

const toItem = (item: ParkedItem): Item => ({
  ...parkedKey(item.id),
  gsi1pk: `PARKED#DUE#${shardOf(item.id)}`,
  gsi1sk: `${item.retryAt}#${item.id}`,
  gsi2pk: `PARKED#${item.integrationId}`,
  gsi2sk: `${item.parkedAt}#${item.id}`,
  ...item,
});

export const dynamoParkedStore = (tables: Tables): ParkedStore => ({
  get: (id) => read(tables, id),
  async put(item) {
    const before = await read(tables, item.id);
    const merged: ParkedItem =
      before === undefined
        ? item
        : { ...item, parkedAt: before.parkedAt, attempts: before.attempts + item.attempts };
    await tables.client.send(new PutCommand({ TableName: tables.sync, Item: toItem(merged) }));
  },
  async due(now, limit) {
    const keys = await Promise.all(allShards.map((shard) => dueKeys(tables, shard, now, limit)));
    const items = await getAll(tables, tables.sync, keys.flat());
    return (
      items
        .map((item) => parkedItem.parse(item))
        // The index may lag behind an item that was postponed a moment ago.
        .filter((item) => item.retryAt <= now)
        .sort((a, b) => (a.retryAt < b.retryAt ? -1 : 1))
        .slice(0, limit)
    );
  },
  list: (integrationId, page) =>
    queryIndexPage(
      tables,
      { TableName: tables.sync, ...inPartition('gsi2', `PARKED#${integrationId}`), ScanIndexForward: false },
      page,
      (item) => parkedItem.parse(item),
    ),
  async remove(id) {
    await remove(tables, tables.sync, parkedKey(id));
  },
});

async function read(tables: Tables, id: string): Promise<ParkedItem | undefined> {
  const { Item: known } = await tables.client.send(
    new GetCommand({ TableName: tables.sync, Key: parkedKey(id), ConsistentRead: true }),
  );
  return known === undefined ? undefined : parkedItem.parse(known);
}

async function dueKeys(tables: Tables, shard: number, now: string, limit: number) {
  const query = inPartition('gsi1', `PARKED#DUE#${shard}`);
  const answer = await tables.client.send(
    new QueryCommand({
      TableName: tables.sync,
      ...query,
      KeyConditionExpression: '#pk = :pk AND #sk <= :now',
      ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#sk': 'gsi1sk' },
      ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':now': `${now}~` },
      Limit: limit,
    }),
  );
  return (answer.Items ?? []).map((item) => ({ pk: String(item.pk), sk: String(item.sk) }));
}
