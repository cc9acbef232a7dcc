import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Begun, IdempotencyStore, IdempotentRequest } from '../../application/ports.ts';
import type { Tables } from './client.ts';
import { unlessRefused } from './conditions.ts';
import { idempotencyKey } from './keys.ts';

const keptItem = z.object({
  fingerprint: z.string(),
  lockedUntil: z.string(),
  answer: z.object({ status: z.int(), body: z.string() }).optional(),
});
const names = { '#lock': 'lockedUntil', '#answer': 'answer' };
/** Nobody else has begun it anew meanwhile. */
const mine = '#lock = :lock AND attribute_not_exists(#answer)';

/** One write begins a request and tells what is known of it. TTL is late by up to two days: `expiresAt` is compared. */
export const dynamoIdempotencyStore = ({ client, sync }: Tables): IdempotencyStore => ({
  async begin(request, now) {
    const { id, expiresAt, lockedUntil, fingerprint } = request;
    const ttl = Math.ceil(Date.parse(expiresAt) / 1000);
    try {
      await client.send(
        new PutCommand({
          TableName: sync,
          Item: { ...idempotencyKey(id), schemaVersion: 1, fingerprint, lockedUntil, expiresAt, ttl },
          ConditionExpression:
            'attribute_not_exists(pk) OR #expires <= :now OR (#lock <= :now AND attribute_not_exists(#answer) AND #print = :print)',
          ExpressionAttributeNames: { ...names, '#expires': 'expiresAt', '#print': 'fingerprint' },
          ExpressionAttributeValues: { ':now': now, ':print': fingerprint },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { outcome: 'begun' };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
      return known(request, keptItem.parse(unmarshall(error.Item)));
    }
  },
  async finish({ id, lockedUntil }, answer) {
    const write = client.send(
      new UpdateCommand({
        ...{ TableName: sync, Key: idempotencyKey(id), UpdateExpression: 'SET #answer = :answer' },
        ...{ ConditionExpression: mine, ExpressionAttributeNames: names },
        ExpressionAttributeValues: { ':answer': answer, ':lock': lockedUntil },
      }),
    );
    await unlessRefused(write, 'kept', 'taken over');
  },
  async forget({ id, lockedUntil }) {
    const write = client.send(
      new DeleteCommand({
        ...{ TableName: sync, Key: idempotencyKey(id) },
        ...{ ConditionExpression: mine, ExpressionAttributeNames: names },
        ExpressionAttributeValues: { ':lock': lockedUntil },
      }),
    );
    await unlessRefused(write, 'forgotten', 'taken over');
  },
});

function known(request: IdempotentRequest, { fingerprint, answer }: z.output<typeof keptItem>): Begun {
  if (fingerprint !== request.fingerprint) return { outcome: 'other' };
  return answer === undefined ? { outcome: 'running' } : { outcome: 'done', answer };
}
