import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { IntegrationStore } from '../../application/ports.ts';
import type { Integration } from '../../domain/integration.ts';
import { getAll } from './batches.ts';
import type { Tables } from './client.ts';
import { onlyConditions, putVersioned, unlessRefused, versionCondition } from './conditions.ts';
import { integrationItem, toIntegrationItem } from './integration-item.ts';
import { integrationKey, integrationNameKey } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';

const indexKey = z.looseObject({ pk: z.string(), sk: z.string() });

export const dynamoIntegrationStore = (tables: Tables): IntegrationStore => ({
  get: (id) => read(tables, id),
  async list({ status, type }) {
    const partition =
      status === undefined
        ? inPartition('gsi1', 'INTEGRATIONS')
        : inPartition('gsi2', `INTEGRATIONS#${status}`, type === undefined ? undefined : `${type}#`);
    const keys = await queryAll(tables, { TableName: tables.sync, ...partition }, (item) =>
      indexKey.parse(item),
    );
    const items = await getAll(tables, tables.sync, keys);
    return items
      .map((item) => integrationItem.parse(item))
      .filter((integration) => type === undefined || integration.type === type)
      .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  },
  create: (integration) =>
    unlessRefused(
      tables.client.send(
        new TransactWriteCommand({
          TransactItems: [nameWrite(tables, integration), itemWrite(tables, integration)],
        }),
      ),
      'created',
      'name-taken',
    ),
  async put(integration) {
    const before = await read(tables, integration.id);
    if (before === undefined || before.version !== integration.version - 1) return 'stale';
    if (integrationNameKey(before.name).pk !== integrationNameKey(integration.name).pk)
      return rename(tables, before, integration);
    return putVersioned(tables, tables.sync, toIntegrationItem(integration), integration.version);
  },
  async remove(integration, at) {
    const { pk } = integrationKey(integration.id);
    const tombstone = { pk, sk: 'TOMBSTONE', name: integration.name, type: integration.type, deletedAt: at };
    await tables.client.send(new PutCommand({ TableName: tables.sync, Item: tombstone }));
    await tables.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName: tables.sync, Key: integrationNameKey(integration.name) } },
          { Delete: { TableName: tables.sync, Key: integrationKey(integration.id) } },
        ],
      }),
    );
  },
});

async function read(tables: Tables, id: string): Promise<Integration | undefined> {
  const { Item: found } = await tables.client.send(
    new GetCommand({ TableName: tables.sync, Key: integrationKey(id), ConsistentRead: true }),
  );
  return found === undefined ? undefined : integrationItem.parse(found);
}

const nameWrite = (tables: Tables, { id, name }: Integration) => ({
  Put: {
    TableName: tables.sync,
    Item: { ...integrationNameKey(name), integrationId: id },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});
const itemWrite = (tables: Tables, integration: Integration) => ({
  Put: {
    TableName: tables.sync,
    Item: toIntegrationItem(integration),
    ...versionCondition(integration.version),
  },
});

/** A lost race and a taken name may refuse it at once; then the race is what the caller has to know. */
async function rename(
  tables: Tables,
  before: Integration,
  after: Integration,
): Promise<'written' | 'stale' | 'name-taken'> {
  try {
    await tables.client.send(
      new TransactWriteCommand({
        TransactItems: [
          itemWrite(tables, after),
          nameWrite(tables, after),
          { Delete: { TableName: tables.sync, Key: integrationNameKey(before.name) } },
        ],
      }),
    );
    return 'written';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException) || !onlyConditions(error)) throw error;
    return error.CancellationReasons?.[0]?.Code === 'ConditionalCheckFailed' ? 'stale' : 'name-taken';
  }
}
