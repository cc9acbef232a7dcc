import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { CheckpointStore, FieldMappingStore } from '../../application/ports.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { Checkpoint } from '../../domain/job.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { removeAll } from './batches.ts';
import type { Tables } from './client.ts';
import { putVersioned, unlessRefused, versionCondition } from './conditions.ts';
import { fieldMappingItem } from './field-mapping-item.ts';
import { checkpointKey, fieldMappingKey, integrationKey } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';
import { checkpointItem } from './schemas.ts';

/** The rules in force lie beside their versions: work reads the one item, however often they were changed. */
const currentKey = (integrationId: string, type: ResourceType) => ({
  ...integrationKey(integrationId),
  sk: `FIELD-RULES#${type}`,
});

export const dynamoFieldMappingStore = (tables: Tables): FieldMappingStore => {
  const setsUnder = (integrationId: string, prefix: string) =>
    queryAll(
      tables,
      { TableName: tables.sync, ...inPartition(undefined, integrationKey(integrationId).pk, prefix) },
      (item) => fieldMappingItem.parse(item),
    );
  return {
    current: (integrationId) => setsUnder(integrationId, 'FIELD-RULES#'),
    async versions(integrationId, type) {
      const oldestFirst = await setsUnder(integrationId, `FIELD-MAPPING#${type}#`);
      return [...oldestFirst].reverse();
    },
    save: (set) => unlessRefused(tables.client.send(saving(tables, set)), 'saved', 'stale'),
  };
};

function saving(tables: Tables, set: FieldMappingSet): TransactWriteCommand {
  const { integrationId, resourceType, version } = set;
  const asVersion = {
    TableName: tables.sync,
    Item: { ...fieldMappingKey(integrationId, resourceType, version), ...set },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  const inForce = {
    TableName: tables.sync,
    Item: { ...currentKey(integrationId, resourceType), ...set },
    ...versionCondition(version),
  };
  return new TransactWriteCommand({ TransactItems: [{ Put: asVersion }, { Put: inForce }] });
}

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
