import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { freePort, startDynoxide } from '../../../infra/local/dynamodb/dynoxide.ts';
import { deployTable } from '../../../infra/local/dynamodb/tables.ts';
import { connectTables, type Tables } from '../../../shared/adapters/dynamodb/client.ts';
import { indexKeys, tables as shapes } from '../../../shared/config/names.ts';

/** A real engine on a file of its own with the three tables, and what the adapters call it by. */
export async function startLocalTables(): Promise<{
  readonly tables: Tables;
  readonly close: () => Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-contract-'));
  const engine = await startDynoxide(join(folder, 'dynamodb.db'), await freePort(), () => undefined);
  process.env.AWS_REGION = 'local';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_ENDPOINT_URL_DYNAMODB = engine.url;
  const admin = new DynamoDBClient({});
  for (const name of ['records', 'sync', 'activity'] as const) await deployTable(admin, tableOf(name));
  admin.destroy();
  const tables = connectTables({ records: 'records', sync: 'sync', activity: 'activity' });
  return {
    tables,
    async close() {
      tables.client.destroy();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tableOf(name: keyof typeof shapes) {
  const shape = shapes[name];
  const keySchema = (keys: { readonly partitionKey: string; readonly sortKey: string }) => [
    { AttributeName: keys.partitionKey, KeyType: 'HASH' as const },
    { AttributeName: keys.sortKey, KeyType: 'RANGE' as const },
  ];
  const indexes = shape.indexes.map((index) => ({ name: index, keys: indexKeys(index) }));
  const attributes = [shape, ...indexes.map(({ keys }) => keys)].flatMap((keys) => [
    keys.partitionKey,
    keys.sortKey,
  ]);
  return {
    TableName: name,
    KeySchema: keySchema(shape),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index.keys),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  };
}
