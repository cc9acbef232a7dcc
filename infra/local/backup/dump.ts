import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DynamoDBClient, ScanCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import {
  fileOf,
  itemOf,
  type Kind,
  kinds,
  lineOf,
  linesOf,
  type Manifest,
  manifestShape,
  tableOf,
  verifiedCopy,
} from './copy.ts';
import { counting, type Say } from './progress.ts';
import { restoredMoment } from './restored.ts';
import { scan } from './scan.ts';
import { writeAll } from './write-all.ts';

/** What a copy of the tables does not hold. */
const leftOut = [
  'secrets: sign-ins of other systems, secrets of webhooks, the cron secret',
  'schedules: they are made anew from the integrations within five minutes',
  'messages in queues',
];

interface BackUpOptions {
  /** Of the tables that point-in-time recovery made, which are read instead of the stage's own. */
  readonly suffix?: string;
  readonly say?: Say;
}

/** Copies the stage's tables into `folder`: one item a line, with counts and checksums beside them. */
export async function backUp(
  client: DynamoDBClient,
  stage: string,
  folder: string,
  takenAt: string,
  { suffix = '', say }: BackUpOptions = {},
): Promise<Manifest> {
  const named = kinds.map((kind) => tableOf(stage, kind, suffix));
  const asOf = suffix === '' ? undefined : await restoredMoment(client, named);
  mkdirSync(folder, { recursive: true });
  const tables: Partial<Manifest['tables']> = {};
  for (const kind of kinds) {
    const lines: string[] = [];
    for await (const item of scan(client, tableOf(stage, kind, suffix), say)) lines.push(lineOf(item));
    lines.sort((a, b) => (a < b ? -1 : 1));
    tables[kind] = { items: lines.length, sha256: writeLines(fileOf(folder, kind), lines) };
  }
  const moment = asOf === undefined ? {} : { asOf };
  const manifest = manifestShape.parse({ format: 1, takenAt, ...moment, stage, tables, leftOut });
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

const linesAtOnce = 1000;

/** A part at a time, since no text is as long as a large table. Answers the checksum. */
function writeLines(path: string, lines: readonly string[]): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'w', 0o600);
  try {
    for (let from = 0; from < lines.length; from += linesAtOnce) {
      const text = `${lines.slice(from, from + linesAtOnce).join('\n')}\n`;
      hash.update(text);
      appendFileSync(file, text);
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/**
 * Puts a copy into the empty tables of a stage. Every checksum is looked at before anything is written; a table that
 * holds something already is refused, because old and new items together would be neither state.
 */
export async function restore(
  client: DynamoDBClient,
  stage: string,
  folder: string,
  say?: Say,
): Promise<Manifest> {
  const manifest = await verifiedCopy(folder);
  for (const kind of kinds) {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tableOf(stage, kind), Limit: 1 }));
    if (Items.length > 0)
      throw new Error(
        `The table ${tableOf(stage, kind)} is not empty; nothing was written. --replace makes it hold what the copy holds.`,
      );
  }
  for (const kind of kinds) {
    const wrote = counting(`written to ${kind}`, say, manifest.tables[kind].items);
    await writeAll(client, tableOf(stage, kind), puts(folder, kind), wrote);
  }
  return manifest;
}

async function* puts(folder: string, kind: Kind): AsyncGenerator<WriteRequest> {
  for await (const line of linesOf(fileOf(folder, kind))) yield { PutRequest: { Item: itemOf(line) } };
}
