import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ConflictStore } from '../../application/ports.ts';
import type { ConflictResolution } from '../../domain/conflict.ts';
import { auditPut } from './audit-store.ts';
import { getAll, removeAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { putVersioned, unlessRefused, versionCondition } from './conditions.ts';
import { listConflicts } from './conflict-listing.ts';
import { conflictItem } from './conflict-schema.ts';
import { conflictKey, conflictPartition } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';

const primaryKey = z.object({ pk: z.string(), sk: z.string() });

export const toConflictItem = (conflict: ConflictResolution): Item => ({
  ...conflictKey(conflict.id),
  gsi1pk: conflictPartition(conflict.integrationId),
  gsi1sk: `${conflict.createdAt}#${conflict.id}`,
  gsi2pk: conflictPartition(conflict.integrationId, conflict.status),
  gsi2sk: `${conflict.createdAt}#${conflict.id}`,
  ...conflict,
});

export const dynamoConflictStore = (tables: Tables): ConflictStore => ({
  get: (id) => read(tables, id),
  async getMany(ids) {
    const found = await getAll(tables, tables.sync, ids.map(conflictKey));
    return found.map((item) => conflictItem.parse(item));
  },
  list: (integrationIds, filter, page) => listConflicts(tables, integrationIds, filter, page),
  async put(conflict) {
    const answer = await putVersioned(tables, tables.sync, toConflictItem(conflict), conflict.version);
    if (answer === 'written' || conflict.version > 1) return answer;
    const known = await read(tables, conflict.id);
    return known?.version === 1 ? 'written' : 'stale';
  },
  act: (conflict, entry) =>
    unlessRefused(
      tables.client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: tables.sync,
                Item: toConflictItem(conflict),
                ...versionCondition(conflict.version),
              },
            },
            { Put: auditPut(tables, entry) },
          ],
        }),
      ),
      'written',
      'stale',
    ),
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
