import { FaultError } from '../../domain/fault.ts';
import { parseLogId } from '../../domain/log-id.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import type { IntegrationStore, LogFilter, LogListing, LogStore, PageRequest } from '../ports.ts';

export interface LogReaders {
  readonly integrations: Pick<IntegrationStore, 'list'>;
  readonly logs: Pick<LogStore, 'list'>;
}

/** Behind the entries of this place; of those that share it, behind that of this integration. */
interface Start {
  readonly place: string;
  readonly integrationId: string;
}

/**
 * Entries of all integrations, or of one, in one list, newest first. Each integration is asked for one page of its log: where a
 * rare filter finds little in it, the list's page ends there too and may be empty, with a cursor to go on from.
 */
export async function listEverywhere(
  readers: LogReaders,
  search: LogFilter & { readonly integrationId?: string },
  page: PageRequest,
): Promise<LogListing> {
  const { integrationId: wanted, ...filter } = search;
  const start = readCursor(page.cursor);
  const bounded = start === undefined ? filter : { ...filter, upTo: start.place };
  const all = await readers.integrations.list({});
  const integrations = all.filter(({ id }) => wanted === undefined || id === wanted);
  // One more than asked for: the entry at which the page before ended may come once again.
  const lists = await Promise.all(
    integrations.map(({ id }) => readers.logs.list(id, bounded, { limit: page.limit + 1 })),
  );
  const horizon = horizonOf(lists);
  const known = lists
    .flatMap(({ items }) => items)
    .filter((log) => (start === undefined || isBehind(log, start)) && placeOf(log) >= horizon)
    .sort((a, b) => (isBehind(b, startAt(a)) ? -1 : 1));
  const items = known.slice(0, page.limit);
  const last = items.at(-1);
  if (last !== undefined && known.length > items.length)
    return { items, cursor: cursorAt(startAt(last)), lookedTo: placeOf(last) };
  return horizon === ''
    ? { items }
    : { items, cursor: cursorAt({ place: horizon, integrationId: lastOfAll }), lookedTo: horizon };
}

/** How far back every integration was looked at. */
const horizonOf = (lists: readonly LogListing[]): string =>
  lists.reduce((far, { lookedTo = '' }) => (lookedTo > far ? lookedTo : far), '');

function placeOf({ id, createdAt }: SyncLog): string {
  const { at = createdAt, suffix = '' } = parseLogId(id) ?? {};
  return `${at}#${suffix}`;
}
const startAt = (log: SyncLog): Start => ({ place: placeOf(log), integrationId: log.integrationId });

function isBehind(log: SyncLog, start: Start): boolean {
  const place = placeOf(log);
  return place < start.place || (place === start.place && log.integrationId > start.integrationId);
}

/** Stands after the id of every integration. */
const lastOfAll = '~';

const cursorAt = ({ place, integrationId }: Start): string => `${place.replace('#', '!')}!${integrationId}`;

const cursorShape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)(~|![\w-]{1,32})!([\w-]{1,80}|~)$/;

function readCursor(cursor: string | undefined): Start | undefined {
  if (cursor === undefined) return undefined;
  const [, at, suffix, integrationId] = cursorShape.exec(cursor) ?? [];
  if (
    at === undefined ||
    suffix === undefined ||
    integrationId === undefined ||
    Number.isNaN(Date.parse(at))
  ) {
    throw new FaultError({
      kind: 'rejected',
      message: 'The cursor is not one that this list handed out.',
      pointer: '/query/cursor',
    });
  }
  return { place: `${at}${suffix.replace('!', '#')}`, integrationId };
}
