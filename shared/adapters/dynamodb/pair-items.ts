import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { listedAs } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { Item, Tables } from './client.ts';
import { foreign, mappingKey, mappingPartition, pointerKey, shardOf } from './keys.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export const toMappingItem = (mapping: IntegrationMapping): Item => ({
  ...mappingKey(mapping),
  gsi1pk: mappingPartition(mapping.integrationId, shardOf(mapping.externalId)),
  gsi1sk: `${listedAs(mapping)}#${mapping.resourceType}#${foreign(mapping.externalId)}`,
  ...mapping,
});

export const toPointerItem = (mapping: IntegrationMapping): Item => ({
  ...pointerKey(mapping.integrationId, mapping.resourceType, mapping.internalId),
  schemaVersion: 1,
  externalId: mapping.externalId,
});

export const newItem = (TableName: string, Item: Item): Write => ({
  Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
});

/** A pair in both directions, if neither exists. */
export const linkWrites = (tables: Tables, mapping: IntegrationMapping): Write[] => [
  newItem(tables.sync, toMappingItem(mapping)),
  newItem(tables.sync, toPointerItem(mapping)),
];
