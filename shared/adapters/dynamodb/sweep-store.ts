import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { SweepStore } from '../../application/ports.ts';
import type { Tables } from './client.ts';
import { sweepKey } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';

const keptSeconds = 7 * 86_400;
const seenItem = z.object({ marks: z.string() });

/** One item a page: two write units for a hundred records. Gone by TTL, since a run may end anywhere. */
export const dynamoSweepStore = (tables: Tables, now: () => string): SweepStore => ({
  async note(jobId, stream, page, marks) {
    const ttl = Math.floor(Date.parse(now()) / 1000) + keptSeconds;
    const Item = { ...sweepKey(jobId, stream, page), marks: marks.join(' '), ttl };
    await tables.client.send(new PutCommand({ TableName: tables.sync, Item }));
  },
  async marks(jobId, stream) {
    const { pk } = sweepKey(jobId, stream, 0);
    const query = { TableName: tables.sync, ...inPartition(undefined, pk), ConsistentRead: true };
    const pages = await queryAll(tables, query, (item) => seenItem.parse(item).marks);
    return new Set(pages.flatMap((marks) => (marks === '' ? [] : marks.split(' '))));
  },
});
