import { setTimeout as pause } from 'node:timers/promises';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { LeaseAnswer, TokenLeases } from '../../application/ports.ts';
import type { Tables } from './client.ts';
import { remove, unlessRefused } from './conditions.ts';
import { tokenLeaseKey } from './keys.ts';

const leaseItem = z.object({ lastObtainedAt: z.string().optional() });
/** A lease that nobody asked about for so long is of an integration that is gone. */
const keptSeconds = 90 * 86_400;
/** Waiters do not all look at once. */
const pauseMs = () => 300 + Math.random() * 200;

export const dynamoTokenLeases = (tables: Tables): TokenLeases => ({
  async take(id, holder, now, until): Promise<LeaseAnswer> {
    let last: string | undefined;
    const write = tables.client
      .send(
        new UpdateCommand({
          TableName: tables.sync,
          Key: tokenLeaseKey(id),
          UpdateExpression: 'SET holder = :holder, #until = :until, #ttl = :ttl ADD version :one',
          ConditionExpression: 'attribute_not_exists(#until) OR #until <= :now',
          ExpressionAttributeNames: { '#until': 'until', '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':holder': holder,
            ':until': until,
            ':now': now,
            ':ttl': Math.floor(Date.parse(until) / 1000) + keptSeconds,
            ':one': 1,
          },
          ReturnValues: 'ALL_NEW',
        }),
      )
      .then(({ Attributes }) => {
        last = leaseItem.parse(Attributes).lastObtainedAt;
      });
    if ((await unlessRefused(write, 'taken', 'held')) === 'held') return { outcome: 'held' };
    return { outcome: 'taken', ...(last === undefined ? {} : { lastObtainedAt: last }) };
  },
  async release(id, holder, obtainedAt) {
    const remember = obtainedAt === undefined ? '' : 'SET lastObtainedAt = :obtained ';
    const write = tables.client.send(
      new UpdateCommand({
        TableName: tables.sync,
        Key: tokenLeaseKey(id),
        UpdateExpression: `${remember}REMOVE holder, #until`,
        ConditionExpression: 'holder = :holder',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: {
          ':holder': holder,
          ...(obtainedAt === undefined ? {} : { ':obtained': obtainedAt }),
        },
      }),
    );
    await unlessRefused(write, 'released', 'not ours');
  },
  wait: () => pause(pauseMs()),
  async removeAll(id) {
    await remove(tables, tables.sync, tokenLeaseKey(id));
  },
});
