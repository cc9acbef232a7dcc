import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp, restore } from '../../infra/local/backup/dump.ts';
import { freePort, startDynoxide } from '../../infra/local/dynamodb/dynoxide.ts';
import { deployTable } from '../../infra/local/dynamodb/tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'britepool-backup-'));
const copy = join(folder, 'copy');
const kinds = ['records', 'sync', 'activity'] as const;

async function startEmpty(name: string) {
  const engine = await startDynoxide(join(folder, `${name}.db`), await freePort(), () => undefined);
  const client = new DynamoDBClient({
    endpoint: engine.url,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'x' },
  });
  for (const kind of kinds)
    await deployTable(client, {
      TableName: `britepool-dev-${kind}`,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    });
  return { engine, client, documents: DynamoDBDocumentClient.from(client) };
}
let full: Awaited<ReturnType<typeof startEmpty>>;
let empty: Awaited<ReturnType<typeof startEmpty>>;

beforeAll(async () => {
  [full, empty] = [await startEmpty('full'), await startEmpty('empty')];
  for (const kind of kinds)
    for (let at = 0; at < 60; at++)
      await full.documents.send(
        new PutCommand({
          TableName: `britepool-dev-${kind}`,
          Item: {
            ...{
              pk: `${kind}#${at % 7}`,
              sk: `item-${at}`,
              at,
              exact: 12_345_678_901,
              none: null,
              yes: true,
            },
            ...{
              text: 'Größe “x”\n{"a":1}',
              list: [1, 'two', { three: [3] }],
              map: {},
              big: 'x'.repeat(3000),
            },
          },
        }),
      );
});
afterAll(async () => {
  for (const each of [full, empty]) {
    each.client.destroy();
    await each.engine.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const itemsOf = async ({ client }: typeof full): Promise<readonly string[]> => {
  const all: string[] = [];
  for (const kind of kinds) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: `britepool-dev-${kind}` }),
    );
    expect(LastEvaluatedKey).toBeUndefined();
    const inOrder = (_: string, value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)))
        : value;
    const ordered = Items.map((item) => JSON.stringify(item, inOrder));
    all.push(...ordered.sort((a, b) => (a < b ? -1 : 1)));
  }
  return all;
};

describe('a copy of the tables', () => {
  it('put into an empty stack gives back every item as it was', async () => {
    const taken = await backUp(full.client, 'dev', copy, '2026-03-01T10:00:00.000Z');
    expect(taken.tables).toMatchObject({
      records: { items: 60 },
      sync: { items: 60 },
      activity: { items: 60 },
    });
    expect(taken.leftOut.join(' ')).toContain('secrets');
    expect(await restore(empty.client, 'dev', copy)).toEqual(taken);
    const before = await itemsOf(full);
    expect(before).toHaveLength(180);
    expect(await itemsOf(empty)).toEqual(before);
  });

  it('is the same file twice when nothing changed, so that copies can be compared', async () => {
    const again = join(folder, 'again');
    await backUp(full.client, 'dev', again, '2026-03-02T10:00:00.000Z');
    for (const kind of kinds)
      expect(readFileSync(join(again, `${kind}.jsonl`))).toEqual(readFileSync(join(copy, `${kind}.jsonl`)));
  });

  it('is not mixed with what is there already', async () => {
    await expect(restore(full.client, 'dev', copy)).rejects.toThrow('not empty; nothing was written');
  });

  it('that was damaged is refused before anything is written', async () => {
    const damaged = join(folder, 'damaged');
    await backUp(full.client, 'dev', damaged, '2026-03-01T10:00:00.000Z');
    const file = join(damaged, 'records.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('item-1"', 'item-9"'));
    const third = await startEmpty('third');
    await expect(restore(third.client, 'dev', damaged)).rejects.toThrow('copy of records is damaged');
    expect(await itemsOf(third)).toEqual([]);
    third.client.destroy();
    await third.engine.close();
  });
});
