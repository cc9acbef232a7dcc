import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ConflictFilter, ConflictStore } from '../../application/ports.ts';
import type { ConflictResolution } from '../../domain/conflict.ts';
import { getAll, removeAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { putVersioned } from './conditions.ts';
import { conflictItem } from './conflict-schema.ts';
import { conflictKey, conflictPartition } from './keys.ts';
import { inPartition, queryAll, queryIndexPage } from './listing.ts';

const primaryKey = z.object({ pk: z.string(), sk: z.string() });

const toItem = (conflict: ConflictResolution): Item => ({
  ...conflictKey(conflict.id),
  gsi1pk: conflictPartition(conflict.integrationId),
  gsi1sk: `${conflict.createdAt}#${conflict.id}`,
  ...conflict,
});

export const dynamoConflictStore = (tables: Tables): ConflictStore => ({
  get: (id) => read(tables, id),
  async getMany(ids) {
    const found = await getAll(tables, tables.sync, ids.map(conflictKey));
    return found.map((item) => conflictItem.parse(item));
  },
  list: (integrationId, filter, page) =>
    queryIndexPage(
      tables,
      {
        TableName: tables.sync,
        ...inPartition('gsi1', conflictPartition(integrationId)),
        ScanIndexForward: false,
      },
      page,
      (item) => conflictItem.parse(item),
    ).then((found) => ({ ...found, items: found.items.filter((item) => fits(item, filter)) })),
  async put(conflict) {
    const answer = await putVersioned(tables, tables.sync, toItem(conflict), conflict.version);
    if (answer === 'written' || conflict.version > 1) return answer;
    const known = await read(tables, conflict.id);
    return known?.version === 1 ? 'written' : 'stale';
  },
  async removeAll(integrationId) {
    const keys = await queryAll(
      tables,
      { TableName: tables.sync, ...inPartition('gsi1', conflictPartition(integrationId)) },
      (item) => primaryKey.parse(item),
    );
    await removeAll(tables, tables.sync, keys);
    return keys.length;
  },
});

async function read(tables: Tables, id: string): Promise<ConflictResolution | undefined> {
  const { Item: found } = await tables.client.send(
    new GetCommand({ TableName: tables.sync, Key: conflictKey(id), ConsistentRead: true }),
  );
  return found === undefined ? undefined : conflictItem.parse(found);
}

const fits = (conflict: ConflictResolution, { status, resourceType }: ConflictFilter): boolean =>
  (status === undefined || conflict.status === status) &&
  (resourceType === undefined || conflict.resourceType === resourceType);
