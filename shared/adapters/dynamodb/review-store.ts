import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ReviewStore } from '../../application/ports.ts';
import { type MatchReview, reviewStatuses } from '../../domain/match-review.ts';
import { resourceTypes } from '../../domain/resources.ts';
import type { Fields } from '../../domain/values.ts';
import { auditPut } from './audit-store.ts';
import { getAll, removeAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { putVersioned, unlessRefused, versionCondition } from './conditions.ts';
import { reviewKey, reviewPartition } from './keys.ts';
import { inPartition, queryAll, queryIndexPage } from './listing.ts';
import { stored } from './upcast.ts';

const text = z.string();
const fields: z.ZodType<Fields> = z.record(text, z.json());
const reviewItem: z.ZodType<MatchReview> = stored(
  'match review',
  z.object({
    schemaVersion: z.literal(1),
    id: text,
    version: z.int(),
    integrationId: text,
    resourceType: z.enum(resourceTypes),
    stream: text,
    externalId: text,
    fields,
    candidates: z.array(text),
    reason: text,
    status: z.enum(reviewStatuses),
    internalId: z.exactOptional(text),
    decidedBy: z.exactOptional(text),
    decidedAt: z.exactOptional(text),
    createdAt: text,
    updatedAt: text,
  }),
);
const primaryKey = z.object({ pk: text, sk: text });

const toItem = (review: MatchReview): Item => ({
  ...reviewKey(review.id),
  gsi1pk: reviewPartition(review.integrationId),
  gsi1sk: `${review.createdAt}#${review.id}`,
  gsi2pk: reviewPartition(review.integrationId, review.status),
  gsi2sk: `${review.createdAt}#${review.id}`,
  ...review,
});

export const dynamoReviewStore = (tables: Tables): ReviewStore => ({
  async get(id) {
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: reviewKey(id), ConsistentRead: true }),
    );
    return found === undefined ? undefined : reviewItem.parse(found);
  },
  async getMany(ids) {
    const found = await getAll(tables, tables.sync, ids.map(reviewKey));
    return found.map((item) => reviewItem.parse(item));
  },
  async list(integrationId, { status }, page) {
    const index = status === undefined ? 'gsi1' : 'gsi2';
    const query = {
      TableName: tables.sync,
      ...inPartition(index, reviewPartition(integrationId, status)),
      ScanIndexForward: false,
    };
    const found = await queryIndexPage(tables, query, page, (item) => reviewItem.parse(item));
    // The index may still show a state that the review has left.
    const items = found.items.filter((item) => status === undefined || item.status === status);
    return { ...found, items };
  },
  put: (review) => putVersioned(tables, tables.sync, toItem(review), review.version),
  act: (review, entry) =>
    unlessRefused(
      tables.client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName: tables.sync, Item: toItem(review), ...versionCondition(review.version) } },
            { Put: auditPut(tables, entry) },
          ],
        }),
      ),
      'written',
      'stale',
    ),
  async removeAll(integrationId) {
    const query = { TableName: tables.sync, ...inPartition('gsi1', reviewPartition(integrationId)) };
    const keys = await queryAll(tables, query, (item) => primaryKey.parse(item));
    await removeAll(tables, tables.sync, keys);
    return keys.length;
  },
});
