import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Awaited, WaitingPair, WaitingStore } from '../../application/ports.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { getAll, putAll, removeAll } from './batches.ts';
import type { Item, Key, Tables } from './client.ts';
import { allShards, foreign, shardOf } from './keys.ts';
import { inPartition, queryAll, queryPage } from './listing.ts';

const resourceType = z.enum(resourceTypes);
const side = z.enum(['external', 'local']);
const sides = side.options;
const waitingItem: z.ZodType<WaitingPair> = z.object({
  integrationId: z.string(),
  awaited: z.object({ resourceType, side, id: z.string() }),
  waiting: z.object({ resourceType, stream: z.string(), side, recordId: z.string() }),
});

/** All who wait for records of one kind lie in a few partitions: one look says whether anybody waits at all. */
const partition = (integrationId: string, target: Pick<Awaited, 'resourceType' | 'side'>, shard: number) =>
  `WAITING#${integrationId}#${target.resourceType}#${target.side}#${shard}`;

function keyOf({ integrationId, awaited, waiting }: WaitingPair): Key {
  const who = JSON.stringify([waiting.resourceType, waiting.side, waiting.recordId]);
  return {
    pk: partition(integrationId, awaited, shardOf(awaited.id)),
    sk: `${foreign(awaited.id)}#${createHash('sha256').update(who).digest('base64url')}`,
  };
}
const text = ({ pk, sk }: Key) => `${pk} ${sk}`;

export const dynamoWaitingStore = (tables: Tables): WaitingStore => ({
  async remember(pairs) {
    const unique = new Map(pairs.map((pair) => [text(keyOf(pair)), pair]));
    const stored = await getAll(tables, tables.sync, [...unique.values()].map(keyOf), ['pk', 'sk']);
    for (const { pk, sk } of stored) unique.delete(text({ pk: String(pk), sk: String(sk) }));
    const fresh = [...unique.values()];
    await putAll(
      tables,
      tables.sync,
      fresh.map((pair): Item => ({ ...keyOf(pair), ...pair })),
    );
    return fresh;
  },
  async waitingFor(integrationId, awaited) {
    const groups = Map.groupBy(awaited, (target) => partition(integrationId, target, shardOf(target.id)));
    const found = await Promise.all([...groups].map(([pk, targets]) => waitingIn(tables, pk, targets)));
    return found.flat();
  },
  list: (integrationId) => everybody(tables, integrationId),
  forget: (pairs) => removeAll(tables, tables.sync, pairs.map(keyOf)),
  async removeAll(integrationId) {
    await removeAll(tables, tables.sync, (await everybody(tables, integrationId)).map(keyOf));
  },
});

async function everybody(tables: Tables, integrationId: string): Promise<readonly WaitingPair[]> {
  const partitions = resourceTypes.flatMap((type) =>
    sides.flatMap((where) =>
      allShards.map((shard) => partition(integrationId, { resourceType: type, side: where }, shard)),
    ),
  );
  const found = await Promise.all(partitions.map((pk) => all(tables, pk)));
  return found.flat();
}

const all = (tables: Tables, pk: string): Promise<readonly WaitingPair[]> =>
  queryAll(tables, { TableName: tables.sync, ...inPartition(undefined, pk), ConsistentRead: true }, (item) =>
    waitingItem.parse(item),
  );

async function waitingIn(
  tables: Tables,
  pk: string,
  targets: readonly Awaited[],
): Promise<readonly WaitingPair[]> {
  const query = { TableName: tables.sync, ...inPartition(undefined, pk), ConsistentRead: true };
  const anybody = await queryPage(tables, query, { limit: 1 }, (item) => waitingItem.parse(item));
  if (anybody.items.length === 0) return [];
  const ids = new Set(targets.map(({ id }) => id));
  return (await all(tables, pk)).filter(({ awaited }) => ids.has(awaited.id));
}
