import { FaultError } from '../domain/fault.ts';
import type { Listing, PageRequest } from './port-values.ts';

/**
 * What each integration has, integration by integration in the order of their ids, as one list with one cursor. `list`:
 * one page of one integration. Throws `rejected` for a cursor that it did not hand out.
 */
export async function listByIntegration<Item>(
  ids: readonly string[],
  list: (id: string, page: PageRequest) => Promise<Listing<Item>>,
  page: PageRequest,
): Promise<Listing<Item>> {
  const items: Item[] = [];
  const start = readCursor(page.cursor);
  const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1));
  for (const id of sorted.filter((each) => start === undefined || each >= start.id)) {
    let cursor = start?.id === id ? start.cursor : undefined;
    do {
      const limit = page.limit - items.length;
      const from = cursor === undefined ? {} : { cursor };
      const found = await list(id, { limit: Math.max(1, limit), ...from });
      if (limit === 0 && found.items.length > 0) return { items, cursor: cursorFor(id, cursor) };
      items.push(...found.items);
      cursor = found.cursor;
    } while (cursor !== undefined);
  }
  return { items };
}

/** Which integration comes next, and from where in its own list. */
interface Position {
  readonly id: string;
  readonly cursor: string | undefined;
}

const cursorFor = (id: string, cursor: string | undefined): string => `${id}~${cursor ?? ''}`;

function readCursor(text: string | undefined): Position | undefined {
  if (text === undefined) return undefined;
  const [, id, cursor] = /^([^~]+)~(.*)$/.exec(text) ?? [];
  if (id !== undefined) return { id, cursor: cursor === '' ? undefined : cursor };
  throw new FaultError({
    kind: 'rejected',
    message: 'The cursor is not one that this list handed out.',
    pointer: '/query/cursor',
  });
}
