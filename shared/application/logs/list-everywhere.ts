import { FaultError } from '../../domain/fault.ts';
import { parseLogId } from '../../domain/log-id.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import type { Instant } from '../../domain/values.ts';
import type { IntegrationStore, Listing, LogFilter, LogStore, PageRequest } from '../ports.ts';

export interface LogReaders {
  readonly integrations: Pick<IntegrationStore, 'list'>;
  readonly logs: Pick<LogStore, 'list'>;
}

/** Entries of all integrations in one list, newest first. The cursor says up to when and how many of that moment. */
export async function listEverywhere(
  readers: LogReaders,
  filter: LogFilter,
  page: PageRequest,
): Promise<Listing<SyncLog>> {
  const start = readCursor(page.cursor);
  const bounded = start === undefined ? filter : { ...filter, to: start.at };
  const given = start?.given ?? 0;
  const integrations = await readers.integrations.list({});
  const lists = await Promise.all(
    integrations.map(({ id }) => firstEntries(readers.logs, id, bounded, { limit: page.limit, given })),
  );
  const merged = lists.flatMap(({ items }) => items).sort(newestFirst);
  const known = merged.slice(0, firstUnknown(merged, lists));
  const items = known.slice(given, given + page.limit);
  const last = items.at(-1);
  const more = known.length > given + items.length || lists.some(({ cursor }) => cursor !== undefined);
  return last === undefined || !more
    ? { items }
    : { items, cursor: cursorAfter(known, given + items.length) };
}

/** More entries than were given out already, or all: a rare filter may need several pages of the store. */
async function firstEntries(
  logs: LogReaders['logs'],
  id: string,
  filter: LogFilter,
  wanted: { readonly limit: number; readonly given: number },
): Promise<Listing<SyncLog>> {
  const limit = wanted.limit + wanted.given;
  let page = await logs.list(id, filter, { limit });
  while (page.items.length <= wanted.given && page.cursor !== undefined) {
    const next = await logs.list(id, filter, { limit, cursor: page.cursor });
    page = { ...next, items: [...page.items, ...next.items] };
  }
  return page;
}

/** Position behind which an integration that has more to tell might still put an entry. */
function firstUnknown(merged: readonly SyncLog[], lists: readonly Listing<SyncLog>[]): number {
  const ends = lists.flatMap(({ items, cursor }) => (cursor === undefined ? [] : items.slice(-1)));
  const positions = ends.map((end) => merged.indexOf(end) + 1);
  return Math.min(merged.length, ...positions);
}

const filedAt = ({ id, createdAt }: SyncLog): Instant => parseLogId(id)?.at ?? createdAt;
const place = (log: SyncLog): string => `${filedAt(log)}#${parseLogId(log.id)?.suffix ?? ''}`;
const newestFirst = (a: SyncLog, b: SyncLog): number =>
  place(a) < place(b) ? 1 : place(a) > place(b) ? -1 : 0;

function cursorAfter(known: readonly SyncLog[], count: number): string {
  const given = known.slice(0, count).map(filedAt);
  const at = given.at(-1) ?? '';
  return `${at}~${given.filter((moment) => moment === at).length}`;
}

const cursorShape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~(\d{1,6})$/;

function readCursor(
  cursor: string | undefined,
): { readonly at: Instant; readonly given: number } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, given] = cursorShape.exec(cursor) ?? [];
  if (at === undefined || given === undefined) {
    throw new FaultError({
      kind: 'rejected',
      message: 'The cursor is not one that this list handed out.',
      pointer: '/query/cursor',
    });
  }
  return { at, given: Number(given) };
}
