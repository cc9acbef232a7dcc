import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { RateBuckets } from '../../application/ports.ts';
import { lanes } from '../../domain/rate-limit.ts';
import type { RateBucket } from '../../domain/token-bucket.ts';
import type { Tables } from './client.ts';
import { versionCondition } from './conditions.ts';
import { rateBucketKey } from './keys.ts';
import { stored } from './upcast.ts';

const bucketItem: z.ZodType<RateBucket> = stored(
  'count of requests',
  z.object({
    schemaVersion: z.literal(1),
    id: z.string(),
    version: z.int(),
    granted: z.record(z.string(), z.array(z.tuple([z.int(), z.int()]))),
    queues: z.partialRecord(z.enum(lanes), z.object({ count: z.int(), until: z.number() })),
    blockedUntil: z.number(),
  }),
);

/** Longer than clocks differ. */
const keptSeconds = 3600;

export const dynamoRateBuckets = (tables: Tables): RateBuckets => ({
  async get(id) {
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: rateBucketKey(id), ConsistentRead: true }),
    );
    return found === undefined ? undefined : bucketItem.parse(found);
  },
  async put(bucket, until) {
    const ttl = Math.ceil(until / 1000) + keptSeconds;
    try {
      await tables.client.send(
        new PutCommand({
          TableName: tables.sync,
          Item: { ...rateBucketKey(bucket.id), ...bucket, ttl },
          ...versionCondition(bucket.version),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { outcome: 'written' };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const stored = error.Item === undefined ? undefined : bucketItem.parse(unmarshall(error.Item));
      return { outcome: 'stale', stored };
    }
  },
});
