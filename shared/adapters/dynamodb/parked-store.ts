import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { ParkedItem, ParkedPlace, ParkedStore } from '../../application/ports.ts';
import { causeKeyOf } from '../../domain/cause-key.ts';
import { onlyWaits } from '../../domain/only-waits.ts';
import { getAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { remove, unlessRefused } from './conditions.ts';
import { allShards, parkedKey, shardOf } from './keys.ts';
import { inPartition, queryIndexPage } from './listing.ts';
import { parkedItem } from './schemas.ts';

const placeOf = ({ parkedAt, id }: Pick<ParkedItem, 'parkedAt' | 'id'>): string => `${parkedAt}#${id}`;

const toItem = (item: ParkedItem): Item => ({
  ...parkedKey(item.id),
  gsi1pk: `PARKED#DUE#${shardOf(item.id)}`,
  gsi1sk: `${item.retryAt}#${item.id}`,
  gsi2pk: `PARKED#${item.integrationId}`,
  gsi2sk: `${placeOf(item)}#${onlyWaits(item) ? 'WAITS' : 'FAILED'}#${causeKeyOf(item.fault)}`,
  ...item,
});

export const dynamoParkedStore = (tables: Tables): ParkedStore => ({
  get: (id) => read(tables, id),
  async getMany(ids) {
    const found = await getAll(tables, tables.sync, ids.map(parkedKey));
    return found.map((item) => parkedItem.parse(item));
  },
  async put(item) {
    await tables.client.send(new PutCommand({ TableName: tables.sync, Item: toItem(item) }));
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
  places: (integrationId, before, limit) => placesOf(tables, integrationId, before, limit),
  async remove(id, logId) {
    if (logId === undefined) await remove(tables, tables.sync, parkedKey(id));
    else await unlessRefused(removeIfAbout(tables, id, logId), undefined, undefined);
  },
});

const removeIfAbout = (tables: Tables, id: string, logId: string) =>
  tables.client.send(
    new DeleteCommand({
      TableName: tables.sync,
      Key: parkedKey(id),
      ConditionExpression: '#change.#logId = :logId',
      ExpressionAttributeNames: { '#change': 'change', '#logId': 'logId' },
      ExpressionAttributeValues: { ':logId': logId },
    }),
  );

async function read(tables: Tables, id: string): Promise<ParkedItem | undefined> {
  const { Item: known } = await tables.client.send(
    new GetCommand({ TableName: tables.sync, Key: parkedKey(id), ConsistentRead: true }),
  );
  return known === undefined ? undefined : parkedItem.parse(known);
}

/** Read from the index alone: its keys say all that lists are counted and filtered by. */
async function placesOf(
  tables: Tables,
  integrationId: string,
  before: string | undefined,
  limit: number,
): Promise<readonly ParkedPlace[]> {
  const query = inPartition('gsi2', `PARKED#${integrationId}`);
  const places: ParkedPlace[] = [];
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const answer = await tables.client.send(
      new QueryCommand({
        TableName: tables.sync,
        ...query,
        ...(before === undefined
          ? {}
          : {
              KeyConditionExpression: '#pk = :pk AND #sk < :before',
              ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#sk': 'gsi2sk' },
              ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':before': before },
            }),
        ScanIndexForward: false,
        Limit: limit - places.length,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    places.push(...(answer.Items ?? []).map((item) => placeIn(integrationId, String(item.gsi2sk))));
    from = answer.LastEvaluatedKey;
  } while (from !== undefined && places.length < limit);
  return places;
}

function placeIn(integrationId: string, sortKey: string): ParkedPlace {
  const [parkedAt = '', id = '', state = '', causeKey = ''] = sortKey.split('#');
  return { id, integrationId, place: placeOf({ parkedAt, id }), causeKey, waits: state === 'WAITS' };
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
