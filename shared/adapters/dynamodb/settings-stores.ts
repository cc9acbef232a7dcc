import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { CheckpointStore, FieldMappingStore } from '../../application/ports.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { Checkpoint } from '../../domain/job.ts';
import { removeAll } from './batches.ts';
import type { Tables } from './client.ts';
import { putVersioned, unlessRefused } from './conditions.ts';
import { checkpointKey, fieldMappingKey, integrationKey } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';
import { checkpointItem, fieldMappingItem } from './schemas.ts';

export const dynamoFieldMappingStore = (tables: Tables): FieldMappingStore => ({
  async current(integrationId) {
    const { pk } = integrationKey(integrationId);
    const sets = await queryAll(
      tables,
      { TableName: tables.sync, ...inPartition(undefined, pk, 'FIELD-MAPPING#') },
      (item) => fieldMappingItem.parse(item),
    );
    const newest = new Map<string, FieldMappingSet>();
    for (const set of sets) newest.set(set.resourceType, set);
    return [...newest.values()];
  },
  save: (set) =>
    unlessRefused(
      tables.client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: tables.sync,
                Item: { ...fieldMappingKey(set.integrationId, set.resourceType, set.version), ...set },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
            ...versionBefore(tables, set),
          ],
        }),
      ),
      'saved',
      'stale',
    ),
});

const versionBefore = (tables: Tables, { integrationId, resourceType, version }: FieldMappingSet) =>
  version <= 1
    ? []
    : [
        {
          ConditionCheck: {
            TableName: tables.sync,
            Key: fieldMappingKey(integrationId, resourceType, version - 1),
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
      ];

export const dynamoCheckpointStore = (tables: Tables): CheckpointStore => ({
  async get(integrationId, stream): Promise<Checkpoint> {
    const { Item: found } = await tables.client.send(
      new GetCommand({
        TableName: tables.sync,
        Key: checkpointKey(integrationId, stream),
        ConsistentRead: true,
      }),
    );
    return found === undefined ? { stream, since: null, version: 0 } : checkpointItem.parse(found);
  },
  async advance(integrationId, from, since) {
    const version = from.version + 1;
    const item = { ...checkpointKey(integrationId, from.stream), stream: from.stream, since, version };
    return (await putVersioned(tables, tables.sync, item, version)) === 'written' ? 'advanced' : 'stale';
  },
  async removeAll(integrationId) {
    const { pk } = integrationKey(integrationId);
    const found = await queryAll(
      tables,
      { TableName: tables.sync, ...inPartition(undefined, pk, 'CHECKPOINT#') },
      (item) => checkpointItem.parse(item),
    );
    await removeAll(
      tables,
      tables.sync,
      found.map(({ stream }) => checkpointKey(integrationId, stream)),
    );
  },
});
