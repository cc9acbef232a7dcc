import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  ScanCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

const kinds = ['sync', 'activity', 'records'] as const;
/** Pairs come back before records, so that a restored record finds its pair and nothing is created anew elsewhere. */
const restoreOrder = kinds;

const count = z.int().min(0);
const manifestShape = z.object({
  format: z.literal(1),
  takenAt: z.string(),
  stage: z.string(),
  tables: z.record(z.enum(kinds), z.object({ items: count, sha256: z.string() })),
  leftOut: z.array(z.string()),
});
type Manifest = z.output<typeof manifestShape>;

/** What a copy of the tables does not hold. */
const leftOut = [
  'secrets: sign-ins of other systems, secrets of webhooks, the cron secret',
  'schedules: they are made anew from the integrations within five minutes',
  'messages in queues',
];

const tableOf = (stage: string, kind: (typeof kinds)[number]): string => `britepool-${stage}-${kind}`;
const fileOf = (folder: string, kind: string): string => join(folder, `${kind}.jsonl`);
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Copies the stage's tables into `folder`: one item a line, with counts and checksums beside them. */
export async function backUp(
  client: DynamoDBClient,
  stage: string,
  folder: string,
  takenAt: string,
): Promise<Manifest> {
  mkdirSync(folder, { recursive: true });
  const tables: Record<string, Manifest['tables'][(typeof kinds)[number]]> = {};
  for (const kind of kinds) {
    const lines = await scanAll(client, tableOf(stage, kind));
    const text = lines.map((line) => `${line}\n`).join('');
    writeFileSync(fileOf(folder, kind), text, { mode: 0o600 });
    tables[kind] = { items: lines.length, sha256: digest(text) };
  }
  const manifest = manifestShape.parse({ format: 1, takenAt, stage, tables, leftOut });
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** Members in the order of their names, since DynamoDB has none: equal items make equal lines. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

async function scanAll(client: DynamoDBClient, TableName: string): Promise<readonly string[]> {
  const lines: string[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName,
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    lines.push(...(page.Items ?? []).map((item) => JSON.stringify(item, inOrder)));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return lines.sort((a, b) => (a < b ? -1 : 1));
}

/**
 * Puts a copy into the empty tables of a stage. Every checksum is looked at before anything is written; a table that
 * holds something already is refused, because old and new items together would be neither state.
 */
export async function restore(client: DynamoDBClient, stage: string, folder: string): Promise<Manifest> {
  const manifest = manifestShape.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const copies = restoreOrder.map((kind) => ({ kind, text: readFileSync(fileOf(folder, kind), 'utf8') }));
  for (const { kind, text } of copies) {
    if (digest(text) !== manifest.tables[kind].sha256)
      throw new Error(`The copy of ${kind} is damaged: its checksum is not the one in manifest.json.`);
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tableOf(stage, kind), Limit: 1 }));
    if (Items.length > 0)
      throw new Error(`The table ${tableOf(stage, kind)} is not empty; nothing was written.`);
  }
  for (const { kind, text } of copies)
    await writeAll(client, tableOf(stage, kind), text.split('\n').filter(Boolean).map(toPut));
  return manifest;
}

const itemShape = z.record(
  z.string(),
  z.custom<AttributeValue>((value) => typeof value === 'object'),
);
const toPut = (line: string): WriteRequest => ({ PutRequest: { Item: itemShape.parse(JSON.parse(line)) } });

const writesAtOnce = 25;
const mostTries = 10;

async function writeAll(
  client: DynamoDBClient,
  table: string,
  writes: readonly WriteRequest[],
): Promise<void> {
  for (let from = 0; from < writes.length; from += writesAtOnce) {
    let rest: WriteRequest[] = writes.slice(from, from + writesAtOnce);
    for (let attempt = 0; rest.length > 0; attempt++) {
      if (attempt > mostTries) throw new Error(`The table ${table} keeps handing items back.`);
      if (attempt > 0) await new Promise((resume) => setTimeout(resume, Math.min(5000, 50 * 2 ** attempt)));
      const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: rest } }));
      rest = answer.UnprocessedItems?.[table] ?? [];
    }
  }
}
