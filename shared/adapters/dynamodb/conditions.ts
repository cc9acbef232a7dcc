import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Item, Key, Tables } from './client.ts';

/** Condition of a versioned write: the stored item is the version before, or none exists for version 1. */
export function versionCondition(
  version: number,
): Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  if (version <= 1) {
    return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };
  }
  return {
    ConditionExpression: '#version = :before',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':before': version - 1 },
  };
}

/** Runs a conditional write; a refused condition is the answer `refused`, everything else is thrown. */
export async function unlessRefused<Ok, Refused>(
  write: Promise<unknown>,
  ok: Ok,
  refused: Refused,
): Promise<Ok | Refused> {
  try {
    await write;
    return ok;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return refused;
    if (error instanceof TransactionCanceledException && onlyConditions(error)) return refused;
    throw error;
  }
}

/** Whether conditions, and not throttling or a conflict with another transaction, stopped the transaction. */
export const onlyConditions = (error: TransactionCanceledException): boolean =>
  (error.CancellationReasons ?? []).every(
    ({ Code }) => Code === undefined || Code === 'None' || Code === 'ConditionalCheckFailed',
  );

export const putVersioned = (
  tables: Tables,
  table: string,
  item: Item,
  version: number,
): Promise<'written' | 'stale'> =>
  unlessRefused(
    tables.client.send(new PutCommand({ TableName: table, Item: item, ...versionCondition(version) })),
    'written',
    'stale',
  );

export const remove = (tables: Tables, table: string, key: Key) =>
  tables.client.send(new DeleteCommand({ TableName: table, Key: key }));
