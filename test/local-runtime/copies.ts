import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Kind, kinds, lineOf, tableOf } from '../../infra/local/backup/copy.ts';
import { backUp } from '../../infra/local/backup/dump.ts';
import { freePort, startDynoxide } from '../../infra/local/dynamodb/dynoxide.ts';
import { deployTable } from '../../infra/local/dynamodb/tables.ts';

export const clientOf = (url: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint: url,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'x' },
  });

/** Makes the three tables of the stage dev, with names that end so. */
export async function makeTables(client: DynamoDBClient, suffix = ''): Promise<void> {
  for (const kind of kinds)
    await deployTable(client, {
      TableName: tableOf('dev', kind, suffix),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    });
}

/** Every item of the three tables, by table. */
export async function itemsOf(client: DynamoDBClient): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const kind of kinds) {
    const lines: string[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tableOf('dev', kind) }))
      lines.push(...Items.map(lineOf));
    found[kind] = lines.sort((a, b) => (a < b ? -1 : 1));
  }
  return found;
}

/** `npm run backup` and `npm run restore`, on tables at this address. Answers what was said. */
export async function commandLine(url: string, ...args: readonly string[]) {
  const env = {
    ...{ PATH: process.env.PATH, AWS_ENDPOINT_URL: url, AWS_REGION: 'local' },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'x' },
  };
  return promisify(execFile)(process.execPath, ['infra/local/backup/main.ts', ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  );
}

const range = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, at) => `item-${from + at}`);
const moment = '2026-03-01T10:00:00.000Z';

/** Tables of a stage of which a copy can be taken, and that go on afterwards. */
export async function copyWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-copies-'));
  const copy = join(folder, 'copy');
  const engine = await startDynoxide(join(folder, 'dynamodb.db'), await freePort(), () => undefined);
  const client = clientOf(engine.url);
  const documents = DynamoDBDocumentClient.from(client);
  await makeTables(client);
  const keyOf = (kind: Kind, id: string) => ({ pk: `${kind}#${id}`, sk: 'x' });
  /** One transaction for each hundred: the engine syncs its file once. */
  const change = async (kind: Kind, ids: readonly string[], fields?: object): Promise<void> => {
    const TableName = tableOf('dev', kind);
    for (let at = 0; at < ids.length; at += 100)
      await documents.send(
        new TransactWriteCommand({
          TransactItems: ids.slice(at, at + 100).map((id) => {
            const Key = keyOf(kind, id);
            return fields === undefined
              ? { Delete: { TableName, Key } }
              : { Put: { TableName, Item: { ...Key, ...fields } } };
          }),
        }),
      );
  };
  const empty = async (): Promise<void> => {
    for (const [kind, lines] of Object.entries(await itemsOf(client)))
      for (const each of kinds.filter((known) => known === kind))
        await change(
          each,
          lines.map((line) => String(JSON.parse(line).pk.S).replace(`${kind}#`, '')),
        );
  };
  const goOn = async (): Promise<void> => {
    for (const kind of kinds) {
      await change(kind, range(0, 120), { text: 'spoilt' });
      await change(kind, range(120, 140));
      await change(kind, range(200, 230), {});
    }
  };
  return {
    ...{ folder, copy, url: engine.url, client, moment, empty, goOn },
    put: (kind: Kind, id: string, fields: object = {}) =>
      documents.send(
        new PutCommand({ TableName: tableOf('dev', kind), Item: { ...keyOf(kind, id), ...fields } }),
      ),
    remove: (kind: Kind, id: string) =>
      documents.send(new DeleteCommand({ TableName: tableOf('dev', kind), Key: keyOf(kind, id) })),
    /** A copy of a moment, after which 120 items of each table were edited, 20 deleted and 30 made. Answers what was then. */
    async takenAndGoneOn() {
      await empty();
      for (const kind of kinds) await change(kind, range(0, 150), { text: 'Größe “x”\n', none: null });
      const then = await itemsOf(client);
      rmSync(copy, { recursive: true, force: true });
      await backUp(client, 'dev', copy, moment);
      await goOn();
      return then;
    },
    async close(): Promise<void> {
      client.destroy();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
