import { GetCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { LogStore } from '../../application/ports.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import { putAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { logKey, logPartition, recordStory } from './keys.ts';
import { inPartition, queryIndexPage } from './listing.ts';
import { type LogStoreOptions, listDays } from './log-listing.ts';
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
