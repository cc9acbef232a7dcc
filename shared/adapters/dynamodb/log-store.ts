import { GetCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Listing, LogFilter, LogStore, PageRequest } from '../../application/ports.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import { putAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { logKey, logPartition, recordStory } from './keys.ts';
import { decodeCursor, encodeCursor, inPartition, queryIndexPage } from './listing.ts';
import { logItem } from './schemas.ts';

/** `retentionDays`: entries are deleted by TTL that long after they were written. */
export const toLogItem = (log: SyncLog, retentionDays: number): Item => ({
  ...addressOf(log.id),
  ...log,
  ...(log.resourceId === null
    ? {}
    : { gsi1pk: recordStory(log.resourceType, log.resourceId), gsi1sk: `${log.createdAt}#${log.id}` }),
  ttl: Math.floor(Date.parse(log.createdAt) / 1000) + retentionDays * 86_400,
});

function addressOf(id: string) {
  const key = logKey(id);
  if (key === undefined) throw new RangeError(`"${id}" is not a log id`);
  return key;
}

export interface LogStoreOptions {
  readonly retentionDays: number;
  readonly now: () => string;
}

export const dynamoLogStore = (tables: Tables, options: LogStoreOptions): LogStore => ({
  async put(logs) {
    const unique = [...new Map(logs.map((log) => [log.id, log])).values()];
    await putAll(
      tables,
      tables.activity,
      unique.map((log) => toLogItem(log, options.retentionDays)),
    );
  },
  async get(logId) {
    const key = logKey(logId);
    if (key === undefined) return undefined;
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.activity, Key: key, ConsistentRead: true }),
    );
    return found === undefined ? undefined : logItem.parse(found);
  },
  list: (integrationId, filter, page) => listDays(tables, options, integrationId, filter, page),
  countOfDay: (integrationId, day) => countDay(tables, integrationId, day),
  ofRecord: (type, internalId, page) =>
    queryIndexPage(
      tables,
      {
        TableName: tables.activity,
        ...inPartition('gsi1', recordStory(type, internalId)),
        ScanIndexForward: false,
      },
      page,
      (item) => logItem.parse(item),
    ),
});

async function countDay(tables: Tables, integrationId: string, day: string): Promise<number> {
  let [count, from]: [number, QueryCommandInput['ExclusiveStartKey']] = [0, undefined];
  do {
    const query: QueryCommandInput = {
      TableName: tables.activity,
      ...inPartition(undefined, logPartition(integrationId, day)),
      Select: 'COUNT',
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    };
    const answer = await tables.client.send(new QueryCommand(query));
    count += answer.Count ?? 0;
    from = answer.LastEvaluatedKey;
  } while (from !== undefined);
  return count;
}

/** The day in work and, inside it, the sort key of the last entry looked at. */
const position = z.object({ day: z.iso.date(), after: z.exactOptional(z.string()) });
type Position = z.output<typeof position>;

/** Calls one page may cost; a page over sparse days or rare filters ends early with a cursor to go on from. */
const callsPerPage = 12;

async function listDays(
  tables: Tables,
  options: LogStoreOptions,
  integrationId: string,
  filter: LogFilter,
  page: PageRequest,
): Promise<Listing<SyncLog>> {
  if (filter.from !== undefined && filter.to !== undefined && filter.from > filter.to) return { items: [] };
  const items: SyncLog[] = [];
  const oldest = (filter.from ?? daysBefore(options.now(), options.retentionDays)).slice(0, 10);
  const newest = (filter.to ?? daysBefore(options.now(), -1)).slice(0, 10);
  let at: Position | undefined = decodeCursor(page.cursor, position) ?? { day: newest };
  for (let calls = 0; at !== undefined && items.length < page.limit && calls < callsPerPage; calls++) {
    const found = await queryDay(tables, integrationId, filter, at, page.limit - items.length);
    items.push(...found.logs);
    if (found.after !== undefined) at = { day: at.day, after: found.after };
    else at = await nextDayWithEntries(tables, integrationId, dayBefore(at.day, oldest), oldest);
  }
  return at === undefined ? { items } : { items, cursor: encodeCursor(at) };
}

const dayBefore = (day: string, oldest: string): Position | undefined => {
  const before = daysBefore(`${day}T00:00:00.000Z`, 1).slice(0, 10);
  return before < oldest ? undefined : { day: before };
};
const daysBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * 86_400_000).toISOString();

/** Looks at many days side by side, so that a quiet month costs one round trip and not thirty. */
async function nextDayWithEntries(
  tables: Tables,
  integrationId: string,
  from: Position | undefined,
  oldest: string,
): Promise<Position | undefined> {
  const days: Position[] = [];
  for (let at = from; at !== undefined && days.length < 100; at = dayBefore(at.day, oldest)) days.push(at);
  const counts = await Promise.all(
    days.map(async ({ day }) => {
      const query = {
        TableName: tables.activity,
        ...inPartition(undefined, logPartition(integrationId, day)),
      };
      const answer = await tables.client.send(new QueryCommand({ ...query, Select: 'COUNT', Limit: 1 }));
      return answer.Count ?? 0;
    }),
  );
  return days.find((_, index) => (counts[index] ?? 0) > 0);
}

/** Entries of one day after the position; `after` is set while the day may hold more. */
async function queryDay(
  tables: Tables,
  integrationId: string,
  filter: LogFilter,
  at: Position,
  limit: number,
): Promise<{ readonly logs: readonly SyncLog[]; readonly after?: string }> {
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
        ':to': `${filter.to ?? ''}~`,
        ...filters.ExpressionAttributeValues,
      },
      ScanIndexForward: false,
      Limit: limit,
      ...(at.after === undefined ? {} : { ExclusiveStartKey: { pk: partition, sk: at.after } }),
    }),
  );
  const logs = (answer.Items ?? []).map((item) => logItem.parse(item));
  return answer.LastEvaluatedKey === undefined
    ? { logs }
    : { logs, after: String(answer.LastEvaluatedKey.sk) };
}

function filterExpression(
  filter: LogFilter,
): Pick<QueryCommandInput, 'FilterExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  const { status, operation, resourceType } = filter;
  const wanted = Object.entries({ status, operation, resourceType }).filter(
    ([, value]) => value !== undefined,
  );
  if (wanted.length === 0) return {};
  return {
    FilterExpression: wanted.map(([name]) => `#f_${name} = :f_${name}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(wanted.map(([name]) => [`#f_${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(wanted.map(([name, value]) => [`:f_${name}`, value])),
  };
}
