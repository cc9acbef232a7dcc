import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { JobStore } from '../../application/ports.ts';
import { isOver, type JobExecution } from '../../domain/job.ts';
import { getAll } from './batches.ts';
import type { Item, Key, Tables } from './client.ts';
import { putVersioned, unlessRefused, versionCondition } from './conditions.ts';
import { jobKey, runningJobKey } from './keys.ts';
import { inPartition, queryAll, queryIndexPage } from './listing.ts';
import { jobItem } from './schemas.ts';

const toItem = (job: JobExecution): Item => ({
  ...jobKey(job.id),
  gsi1pk: `JOBS#${job.integrationId}`,
  gsi1sk: `${job.startedAt}#${job.id}`,
  gsi2pk: `JOBS#STATUS#${job.status}`,
  gsi2sk: `${job.startedAt}#${job.id}`,
  ...job,
});

const primaryKey = z.object({ pk: z.string(), sk: z.string() });
const lockItem = z.object({ jobId: z.string() });

export const dynamoJobStore = (tables: Tables): JobStore => ({
  async get(jobId) {
    const found = await read(tables, jobKey(jobId));
    return found === undefined ? undefined : jobItem.parse(found);
  },
  list: (integrationId, page) =>
    queryIndexPage(
      tables,
      { TableName: tables.sync, ...inPartition('gsi1', `JOBS#${integrationId}`), ScanIndexForward: false },
      page,
      (item) => jobItem.parse(item),
    ),
  async current(integrationId) {
    const lock = await read(tables, runningJobKey(integrationId));
    if (lock === undefined) return undefined;
    const found = await read(tables, jobKey(lockItem.parse(lock).jobId));
    return found === undefined ? undefined : jobItem.parse(found);
  },
  async inStatus(status, page) {
    const query = {
      TableName: tables.sync,
      ...inPartition('gsi2', `JOBS#STATUS#${status}`),
      ScanIndexForward: false,
    };
    const found = await queryIndexPage(tables, query, page, (item) => jobItem.parse(item));
    return { ...found, items: found.items.filter((job) => job.status === status) };
  },
  async unfinished() {
    const states = ['RUNNING', 'PENDING'] as const;
    const keys = await Promise.all(
      states.map((status) =>
        queryAll(
          tables,
          { TableName: tables.sync, ...inPartition('gsi2', `JOBS#STATUS#${status}`) },
          (item) => primaryKey.parse(item),
        ),
      ),
    );
    const found = await getAll(tables, tables.sync, keys.flat());
    return found.map((item) => jobItem.parse(item)).filter(({ status }) => !isOver(status));
  },
  async start(job) {
    const lock = { ...runningJobKey(job.integrationId), jobId: job.id };
    try {
      await tables.client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName: tables.sync, Item: lock, ConditionExpression: 'attribute_not_exists(pk)' } },
            { Put: { TableName: tables.sync, Item: toItem(job), ...versionCondition(job.version) } },
          ],
        }),
      );
      return { outcome: 'started' };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const holder = await read(tables, runningJobKey(job.integrationId));
      if (holder === undefined) throw error;
      return { outcome: 'busy', jobId: lockItem.parse(holder).jobId };
    }
  },
  put: (job) =>
    isOver(job.status) ? finish(tables, job) : putVersioned(tables, tables.sync, toItem(job), job.version),
});

const finish = (tables: Tables, job: JobExecution) =>
  unlessRefused(
    tables.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: tables.sync, Item: toItem(job), ...versionCondition(job.version) } },
          { Delete: { TableName: tables.sync, Key: runningJobKey(job.integrationId) } },
        ],
      }),
    ),
    'written' as const,
    'stale' as const,
  );

async function read(tables: Tables, key: Key): Promise<Item | undefined> {
  const { Item: found } = await tables.client.send(
    new GetCommand({ TableName: tables.sync, Key: key, ConsistentRead: true }),
  );
  return found;
}
