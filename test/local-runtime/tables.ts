import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { supervisedDynoxide } from '../../infra/local/dynamodb/dynoxide.ts';
import { deployTable, type TableProperties } from '../../infra/local/dynamodb/tables.ts';

export const table: TableProperties = {
  TableName: 'things',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'ttl' },
};

/** A supervised engine on a folder of its own with one table that has a stream and a TTL. */
export async function startTable() {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-table-'));
  const reported: string[] = [];
  const engine = await supervisedDynoxide(
    join(folder, 'dynamodb.db'),
    (message) => void reported.push(message),
  );
  const client = new DynamoDBClient({
    endpoint: engine.url,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'x' },
    maxAttempts: 10,
  });
  const streamArn = (await deployTable(client, table)) ?? '';
  return {
    ...{ folder, engine, client, streamArn, reported },
    documents: DynamoDBDocumentClient.from(client),
    async close(): Promise<void> {
      client.destroy();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
