import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Maintenance, MaintenanceStore } from '../../application/ports.ts';
import type { Tables } from './client.ts';
import { putVersioned } from './conditions.ts';
import { maintenanceKey } from './keys.ts';
import { stored } from './upcast.ts';

const maintenanceItem: z.ZodType<Maintenance> = stored(
  'maintenance switch',
  z.object({
    schemaVersion: z.literal(1),
    version: z.int(),
    on: z.boolean(),
    reason: z.string(),
    changedAt: z.string(),
    changedBy: z.string(),
  }),
);

export const dynamoMaintenanceStore = (tables: Tables): MaintenanceStore => ({
  async get() {
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName: tables.sync, Key: maintenanceKey, ConsistentRead: true }),
    );
    return found === undefined ? undefined : maintenanceItem.parse(found);
  },
  put: (maintenance) =>
    putVersioned(tables, tables.sync, { ...maintenanceKey, ...maintenance }, maintenance.version),
});
