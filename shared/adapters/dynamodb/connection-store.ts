import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ConnectionStore } from '../../application/ports.ts';
import type { PendingConnection } from '../../domain/connection.ts';
import { authenticationTypes, integrationTypes } from '../../domain/integration.ts';
import type { Tables } from './client.ts';
import { putVersioned, remove } from './conditions.ts';
import { connectionKey, connectionPartition } from './keys.ts';
import { inPartition } from './listing.ts';
import { stored } from './upcast.ts';

const connectionItem: z.ZodType<PendingConnection> = stored(
  'sign-in that was begun',
  z.object({
    schemaVersion: z.literal(1),
    id: z.string(),
    version: z.number(),
    status: z.enum(['pending', 'taken', 'authorized']),
    stateHash: z.string(),
    browserHash: z.string(),
    verifier: z.string(),
    redirectUri: z.string(),
    startedBy: z.string(),
    integrationId: z.nullable(z.string()),
    target: z.object({
      type: z.enum(integrationTypes),
      baseUrl: z.string(),
      authType: z.enum(authenticationTypes),
      settings: z.record(z.string(), z.json()),
    }),
    createdAt: z.string(),
    expiresAt: z.string(),
  }),
);
const atOnce = 25;

export const dynamoConnectionStore = (tables: Tables): ConnectionStore => ({
  async get(id) {
    const { Item } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: connectionKey(id), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : connectionItem.parse(Item);
  },
  put: (connection) =>
    putVersioned(
      tables,
      tables.sync,
      {
        ...connectionKey(connection.id),
        gsi1pk: connectionPartition,
        gsi1sk: `${connection.expiresAt}#${connection.id}`,
        ...connection,
      },
      connection.version,
    ),
  async remove(id) {
    await remove(tables, tables.sync, connectionKey(id));
  },
  async expired(now) {
    const query = inPartition('gsi1', connectionPartition);
    const { Items = [] } = await tables.client.send(
      new QueryCommand({
        TableName: tables.sync,
        ...query,
        KeyConditionExpression: '#pk = :pk AND #sk < :now',
        ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#sk': 'gsi1sk' },
        ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':now': now },
        Limit: atOnce,
      }),
    );
    return Items.map((item) => String(item.gsi1sk).split('#')[1] ?? '');
  },
});
