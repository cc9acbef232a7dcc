import type { Listing, PageRequest } from '../../application/ports.ts';
import { FaultError } from '../../domain/fault.ts';

/** One page of `all`, ordered by `keyOf` descending or ascending. The cursor names the last item shown. */
export function pageOf<Item>(
  all: readonly Item[],
  page: PageRequest,
  keyOf: (item: Item) => string,
  order: 'newest-first' | 'ascending' = 'newest-first',
): Listing<Item> {
  const forward = (a: string, b: string) => (order === 'ascending' ? a > b : a < b);
  const sorted = [...all].sort((a, b) => (forward(keyOf(a), keyOf(b)) ? 1 : -1));
  const after = page.cursor === undefined ? undefined : decode(page.cursor);
  const rest = after === undefined ? sorted : sorted.filter((item) => forward(keyOf(item), after));
  const items = rest.slice(0, page.limit);
  const last = items.at(-1);
  return last !== undefined && rest.length > items.length
    ? { items: structuredClone(items), cursor: encode(keyOf(last)) }
    : { items: structuredClone(items) };
}

const mark = 'after:';
const encode = (key: string): string => Buffer.from(`${mark}${key}`).toString('base64url');

function decode(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (text.startsWith(mark)) return text.slice(mark.length);
  throw new FaultError({
    kind: 'rejected',
    message: 'The cursor is not one that this list handed out.',
    pointer: '/query/cursor',
  });
}
