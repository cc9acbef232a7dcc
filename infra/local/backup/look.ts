import { createHash } from 'node:crypto';
import { tables } from '../../../shared/config/names.ts';
import { fileOf, type Item, itemOf, type Kind, keyOf, lineOf, linesOf } from './copy.ts';

/** How a table differs from the copy. */
export interface Look {
  readonly kind: Kind;
  /** Keys of the copy's items that the table lacks or has otherwise, as `nameOf` writes them. */
  readonly puts: ReadonlySet<string>;
  /** Keys of the table's items that the copy lacks. */
  readonly deletes: readonly Item[];
  readonly equal: number;
  /** Items of the copy that DynamoDB would have deleted by now, and would again. */
  readonly expired: number;
  /** Equal for two looks of the same time at one table that nobody wrote to in between. */
  readonly state: string;
}

/** What DynamoDB may delete by itself between two looks tells nothing of who writes. */
const soonMs = 3_600_000;

export const nameOf = (kind: Kind, item: Item): string => lineOf(keyOf(kind, item));
const hashOf = (line: string): Buffer => createHash('sha256').update(line).digest();

/** Compares a table with the copy, item by item. Keeps a hash of each item in memory, never the items. */
export async function look(
  items: AsyncIterable<Item>,
  folder: string,
  kind: Kind,
  nowMs: number,
): Promise<Look> {
  const missing = new Map<string, string>();
  let expired = 0;
  for await (const line of linesOf(fileOf(folder, kind))) {
    const item = itemOf(line);
    if (isExpired(kind, item, nowMs)) expired++;
    else missing.set(nameOf(kind, item), hashOf(line).toString('base64'));
  }
  const deletes: Item[] = [];
  const state = Buffer.alloc(32);
  let equal = 0;
  for await (const item of items) {
    const [name, hash] = [nameOf(kind, item), hashOf(lineOf(item))];
    if (!isExpired(kind, item, nowMs + soonMs))
      for (const [at, byte] of hash.entries()) state[at] = (state[at] ?? 0) ^ byte;
    const wanted = missing.get(name);
    if (wanted === hash.toString('base64')) {
      missing.delete(name);
      equal++;
    } else if (wanted === undefined && !isExpired(kind, item, nowMs)) deletes.push(keyOf(kind, item));
  }
  return { kind, puts: new Set(missing.keys()), deletes, equal, expired, state: state.toString('hex') };
}

function isExpired(kind: Kind, item: Item, nowMs: number): boolean {
  const { ttl } = tables[kind];
  const at = ttl === undefined ? undefined : item[ttl]?.N;
  return at !== undefined && Number(at) * 1000 < nowMs;
}
