import { createHash } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { UnknownValue, UnknownValueStore } from '../../application/ports.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { removeAll } from './batches.ts';
import type { Key, Tables } from './client.ts';
import { unlessRefused } from './conditions.ts';
import { integrationKey } from './keys.ts';
import { inPartition, queryAll } from './listing.ts';

const unknownItem: z.ZodType<UnknownValue> = z.object({
  integrationId: z.string(),
  resourceType: z.enum(resourceTypes),
  field: z.string(),
  value: z.string(),
  recordId: z.string(),
  firstSeenAt: z.string(),
});

function keyOf({ integrationId, resourceType, field, value }: UnknownValue): Key {
  const digest = createHash('sha256').update(value).digest('base64url');
  return {
    pk: integrationKey(integrationId).pk,
    sk: `UNKNOWN-VALUE#${resourceType}#${field}#${digest}`,
  };
}

const textOf = (item: UnknownValue): string => `${keyOf(item).pk} ${keyOf(item).sk}`;

export const dynamoUnknownValueStore = (tables: Tables): UnknownValueStore => ({
  async note(values) {
    const integrations = new Set(values.map(({ integrationId }) => integrationId));
    const before = await Promise.all([...integrations].map((id) => list(tables, id)));
    const noted = new Set(before.flat().map(textOf));
    const fresh = [...new Map(values.toReversed().map((item) => [textOf(item), item])).values()].filter(
      (item) => !noted.has(textOf(item)),
    );
    const answers = await Promise.all(fresh.map((item) => put(tables, item)));
    return fresh.filter((_, at) => answers[at] === 'noted');
  },
  async list(integrationId) {
    const found = await list(tables, integrationId);
    return [...found].sort((a, b) =>
      a.firstSeenAt < b.firstSeenAt ? -1 : a.firstSeenAt > b.firstSeenAt ? 1 : 0,
    );
  },
  forget: (values) => removeAll(tables, tables.sync, values.map(keyOf)),
});

const list = (tables: Tables, integrationId: string): Promise<readonly UnknownValue[]> =>
  queryAll(
    tables,
    {
      TableName: tables.sync,
      ...inPartition(undefined, integrationKey(integrationId).pk, 'UNKNOWN-VALUE#'),
      ConsistentRead: true,
    },
    (item) => unknownItem.parse(item),
  );

const put = (tables: Tables, item: UnknownValue): Promise<'noted' | 'known'> =>
  unlessRefused(
    tables.client.send(
      new PutCommand({
        TableName: tables.sync,
        Item: { ...keyOf(item), ...item },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
    'noted',
    'known',
  );
