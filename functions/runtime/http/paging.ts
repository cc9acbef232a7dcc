import type { Listing, PageRequest } from '../../../shared/application/ports.ts';
import { FaultError } from '../../../shared/domain/fault.ts';
import { ProblemError } from './problem.ts';

export interface PageQuery {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly cursor?: string | undefined;
}

const defaultLimit = 50;
/** `offset` reads and drops; beyond this a caller is told to use the cursor. */
const deepestOffset = 1000;

/**
 * Serves `limit`/`offset`/`total` of the specification and the cursor of the store from one listing. `total` counts
 * what is known: exact when the list ends within the page, otherwise a lower bound.
 */
export async function paged<Item, View>(
  query: PageQuery,
  list: (page: PageRequest) => Promise<Listing<Item>>,
  view: (item: Item) => View,
) {
  const limit = query.limit ?? defaultLimit;
  const offset = Math.min(query.offset ?? 0, deepestOffset);
  const page = await list({
    limit: limit + offset,
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  }).catch(refuseCursor('/query/cursor'));
  const items = page.items.slice(offset).map(view);
  const hasMore = page.cursor !== undefined;
  const total = page.items.length + (hasMore ? 1 : 0);
  return {
    items,
    pagination: {
      limit,
      offset,
      total,
      hasMore,
      ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    },
  };
}

/** Only a cursor that nobody handed out is the caller's mistake; `pointer` is where it stands in the request. */
export const refuseCursor =
  (pointer: string) =>
  (error: unknown): never => {
    if (!(error instanceof FaultError) || error.fault.pointer !== '/query/cursor') throw error;
    const inQuery = pointer.startsWith('/query/');
    throw new ProblemError(
      400,
      'invalid',
      inQuery ? 'A filter is wrong' : 'Some values are missing or wrong',
      {
        errors: [{ pointer, detail: error.fault.message }],
        hint: 'Begin again with the first page.',
      },
    );
  };
