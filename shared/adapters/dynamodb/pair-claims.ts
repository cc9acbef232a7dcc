import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { PairStore } from '../../application/ports.ts';
import type { PairClaim } from '../../domain/claim.ts';
import type { Item, Tables } from './client.ts';
import { onlyConditions, unlessRefused } from './conditions.ts';
import { claimKey, claimPartition, mappingKey, pointerKey } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';
import { newItem, toMappingItem, toPointerItem } from './pair-items.ts';
import { claimItem } from './schemas.ts';
import { stored } from './upcast.ts';

type ClaimVerbs = 'claim' | 'claimOf' | 'openClaims' | 'complete' | 'release' | 'reclaim';
type Writes = NonNullable<TransactWriteCommandInput['TransactItems']>;

/**
 * A claim holds the place of the pair's pointer, which keeps our record unique, and lies with all other claims of its
 * kind in one small partition that is read consistently: an index would show a claim too late.
 */
export const dynamoClaims = (tables: Tables): Pick<PairStore, ClaimVerbs> => ({
  claim: (claim) =>
    unlessRefused(transact(tables, claimWrites(tables, claim)), 'claimed' as const, 'exists' as const),
  async claimOf(integrationId, resourceType, internalId) {
    const key = claimKey({ integrationId, resourceType, internalId });
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: key, ConsistentRead: true }),
    );
    return found === undefined ? undefined : claimItem.parse(found);
  },
  openClaims: (integrationId, type) =>
    queryAll(
      tables,
      {
        TableName: tables.sync,
        ConsistentRead: true,
        ...inPartition(undefined, claimPartition(integrationId, type)),
      },
      (item) => claimItem.parse(item),
    ),
  async complete(claim, mapping) {
    try {
      await transact(tables, [
        heldBy(tables, claim, toPointerItem(mapping)),
        newItem(tables.sync, toMappingItem(mapping)),
        { Delete: { TableName: tables.sync, Key: claimKey(claim) } },
      ]);
      return 'linked';
    } catch (error) {
      if (!(error instanceof TransactionCanceledException) || !onlyConditions(error)) throw error;
      const [pointer] = error.CancellationReasons ?? [];
      return pointer?.Code === 'ConditionalCheckFailed' ? 'stale' : 'exists';
    }
  },
  async release(claim) {
    const pointer = pointerKeyOf(claim);
    const released = transact(tables, [
      { Delete: { TableName: tables.sync, Key: pointer, ...isClaim(claim) } },
      { Delete: { TableName: tables.sync, Key: claimKey(claim) } },
    ]);
    await unlessRefused(released, undefined, undefined);
  },
  reclaim: (mapping, claim) =>
    unlessRefused(
      transact(tables, [
        { Delete: { TableName: tables.sync, Key: mappingKey(mapping), ...hasVersion(mapping.version) } },
        { Put: { TableName: tables.sync, Item: toClaimPointer(claim) } },
        { Put: { TableName: tables.sync, Item: toClaimItem(claim) } },
      ]),
      'claimed' as const,
      'stale' as const,
    ),
});

const transact = (tables: Tables, TransactItems: Writes): Promise<unknown> =>
  tables.client.send(new TransactWriteCommand({ TransactItems }));

const claimWrites = (tables: Tables, claim: PairClaim): Writes => [
  newItem(tables.sync, toClaimPointer(claim)),
  newItem(tables.sync, toClaimItem(claim)),
];

const pointerKeyOf = ({ integrationId, resourceType, internalId }: PairClaim) =>
  pointerKey(integrationId, resourceType, internalId);
const toClaimPointer = (claim: PairClaim): Item => ({
  ...pointerKeyOf(claim),
  schemaVersion: 1,
  claimId: claim.id,
});
const toClaimItem = (claim: PairClaim): Item => ({ ...claimKey(claim), ...claim });

const isClaim = (claim: PairClaim) => ({
  ConditionExpression: '#claimId = :claimId',
  ExpressionAttributeNames: { '#claimId': 'claimId' },
  ExpressionAttributeValues: { ':claimId': claim.id },
});
const hasVersion = (version: number) => ({
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': version },
});
const heldBy = (tables: Tables, claim: PairClaim, Item: Item): Writes[number] => ({
  Put: { TableName: tables.sync, Item, ...isClaim(claim) },
});

/** The other direction of a pair: where the mapping lies, or a claim while there is none. */
export const pointerItem = stored(
  'second key of a mapping',
  z.object({
    schemaVersion: z.literal(1),
    externalId: z.exactOptional(z.string()),
  }),
);
