import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DriftStore } from '../../application/ports.ts';
import { differenceReasons } from '../../domain/compare-pair.ts';
import type { DriftCounts, DriftResult, DriftRound } from '../../domain/drift.ts';
import { resourceTypes } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';
import { getAll } from './batches.ts';
import type { Tables } from './client.ts';
import { putVersioned } from './conditions.ts';
import { driftHistory, driftKey } from './keys.ts';
import { queryPage } from './listing.ts';
import { stored } from './upcast.ts';

const text = z.string();
const count = z.int();
const optional = z.exactOptional;
const counts: z.ZodType<DriftCounts> = z.object({
  ...{ pairs: count, alone: count, unread: count, fields: count, equal: count, repaired: count },
  ...{ waiting: count, conflict: count, held: count, 'one-way': count, unexplained: count },
});
const result = {
  ...{ schemaVersion: z.literal(1), id: text, integrationId: text, startedAt: text, startedBy: text },
  ...{ counts, requests: count },
};
const ids = { resourceType: z.enum(resourceTypes), internalId: text, externalId: text };
const ref = { ...ids, stream: text };
const resultItem: z.ZodType<DriftResult> = stored('comparison', z.object({ ...result, endedAt: text }));
const roundItem: z.ZodType<DriftRound> = stored(
  'comparison',
  z.object({
    ...{ ...result, version: count, updatedAt: text, endedAt: optional(text) },
    ...{ streams: z.array(text), cursor: optional(text), pages: count, expected: optional(count) },
    ...{ walking: z.boolean(), reads: z.array(z.object(ref)) },
    hinted: z.array(
      z.object({ ...ref, fields: z.array(text), asked: optional(z.object({ at: text, lookAt: text })) }),
    ),
    skipped: z.array(z.object({ stream: text, why: text })),
    differences: z.array(z.object({ ...ids, field: text, reason: z.enum(differenceReasons), because: text })),
  }),
);

const kept = 90 * 86_400;
const ttlFrom = (at: Instant): number => Math.floor(Date.parse(at) / 1000) + kept;
const mostHistory = 500;

/** Everything goes by itself, 90 days after it was written last. */
export const dynamoDriftStore = (tables: Tables): DriftStore => ({
  async get(integrationId) {
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: driftKey(integrationId), ConsistentRead: true }),
    );
    return found === undefined ? undefined : roundItem.parse(found);
  },
  async getMany(integrationIds) {
    const found = await getAll(tables, tables.sync, integrationIds.map(driftKey));
    return found.map((item) => roundItem.parse(item));
  },
  put: (round) =>
    putVersioned(
      tables,
      tables.sync,
      { ...driftKey(round.integrationId), ...round, ttl: ttlFrom(round.updatedAt) },
      round.version,
    ),
  async keep(done) {
    const key = { pk: driftHistory(done.integrationId), sk: `${done.startedAt}#${done.id}` };
    const Item = { ...key, ...done, ttl: ttlFrom(done.startedAt) };
    await tables.client.send(new PutCommand({ TableName: tables.sync, Item }));
  },
  async history(integrationId, from) {
    const query = {
      TableName: tables.sync,
      KeyConditionExpression: '#pk = :pk AND #sk >= :from',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':pk': driftHistory(integrationId), ':from': from },
      ...{ ScanIndexForward: false, ConsistentRead: true },
    };
    const page = await queryPage(tables, query, { limit: mostHistory }, (item) => resultItem.parse(item));
    return page.items;
  },
});
