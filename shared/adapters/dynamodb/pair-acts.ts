import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AuditEntry, Holder, PairActs, Relink } from '../../application/ports.ts';
import type { LoneRecord, RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { auditPut } from './audit-store.ts';
import { getAll, removeAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { unlessRefused, versionCondition } from './conditions.ts';
import { toConflictItem } from './conflict-store.ts';
import { alonePartition, claimKey, placeKey } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';
import { loneItem, toLoneItem } from './lone-item.ts';
import { newItem, toMappingItem, toPointerItem, type Write } from './pair-items.ts';
import { walkParts } from './walk-parts.ts';

const ways = ['excluded', 'unlinked'] as const;

/** The part of the pair store that carries out what admins say, each act in one transaction with its audit entry. */
export const dynamoPairActs = (tables: Tables): PairActs => ({
  act: (mapping, entry, conflict) =>
    unlessRefused(
      transact(tables, entry, [
        replacing(tables, toMappingItem(mapping), versionCondition(mapping.version)),
        ...(conflict === undefined
          ? []
          : [replacing(tables, toConflictItem(conflict), versionCondition(conflict.version))]),
      ]),
      'written',
      'stale',
    ),
  setAside: (lone, entry) =>
    unlessRefused(
      transact(tables, entry, [newItem(tables.sync, toLoneItem(lone))]),
      'written' as const,
      'taken' as const,
    ),
  takeUp: (lone, entry) =>
    unlessRefused(
      transact(tables, entry, [
        { Delete: { TableName: tables.sync, Key: placeKey(lone), ...isStill(lone) } },
      ]),
      'written' as const,
      'stale' as const,
    ),
  relink: (relink, entry) =>
    unlessRefused(transact(tables, entry, relinkWrites(tables, relink)), 'linked' as const, 'stale' as const),
  async alone(places) {
    const found = await getAll(tables, tables.sync, places.map(placeKey));
    return found.filter((item) => 'recordId' in item).map((item) => loneItem.parse(item));
  },
  async listAlone(integrationId, { how, resourceType }, page) {
    const all = how === undefined ? ways : [how];
    const prefixes = all.map((way) => (resourceType === undefined ? `${way}#` : `${way}#${resourceType}#`));
    const found = await walkParts(tables, [alonePartition(integrationId)], prefixes, page, (item) => item);
    // The index may still show a record that was taken up or linked meanwhile.
    const items = found.items.map((item) => loneItem.safeParse(item).data);
    return { ...found, items: items.filter((item) => item !== undefined) };
  },
});

/** Forgets that records of an integration are left alone. */
export async function removeAlone(tables: Tables, integrationId: string): Promise<void> {
  const query = { TableName: tables.sync, ...inPartition('gsi1', alonePartition(integrationId)) };
  const keys = await queryAll(tables, query, (item) => primaryKey.parse(item));
  await removeAll(tables, tables.sync, keys);
}

const primaryKey = z.object({ pk: z.string(), sk: z.string() });

const transact = (tables: Tables, entry: AuditEntry, writes: readonly Write[]): Promise<unknown> =>
  tables.client.send(
    new TransactWriteCommand({
      TransactItems: [...writes, { Put: auditPut(tables, entry) }],
    }),
  );

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, string | number>;
}

const replacing = (
  tables: Tables,
  item: Item,
  condition: Condition | ReturnType<typeof versionCondition>,
): Write => ({ Put: { TableName: tables.sync, Item: item, ...condition } });

const isEqual = (name: string, value: string | number): Condition => ({
  ConditionExpression: '#name = :value',
  ExpressionAttributeNames: { '#name': name },
  ExpressionAttributeValues: { ':value': value },
});

const isStill = ({ recordId, leftAlone }: LoneRecord): Condition => ({
  ConditionExpression: '#recordId = :recordId AND #leftAlone.#at = :at',
  ExpressionAttributeNames: { '#recordId': 'recordId', '#leftAlone': 'leftAlone', '#at': 'at' },
  ExpressionAttributeValues: { ':recordId': recordId, ':at': leftAlone.at },
});

function relinkWrites(tables: Tables, { mapping, ours, theirs }: Relink): readonly Write[] {
  const pointer = toPointerItem(mapping);
  const same = ours.kind === 'unlinked' && ours.mapping.externalId === mapping.externalId;
  return [
    inPlaceOf(tables, toMappingItem(mapping), theirs, ({ version }) => isEqual('version', version)),
    ...(same
      ? []
      : [inPlaceOf(tables, pointer, ours, ({ externalId }) => isEqual('externalId', externalId))]),
    ...(ours.kind === 'claim' ? [{ Delete: { TableName: tables.sync, Key: claimKey(ours.claim) } }] : []),
    ...(ours.kind === 'unlinked' && !same
      ? leftBehind(tables, ours.mapping, 'external', isEqual('version', ours.mapping.version))
      : []),
    ...(theirs.kind === 'unlinked' && theirs.mapping.internalId !== mapping.internalId
      ? leftBehind(tables, theirs.mapping, 'local', isEqual('externalId', theirs.mapping.externalId))
      : []),
  ];
}

function inPlaceOf(
  tables: Tables,
  item: Item,
  holder: Holder,
  unlinked: (mapping: IntegrationMapping) => Condition,
): Write {
  if (holder.kind === 'nobody') return newItem(tables.sync, item);
  if (holder.kind === 'alone') return replacing(tables, item, isStill(holder.lone));
  if (holder.kind === 'claim') return replacing(tables, item, isEqual('claimId', holder.claim.id));
  return replacing(tables, item, unlinked(holder.mapping));
}

/** The other half of a pair that was unlinked stays left alone by itself. */
function leftBehind(
  tables: Tables,
  mapping: IntegrationMapping,
  side: RecordPlace['side'],
  condition: Condition,
): readonly Write[] {
  const { integrationId, resourceType, leftAlone } = mapping;
  if (leftAlone === undefined) return [];
  const recordId = side === 'local' ? mapping.internalId : mapping.externalId;
  const lone: LoneRecord = { schemaVersion: 1, integrationId, resourceType, side, recordId, leftAlone };
  return [replacing(tables, toLoneItem(lone), condition)];
}
