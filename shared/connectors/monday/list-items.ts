import * as z from 'zod';
import type { Call } from '../../connector-kit/connector.ts';
import type { ExternalPage, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { ask } from './ask.ts';
import { lostCursor } from './classify.ts';
import { toRecord } from './columns.ts';
import { deletedIn } from './deletions.ts';
import { itemFields } from './item-fields.ts';
import { hidden } from './refusals.ts';
import { activity, type Item, itemsPage, type Settings } from './schema.ts';

const pageSize = 500;
/** monday.com shows the ten thousand newest entries of a board. https://developer.monday.com/api-reference/reference/activity-logs */
const mostLogPages = 20;
type Page = z.output<typeof itemsPage> & { readonly deletedIds: readonly string[] };

/**
 * Newest change first. Whoever edits an item meanwhile moves it to the front, where the next run finds it, and pushes
 * others back, where they are read twice: in any other order an edit could move one out of sight.
 */
const order = { order_by: [{ column_id: '__last_updated__', direction: 'desc' }] };
const pageFields = `{ cursor items { ${itemFields} } }`;
const firstQuery = `query ($board: [ID!], $limit: Int!, $order: ItemsQuery, $since: ISO8601DateTime, $log: Boolean!, $page: Int!) {
r: boards(ids: $board) { items_page(limit: $limit, query_params: $order) ${pageFields}
activity_logs(from: $since, limit: $limit, page: $page) @include(if: $log) { event data } } }`;
const nextQuery = `query ($cursor: String!, $limit: Int!) { r: next_items_page(cursor: $cursor, limit: $limit) ${pageFields} }`;

/** Boards are read one after the other; the cursor is the board's position and monday.com's place inside it. */
export async function listItems(
  call: Call<Settings>,
  boards: readonly string[],
  { since, cursor }: ReadWindow,
): Promise<ExternalPage> {
  const [position = '0', place = ''] = (cursor ?? '0:').split(/:(.*)/s);
  const at = Number(position);
  const board = boards[at];
  if (board === undefined) return { records: [], deletedIds: [], next: null };
  const from = since === null ? null : wholeSecond(since);
  const page = place === '' ? await firstPage(call, board, from) : await nextPage(call, board, from, place);
  const records = page.items.map((found) => toRecord(call.settings, found));
  const isEnd = page.cursor === null || (from !== null && endsBefore(page.items, from));
  const next = isEnd ? `${at + 1}:` : `${at}:${page.cursor}`;
  return {
    records: records.filter(({ updatedAt }) => from === null || (updatedAt ?? from) >= from),
    deletedIds: page.deletedIds,
    next: isEnd && at + 1 >= boards.length ? null : next,
  };
}

/** monday.com tells times in whole seconds: what changed later in the same second must not be left out. */
const wholeSecond = (moment: string): string => `${moment.slice(0, 19)}.000Z`;

/** Whether everything behind this page is older. Believed only of a page that keeps the order that was asked for. */
function endsBefore(items: readonly Item[], from: string): boolean {
  const times = items.map(({ updated_at }) => Date.parse(updated_at ?? ''));
  const descends = times.every((time, index) => time <= (times[index - 1] ?? time));
  return descends && (times.at(-1) ?? Number.NaN) < Date.parse(from);
}

const first = z.array(z.object({ items_page: itemsPage, activity_logs: activity.nullish() }));

/** Where more happened on the board than fits beside its items, it is asked again for the rest of its log. */
async function firstPage(call: Call<Settings>, board: string, since: string | null, page = 1): Promise<Page> {
  const more = { order, since, log: since !== null, page };
  const [found] = await ask(call, firstQuery, { board: [board], limit: pageSize, ...more }, first);
  if (found === undefined) throw hidden(board);
  const { items_page, activity_logs: logs } = found;
  const isWhole = (logs?.length ?? 0) < pageSize || page === mostLogPages;
  const rest = isWhole ? [] : (await firstPage(call, board, since, page + 1)).deletedIds;
  return { ...items_page, deletedIds: [...deletedIn(logs ?? []), ...rest] };
}

/** A place is remembered for an hour; a run that waited longer begins this board again. */
async function nextPage(
  call: Call<Settings>,
  board: string,
  since: string | null,
  cursor: string,
): Promise<Page> {
  try {
    return { ...(await ask(call, nextQuery, { cursor, limit: pageSize }, itemsPage)), deletedIds: [] };
  } catch (error) {
    if (error instanceof FaultError && error.fault.pointer === lostCursor)
      return firstPage(call, board, since);
    throw error;
  }
}
