import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { NewPair, PairStore } from '../../application/ports.ts';
import type { PairKey } from '../../domain/integration.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { getAll, removeAll } from './batches.ts';
import type { Item, Key, Tables } from './client.ts';
import { onlyConditions, putVersioned } from './conditions.ts';
import { claimKey, claimPartition, mappingKey, pointerKey } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';
import { toLogItem } from './log-store.ts';
import { leftAlone } from './lone-item.ts';
import { dynamoPairActs, removeAlone } from './pair-acts.ts';
import { dynamoClaims, pointerItem } from './pair-claims.ts';
import { linkWrites, newItem, toMappingItem, type Write } from './pair-items.ts';
import { listPairs } from './pair-listing.ts';
import { toRecordItem } from './record-store.ts';
import { claimItem, mappingItem } from './schemas.ts';

const summary = z.object({
  resourceType: z.enum(resourceTypes),
  externalId: z.string(),
  internalId: z.string(),
  lastExternalHash: z.string(),
  leftAlone: z.exactOptional(leftAlone),
});

/** A record that is left alone may hold the place of a pair. */
const isPair = (item: Item): boolean => 'internalId' in item;

export const dynamoPairStore = (tables: Tables, logRetentionDays: number): PairStore => {
  const byExternalId = (key: PairKey) => read(tables, mappingKey(key));
  return {
    byExternalId,
    async byExternalIds(keys) {
      const found = await getAll(tables, tables.sync, keys.map(mappingKey));
      return found.filter(isPair).map((item) => mappingItem.parse(item));
    },
    async summaries(keys) {
      const found = await getAll(tables, tables.sync, keys.map(mappingKey), Object.keys(summary.shape));
      return found.filter(isPair).map((item) => summary.parse(item));
    },
    async byInternalId(integrationId, resourceType, internalId) {
      const { Item: found } = await tables.client.send(
        new GetCommand({
          TableName: tables.sync,
          Key: pointerKey(integrationId, resourceType, internalId),
          ConsistentRead: true,
        }),
      );
      if (found === undefined) return undefined;
      const { externalId } = pointerItem.parse(found);
      return externalId === undefined ? undefined : byExternalId({ integrationId, resourceType, externalId });
    },
    async byInternalIds(integrationId, resourceType, internalIds) {
      const keys = internalIds.map((id) => pointerKey(integrationId, resourceType, id));
      const pointers = await getAll(tables, tables.sync, keys);
      const pairs = pointers.flatMap((item) => {
        const { externalId } = pointerItem.parse(item);
        return externalId === undefined ? [] : [mappingKey({ integrationId, resourceType, externalId })];
      });
      const found = await getAll(tables, tables.sync, pairs);
      return found.map((item) => mappingItem.parse(item));
    },
    list: (integrationId, filter, page) => listPairs(tables, integrationId, filter, page),
    create: (pairs) => createAll(tables, pairs, logRetentionDays),
    async link(mapping) {
      const [answer] = await transact(tables, [linkWrites(tables, mapping)]);
      return answer === 'created' ? 'linked' : 'exists';
    },
    put: (mapping) => putVersioned(tables, tables.sync, toMappingItem(mapping), mapping.version),
    ...dynamoClaims(tables),
    ...dynamoPairActs(tables),
    removeAll: (integrationId) => removePairs(tables, integrationId),
  };
};

async function read(tables: Tables, key: Key): Promise<IntegrationMapping | undefined> {
  const { Item: found } = await tables.client.send(
    new GetCommand({ TableName: tables.sync, Key: key, ConsistentRead: true }),
  );
  return found === undefined || !isPair(found) ? undefined : mappingItem.parse(found);
}

/** New pairs per transaction: four writes each, at most 100 in one. */
const pairsAtOnce = 25;

async function createAll(tables: Tables, pairs: readonly NewPair[], retentionDays: number) {
  const groups: NewPair[][] = [];
  for (let at = 0; at < pairs.length; at += pairsAtOnce) groups.push(pairs.slice(at, at + pairsAtOnce));
  const answers = await Promise.all(
    groups.map((group) =>
      transact(
        tables,
        group.map((pair) => pairWrites(tables, pair, retentionDays)),
      ),
    ),
  );
  return answers.flat();
}

const pairWrites = (tables: Tables, { record, mapping, log }: NewPair, retentionDays: number): Write[] => [
  newItem(tables.records, toRecordItem(record)),
  ...linkWrites(tables, mapping),
  { Put: { TableName: tables.activity, Item: toLogItem(log, retentionDays) } },
];

/**
 * Writes groups that are each all or nothing. One transaction carries them all; when some exist already, the others
 * go in without them.
 */
async function transact(
  tables: Tables,
  groups: readonly Write[][],
): Promise<readonly ('created' | 'exists')[]> {
  const refused = new Set<number>();
  for (;;) {
    const open = groups.map((_, index) => index).filter((index) => !refused.has(index));
    if (open.length === 0) break;
    const again = await tryAll(
      tables,
      open.map((index) => groups[index] ?? []),
    );
    if (again.length === 0) break;
    for (const position of again) refused.add(open[position] ?? -1);
  }
  return groups.map((_, index) => (refused.has(index) ? 'exists' : 'created'));
}

/** Positions of the groups whose conditions were refused; none when everything was written. */
async function tryAll(tables: Tables, groups: readonly Write[][]): Promise<readonly number[]> {
  try {
    const TransactItems = groups.flat();
    await tables.client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken: randomUUID() }));
    return [];
  } catch (error) {
    if (!(error instanceof TransactionCanceledException) || !onlyConditions(error)) throw error;
    const owners = groups.flatMap((group, position) => group.map(() => position));
    const refused = (error.CancellationReasons ?? []).flatMap(({ Code }, at) =>
      Code === 'ConditionalCheckFailed' ? [owners[at] ?? 0] : [],
    );
    if (refused.length === 0) throw error;
    return [...new Set(refused)];
  }
}

async function removePairs(tables: Tables, integrationId: string): Promise<number> {
  let removed = 0;
  for (let page = await listPairs(tables, integrationId, {}, { limit: 500 }); page.items.length > 0; ) {
    const keys = page.items.flatMap((mapping) => [
      mappingKey(mapping),
      pointerKey(mapping.integrationId, mapping.resourceType, mapping.internalId),
    ]);
    await removeAll(tables, tables.sync, keys);
    removed += page.items.length;
    page = await listPairs(tables, integrationId, {}, { limit: 500 });
  }
  await removeAlone(tables, integrationId);
  for (const type of resourceTypes) {
    const partition = inPartition(undefined, claimPartition(integrationId, type));
    const claims = await queryAll(tables, { TableName: tables.sync, ...partition }, (item) =>
      claimItem.parse(item),
    );
    const keys = claims.flatMap((claim) => [
      claimKey(claim),
      pointerKey(integrationId, type, claim.internalId),
    ]);
    await removeAll(tables, tables.sync, keys);
  }
  return removed;
}
