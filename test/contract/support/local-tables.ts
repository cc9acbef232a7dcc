import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { freePort, startDynoxide } from '../../../infra/local/dynamodb/dynoxide.ts';
import { deployTable } from '../../../infra/local/dynamodb/tables.ts';
import { connectTables, type Tables } from '../../../shared/adapters/dynamodb/client.ts';
import { indexKeys, tables as shapes } from '../../../shared/config/names.ts';

export interface LocalTables {
  readonly tables: Tables;
  /** Stream of the records table. */
  readonly streamArn: string;
  readonly close: () => Promise<void>;
}

/** A real engine on a file of its own with the three tables, and what the adapters call it by. */
export async function startLocalTables(): Promise<LocalTables> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-contract-'));
  const engine = await startDynoxide(join(folder, 'dynamodb.db'), await freePort(), () => undefined);
  process.env.AWS_REGION = 'local';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_ENDPOINT_URL_DYNAMODB = engine.url;
  const admin = new DynamoDBClient({});
  const streamArn = await deployTable(admin, tableOf('records'));
  for (const name of ['sync', 'activity'] as const) await deployTable(admin, tableOf(name));
  if (streamArn === undefined) throw new Error('The records table has no stream.');
  admin.destroy();
  const tables = connectTables({ records: 'records', sync: 'sync', activity: 'activity' });
  return {
    tables,
    streamArn,
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
    ...(shape.stream ? { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' as const } } : {}),
    KeySchema: keySchema(shape),
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index.keys),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  };
}
