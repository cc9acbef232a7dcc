import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DigestState, DigestStore } from '../../application/ports.ts';
import type { Tables } from './client.ts';
import { putVersioned } from './conditions.ts';
import { digestKey } from './keys.ts';
import { stored } from './upcast.ts';

const digestItem: z.ZodType<DigestState> = stored(
  'digest',
  z.object({
    schemaVersion: z.literal(1),
    version: z.int(),
    week: z.string(),
    claimedAt: z.string(),
    sentAt: z.exactOptional(z.string()),
  }),
);

export const dynamoDigestStore = (tables: Tables): DigestStore => ({
  async get() {
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: digestKey, ConsistentRead: true }),
    );
    return found === undefined ? undefined : digestItem.parse(found);
  },
  put: (state) => putVersioned(tables, tables.sync, { ...digestKey, ...state }, state.version),
});
