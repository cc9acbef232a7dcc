import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { freePort, startDynoxide } from '../../../infra/local/dynamodb/dynoxide.ts';
import { deployTable } from '../../../infra/local/dynamodb/tables.ts';
import { connectTables, type Tables } from '../../../shared/adapters/dynamodb/client.ts';
import { indexKeys, tables as shapes } from '../../../shared/config/names.ts';
import { awsCompatibleEndpoint, pointSdkAt } from './endpoint.ts';
import { fresh } from './samples.ts';

export interface LocalTables {
  readonly tables: Tables;
  /** Stream of the records table. */
  readonly streamArn: string;
  readonly close: () => Promise<void>;
}

/** The three tables, new, in an engine on a file of its own or at the AWS-compatible endpoint, and what the adapters call them by. */
export async function startLocalTables(): Promise<LocalTables> {
  const engine = await startEngine();
  pointSdkAt(engine.url, '_DYNAMODB');
  const admin = new DynamoDBClient({});
  const names = { records: fresh('records'), sync: fresh('sync'), activity: fresh('activity') };
  const streams = new Map<string, string | undefined>();
  for (const shape of ['records', 'sync', 'activity'] as const) {
    streams.set(shape, await deployTable(admin, tableOf(shape, names[shape])));
    await waitUntilTableExists({ client: admin, maxWaitTime: 60 }, { TableName: names[shape] });
  }
  const streamArn = streams.get('records');
  if (streamArn === undefined) throw new Error('The records table has no stream.');
  const tables = connectTables(names);
  return {
    tables,
    streamArn,
    async close() {
      tables.client.destroy();
      for (const TableName of Object.values(names)) await admin.send(new DeleteTableCommand({ TableName }));
      admin.destroy();
      await engine.close();
    },
  };
}

async function startEngine(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const url = awsCompatibleEndpoint();
  if (url !== undefined) return { url, close: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'britepool-contract-'));
  const engine = await startDynoxide(join(folder, 'dynamodb.db'), await freePort(), () => undefined);
  return {
    url: engine.url,
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tableOf(name: keyof typeof shapes, TableName: string) {
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
    TableName,
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
