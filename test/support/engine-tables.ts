import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, Tables } from '../../shared/adapters/dynamodb/client.ts';
import { mapConcurrently } from '../../shared/application/concurrency.ts';
import type { RunningStack } from './stack.ts';

/** The stack's tables at the engine itself, past the recorder; the caller destroys the client. */
export function engineTables({ engineUrl, tables }: Pick<RunningStack, 'engineUrl' | 'tables'>): Tables {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: engineUrl,
      region: 'local',
      credentials: { accessKeyId: 'seed', secretAccessKey: 'local' },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const named = (part: string) => tables.find((name) => name.endsWith(part)) ?? '';
  return { client, records: named('records'), sync: named('sync'), activity: named('activity') };
}

/** The engine syncs its file once per transaction: seven times as fast as the same items in batches. */
const itemsAtOnce = 100;
const lanes = 4;

export async function putMany({ client }: Tables, table: string, items: readonly Item[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / itemsAtOnce) }, (_, at) =>
    items.slice(at * itemsAtOnce, (at + 1) * itemsAtOnce),
  );
  await mapConcurrently(batches, lanes, (batch) =>
    client.send(
      new TransactWriteCommand({ TransactItems: batch.map((Item) => ({ Put: { TableName: table, Item } })) }),
    ),
  );
}
