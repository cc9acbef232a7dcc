import * as z from 'zod';
import type { LoneRecord } from '../../domain/left-alone.ts';
import type { LeftAlone } from '../../domain/mapping.ts';
import { resourceTypes } from '../../domain/resources.ts';
import type { Item } from './client.ts';
import { alonePartition, foreign, placeKey } from './keys.ts';
import { stored } from './upcast.ts';

export const leftAlone: z.ZodType<LeftAlone> = z.object({
  how: z.enum(['unlinked', 'excluded']),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
});

export const loneItem: z.ZodType<LoneRecord> = stored(
  'record that is left alone',
  z.object({
    schemaVersion: z.literal(1),
    integrationId: z.string(),
    resourceType: z.enum(resourceTypes),
    side: z.enum(['local', 'external']),
    recordId: z.string(),
    leftAlone,
  }),
);

export const toLoneItem = (lone: LoneRecord): Item => ({
  ...placeKey(lone),
  gsi1pk: alonePartition(lone.integrationId),
  gsi1sk: `${lone.leftAlone.how}#${lone.resourceType}#${lone.side}#${foreign(lone.recordId)}`,
  ...lone,
});
