import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { tables } from '../../../shared/config/names.ts';

/**
 * Pairs come back before records, so that a restored record finds its pair and nothing is created anew elsewhere; and
 * a record that goes finds none any more, so that nothing is deleted elsewhere.
 */
export const kinds = ['sync', 'activity', 'records'] as const;
export type Kind = (typeof kinds)[number];

const count = z.int().min(0);
export const manifestShape = z.object({
  format: z.literal(1),
  takenAt: z.string(),
  /** The second that point-in-time recovery restored; absent where the tables were the stage's own. */
  asOf: z.string().optional(),
  stage: z.string(),
  tables: z.record(z.enum(kinds), z.object({ items: count, sha256: z.string() })),
  leftOut: z.array(z.string()),
});
export type Manifest = z.output<typeof manifestShape>;
export type Item = Record<string, AttributeValue>;

/** `suffix`: of the tables that point-in-time recovery made. */
export const tableOf = (stage: string, kind: Kind, suffix = ''): string =>
  `britepool-${stage}-${kind}${suffix}`;
export const fileOf = (folder: string, kind: Kind): string => join(folder, `${kind}.jsonl`);

/** Members in the order of their names, since DynamoDB has none: equal items make equal lines. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
export const lineOf = (item: Item): string => JSON.stringify(item, inOrder);

const itemShape = z.record(
  z.string(),
  z.custom<AttributeValue>((value) => typeof value === 'object'),
);
export const itemOf = (line: string): Item => itemShape.parse(JSON.parse(line));

export function keyOf(kind: Kind, item: Item): Item {
  const { partitionKey, sortKey } = tables[kind];
  const [pk, sk] = [item[partitionKey], item[sortKey]];
  if (pk === undefined || sk === undefined) throw new Error(`An item of ${kind} has no key.`);
  return { [partitionKey]: pk, [sortKey]: sk };
}

/** The manifest of a copy, once every one of its files was compared with its checksum. Throws for a damaged one. */
export async function verifiedCopy(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) throw new Error(`There is no whole copy in ${folder}: ${path} is missing.`);
  const manifest = manifestShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  for (const kind of kinds) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(fileOf(folder, kind))) hash.update(chunk);
    if (hash.digest('hex') !== manifest.tables[kind].sha256)
      throw new Error(
        `The copy of ${kind} is damaged: its checksum is not the one in manifest.json. Nothing was written.`,
      );
  }
  return manifest;
}

/** The lines of a file of any size. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
