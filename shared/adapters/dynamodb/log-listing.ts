import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { LogFilter, LogListing, PageRequest } from '../../application/ports.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import type { Tables } from './client.ts';
import { logPartition } from './keys.ts';
import { decodeCursor, encodeCursor, inPartition } from './listing.ts';
import { logItem } from './schemas.ts';

export interface LogStoreOptions {
  readonly retentionDays: number;
  readonly now: () => string;
}

/** The day in work and, inside it, the sort key of the last entry looked at. */
const position = z.object({ day: z.iso.date(), after: z.exactOptional(z.string()) });
type Position = z.output<typeof position>;

/** Queries one page may cost; a page over sparse days or rare filters ends early with a cursor to go on from. */
const queriesPerPage = 12;
/** Entries that one query looks at to find those that a filter wants: about 1 MB, which is the most that it reads. */
const lookedAtByFilter = 1000;

/** One page of an integration's log, newest first, day after day; `lookedTo` says how far the page has come. */
export async function listDays(
  tables: Tables,
  options: LogStoreOptions,
  integrationId: string,
  filter: LogFilter,
  page: PageRequest,
): Promise<LogListing> {
  if ((filter.from ?? '') > lastKey(filter)) return { items: [] };
  const items: SyncLog[] = [];
  const { oldest, newest } = daysOf(options, filter);
  if (newest < oldest) return { items };
  let at: Position | undefined = decodeCursor(page.cursor, position) ?? { day: newest };
  for (
    let queries = 0;
    at !== undefined && items.length < page.limit && queries < queriesPerPage;
    queries++
  ) {
    const found = await queryDay(tables, integrationId, filter, at, page.limit - items.length);
    items.push(...found.logs);
    if (found.after !== undefined) at = { day: at.day, after: found.after };
    else {
      const before = dayBefore(at.day, oldest);
      at = found.empty ? await nextDayWithEntries(tables, integrationId, before, oldest) : before;
    }
  }
  return at === undefined ? { items } : { items, cursor: encodeCursor(at), lookedTo: placeOf(at) };
}

const placeOf = ({ day, after }: Position): string => after ?? `${day}T23:59:59.999Z~`;

/** The days to look at: none after tomorrow holds an entry, and none from before the entries expire. */
function daysOf({ now, retentionDays }: LogStoreOptions, { from, to, upTo }: LogFilter) {
  const ends = [daysBefore(now(), -1), to, upTo].flatMap((end) =>
    end === undefined ? [] : [end.slice(0, 10)],
  );
  const begins = [daysBefore(now(), retentionDays), from].flatMap((begin) =>
    begin === undefined ? [] : [begin.slice(0, 10)],
  );
  return { newest: ends.sort()[0] ?? '', oldest: begins.sort().at(-1) ?? '' };
}

const dayBefore = (day: string, oldest: string): Position | undefined => {
  const before = daysBefore(`${day}T00:00:00.000Z`, 1).slice(0, 10);
  return before < oldest ? undefined : { day: before };
};
const daysBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * 86_400_000).toISOString();

/** Looks at a week side by side, then at the rest: a quiet month costs two round trips, a quiet day few calls. */
async function nextDayWithEntries(
  tables: Tables,
  integrationId: string,
  from: Position | undefined,
  oldest: string,
): Promise<Position | undefined> {
  const days: Position[] = [];
  for (let at = from; at !== undefined; at = dayBefore(at.day, oldest)) days.push(at);
  for (const some of [days.slice(0, 7), days.slice(7)]) {
    const held = await Promise.all(some.map(({ day }) => hasEntries(tables, integrationId, day)));
    const found = some.find((_, index) => held[index]);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function hasEntries(tables: Tables, integrationId: string, day: string): Promise<boolean> {
  const inDay = inPartition(undefined, logPartition(integrationId, day));
  const query = new QueryCommand({ TableName: tables.activity, ...inDay, Select: 'COUNT', Limit: 1 });
  return ((await tables.client.send(query)).Count ?? 0) > 0;
}

interface Found {
  readonly logs: readonly SyncLog[];
  /** The last entry looked at, while the day may hold more. */
  readonly after?: string;
  /** The whole day held nothing to look at. */
  readonly empty: boolean;
}

/** At most `limit` entries of one day after the position. */
async function queryDay(
  tables: Tables,
  integrationId: string,
  filter: LogFilter,
  at: Position,
  limit: number,
): Promise<Found> {
  const partition = logPartition(integrationId, at.day);
  const base = inPartition(undefined, partition);
  const filters = filterExpression(filter);
  const answer = await tables.client.send(
    new QueryCommand({
      TableName: tables.activity,
      ...filters,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
      ExpressionAttributeNames: {
        ...base.ExpressionAttributeNames,
        '#sk': 'sk',
        ...filters.ExpressionAttributeNames,
      },
      ExpressionAttributeValues: {
        ...base.ExpressionAttributeValues,
        ':from': filter.from ?? '0',
        ':to': lastKey(filter),
        ...filters.ExpressionAttributeValues,
      },
      ScanIndexForward: false,
      Limit: filters.FilterExpression === undefined ? limit : Math.max(limit, lookedAtByFilter),
      ...(at.after === undefined ? {} : { ExclusiveStartKey: { pk: partition, sk: at.after } }),
    }),
  );
  const found = answer.Items ?? [];
  const kept = found.slice(0, limit);
  const after = kept.length < found.length ? kept.at(-1)?.sk : answer.LastEvaluatedKey?.sk;
  return {
    logs: kept.map((item) => logItem.parse(item)),
    empty: at.after === undefined && (answer.ScannedCount ?? 0) === 0,
    ...(after === undefined ? {} : { after: String(after) }),
  };
}

const lastKey = ({ to, upTo }: LogFilter): string => {
  const end = `${to ?? ''}~`;
  return upTo !== undefined && upTo < end ? upTo : end;
};

function filterExpression(
  filter: LogFilter,
): Pick<QueryCommandInput, 'FilterExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  const { status, operation, resourceType, outcome, jobId, recordId } = filter;
  const wanted = Object.entries({ status, operation, resourceType, outcome, jobId }).filter(
    ([, value]) => value !== undefined,
  );
  const names = [
    ...wanted.map(([name]) => name),
    ...(recordId === undefined ? [] : ['resourceId', 'externalId']),
  ];
  const conditions = [
    ...wanted.map(([name]) => `#f_${name} = :f_${name}`),
    ...(recordId === undefined ? [] : ['(#f_resourceId = :recordId OR #f_externalId = :recordId)']),
  ];
  if (conditions.length === 0) return {};
  return {
    FilterExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#f_${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(wanted.map(([name, value]) => [`:f_${name}`, value])),
      ...(recordId === undefined ? {} : { ':recordId': recordId }),
    },
  };
}
