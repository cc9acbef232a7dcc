import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AlertStore } from '../../application/ports.ts';
import {
  type Alert,
  alertKinds,
  alertSeverities,
  dueFrom,
  messageChannels,
  messageDue,
} from '../../domain/alert.ts';
import { removeAll } from './batches.ts';
import type { Item, Key, Tables } from './client.ts';
import { putVersioned, unlessRefused, versionCondition } from './conditions.ts';
import { alertPartition } from './keys.ts';
import { inPartition, queryAll, queryIndexPage } from './listing.ts';
import { stored } from './upcast.ts';

const text = z.string();
const optional = z.exactOptional;
const alertItem: z.ZodType<Alert> = stored(
  'alert',
  z.object({
    schemaVersion: z.literal(1),
    id: text,
    version: z.int(),
    integrationId: text,
    kind: z.enum(alertKinds),
    cause: text,
    severity: z.enum(alertSeverities),
    sentence: text,
    cure: text,
    count: z.int(),
    openedAt: text,
    lastRaisedAt: text,
    acknowledgedAt: optional(text),
    acknowledgedBy: optional(text),
    mutedUntil: optional(text),
    mutedBy: optional(text),
    cameBack: optional(z.int()),
    quietUntil: optional(text),
    sentTo: optional(z.array(z.enum(messageChannels))),
    failedDeliveries: optional(
      z.array(z.object({ channel: z.enum(messageChannels), why: text, at: text, tries: z.int() })),
    ),
    resolvedAt: optional(text),
    recovery: optional(text),
    claimedAt: optional(text),
    notifiedAt: optional(text),
    recoveryNotifiedAt: optional(text),
  }),
);

const keyOf = (alert: Alert): Key => ({
  pk: alertPartition(alert),
  sk: alert.resolvedAt === undefined ? 'OPEN' : `${alert.openedAt}#${alert.id}`,
});
/** Newest last; those that have a message to tell are in the second index, by when it is due, and nobody else. */
const toItem = (alert: Alert): Item => ({
  ...keyOf(alert),
  gsi1pk: `ALERTS#${alert.integrationId}`,
  gsi1sk: `${alert.openedAt}#${alert.id}`,
  ...(messageDue(alert) === undefined
    ? {}
    : { gsi2pk: 'ALERTS#UNTOLD', gsi2sk: `${dueFrom(alert)}#${alert.id}` }),
  ...alert,
});
const primaryKey = z.object({ pk: text, sk: text });
const atOnce = 100;

export const dynamoAlertStore = (tables: Tables): AlertStore => ({
  async open(cause) {
    const Key = { pk: alertPartition(cause), sk: 'OPEN' };
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key, ConsistentRead: true }),
    );
    return found === undefined ? undefined : alertItem.parse(found);
  },
  async last(cause) {
    const answer = await tables.client.send(
      new QueryCommand({
        TableName: tables.sync,
        KeyConditionExpression: '#pk = :pk AND #sk < :open',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': alertPartition(cause), ':open': 'OPEN' },
        ...{ ScanIndexForward: false, Limit: 1, ConsistentRead: true },
      }),
    );
    const [newest] = answer.Items ?? [];
    return newest === undefined ? undefined : alertItem.parse(newest);
  },
  put: (alert) => putVersioned(tables, tables.sync, toItem(alert), alert.version),
  resolve: (alert) =>
    unlessRefused(
      tables.client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Delete: {
                TableName: tables.sync,
                Key: { pk: alertPartition(alert), sk: 'OPEN' },
                ...versionCondition(alert.version),
              },
            },
            { Put: { TableName: tables.sync, Item: toItem(alert), ...versionCondition(1) } },
          ],
        }),
      ),
      'written',
      'stale',
    ),
  async list(integrationId, { open }, page) {
    const query = {
      TableName: tables.sync,
      ...inPartition('gsi1', `ALERTS#${integrationId}`),
      ScanIndexForward: false,
    };
    const found = await queryIndexPage(tables, query, page, (item) => alertItem.parse(item));
    const wanted = (alert: Alert) => open === undefined || (alert.resolvedAt === undefined) === open;
    return { ...found, items: found.items.filter(wanted) };
  },
  async untold(now) {
    const query = {
      TableName: tables.sync,
      IndexName: 'gsi2',
      KeyConditionExpression: '#pk = :pk AND #sk <= :now',
      ExpressionAttributeNames: { '#pk': 'gsi2pk', '#sk': 'gsi2sk' },
      ExpressionAttributeValues: { ':pk': 'ALERTS#UNTOLD', ':now': `${now}~` },
    };
    const { items } = await queryIndexPage(tables, query, { limit: atOnce }, (item) => alertItem.parse(item));
    // The index may still show what was told a moment ago.
    return items.filter((alert) => messageDue(alert) !== undefined && dueFrom(alert) <= now);
  },
  async removeAll(integrationId) {
    const query = { TableName: tables.sync, ...inPartition('gsi1', `ALERTS#${integrationId}`) };
    const keys = await queryAll(tables, query, (item) => primaryKey.parse(item));
    await removeAll(tables, tables.sync, keys);
  },
});
