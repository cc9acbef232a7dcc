import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, Key, Tables } from './client.ts';

const readAtOnce = 100;
const writeAtOnce = 25;

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/**
 * Items by key, in no order; keys without an item are left out. 100 keys a call, calls side by side. `only` names the
 * attributes wanted; the rest is not sent.
 */
export async function getAll(
  tables: Tables,
  table: string,
  keys: readonly Key[],
  only?: readonly string[],
): Promise<readonly Item[]> {
  const unique = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  const pages = await Promise.all(
    chunks(unique, readAtOnce).map((page) => getPage(tables, table, page, projection(only))),
  );
  return pages.flat();
}

const projection = (only: readonly string[] | undefined) =>
  only === undefined
    ? {}
    : {
        ProjectionExpression: only.map((name) => `#${name}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(only.map((name) => [`#${name}`, name])),
      };

async function getPage(
  tables: Tables,
  table: string,
  keys: readonly Key[],
  attributes: ReturnType<typeof projection>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let rest: readonly Key[] = keys;
  for (let attempt = 0; rest.length > 0; attempt++) {
    await pause(attempt);
    const answer = await tables.client.send(
      new BatchGetCommand({
        RequestItems: {
          [table]: { Keys: rest.map(({ pk, sk }) => ({ pk, sk })), ConsistentRead: true, ...attributes },
        },
      }),
    );
    items.push(...(answer.Responses?.[table] ?? []));
    rest = (answer.UnprocessedKeys?.[table]?.Keys ?? []).map((key) => ({
      pk: String(key.pk),
      sk: String(key.sk),
    }));
  }
  return items;
}

/** Puts items unconditionally, 25 a call. */
export const putAll = (tables: Tables, table: string, items: readonly Item[]): Promise<void> =>
  writeAll(
    tables,
    table,
    items.map((Item) => ({ PutRequest: { Item } })),
  );

export const removeAll = (tables: Tables, table: string, keys: readonly Key[]): Promise<void> =>
  writeAll(
    tables,
    table,
    keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  );

type Write = { PutRequest: { Item: Item } } | { DeleteRequest: { Key: Item } };

async function writeAll(tables: Tables, table: string, writes: readonly Write[]): Promise<void> {
  await Promise.all(chunks(writes, writeAtOnce).map((page) => writePage(tables, table, page)));
}

async function writePage(tables: Tables, table: string, writes: readonly Write[]): Promise<void> {
  let rest: unknown[] = [...writes];
  for (let attempt = 0; rest.length > 0; attempt++) {
    await pause(attempt);
    const answer = await tables.client.send(
      new BatchWriteCommand({ RequestItems: { [table]: rest as never } }),
    );
    rest = answer.UnprocessedItems?.[table] ?? [];
  }
}

/** DynamoDB hands back what it throttled; after some tries the caller's own retry takes over. */
async function pause(attempt: number): Promise<void> {
  if (attempt === 0) return;
  if (attempt > 8) throw new Error('DynamoDB keeps handing back part of a batch.');
  await new Promise((resume) => setTimeout(resume, Math.min(2000, 25 * 2 ** attempt)));
}
