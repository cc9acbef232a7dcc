import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { BreakerStore } from '../../application/ports.ts';
import type { Breaker } from '../../domain/breaker.ts';
import { getAll } from './batches.ts';
import type { Tables } from './client.ts';
import { putVersioned, remove } from './conditions.ts';
import { breakerKey } from './keys.ts';
import { stored } from './upcast.ts';

const text = z.string();
const optional = z.exactOptional;
const breakerItem: z.ZodType<Breaker> = stored(
  'breaker',
  z.object({
    schemaVersion: z.literal(1),
    integrationId: text,
    version: z.int(),
    state: z.enum(['closed', 'checking', 'open', 'probing']),
    failures: z.int(),
    firstFailureAt: text,
    reason: text,
    openedAt: optional(text),
    probeAt: optional(text),
    claimedAt: optional(text),
  }),
);

export const dynamoBreakerStore = (tables: Tables): BreakerStore => ({
  async get(integrationId) {
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: breakerKey(integrationId), ConsistentRead: true }),
    );
    return found === undefined ? undefined : breakerItem.parse(found);
  },
  async getMany(integrationIds) {
    const items = await getAll(tables, tables.sync, integrationIds.map(breakerKey));
    return items.map((item) => breakerItem.parse(item));
  },
  put: (breaker) =>
    putVersioned(tables, tables.sync, { ...breakerKey(breaker.integrationId), ...breaker }, breaker.version),
  async remove(integrationId) {
    await remove(tables, tables.sync, breakerKey(integrationId));
  },
});
