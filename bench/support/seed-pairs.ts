import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, Tables } from '../../shared/adapters/dynamodb/client.ts';
import { toMappingItem, toPointerItem } from '../../shared/adapters/dynamodb/pair-items.ts';
import { dynamoPairStore } from '../../shared/adapters/dynamodb/pair-store.ts';
import { mapConcurrently } from '../../shared/application/concurrency.ts';
import type { Connected } from './connected.ts';

/** The engine syncs its file once per transaction: seven times as fast as the same items in batches. */
const itemsAtOnce = 100;
const lanes = 4;

/**
 * Puts `count` more mappings into the table as the product would have stored them: each the likeness of one that was
 * really imported, with ids of its own, numbered from `from`. Their records would only pass through the stream.
 */
export async function seedPairs(
  { stack, integration, ids: imported }: Connected,
  count: number,
  from: number,
): Promise<void> {
  const tables = engineTables(stack);
  const pattern = await dynamoPairStore(tables, 1).byExternalId({
    ...{ integrationId: integration.id, resourceType: 'TASK', externalId: imported[0] ?? '' },
  });
  if (pattern === undefined) throw new Error('Nothing was imported that could be the pattern.');
  const items = Array.from({ length: count }, (_, at) => {
    const number = String(from + at).padStart(6, '0');
    const ids = { id: `map_${number}`, internalId: `task_seeded_${number}`, externalId: `seeded_${number}` };
    const mapping = { ...pattern, ...ids };
    return [toMappingItem(mapping), toPointerItem(mapping)];
  }).flat();
  const batches = Array.from({ length: Math.ceil(items.length / itemsAtOnce) }, (_, at) =>
    items.slice(at * itemsAtOnce, (at + 1) * itemsAtOnce),
  );
  await mapConcurrently(batches, lanes, (batch) => write(tables, batch));
  tables.client.destroy();
}

const write = ({ client, sync }: Tables, batch: readonly Item[]): Promise<unknown> =>
  client.send(
    new TransactWriteCommand({ TransactItems: batch.map((Item) => ({ Put: { TableName: sync, Item } })) }),
  );

function engineTables({ engineUrl, tables }: Connected['stack']): Tables {
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
