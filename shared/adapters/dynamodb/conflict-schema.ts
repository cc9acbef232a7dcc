import * as z from 'zod';
import { type ConflictResolution, conflictEvents } from '../../domain/conflict.ts';
import { conflictStatuses, conflictStrategies } from '../../domain/integration.ts';
import { resourceTypes } from '../../domain/resources.ts';
import type { Fields, FieldValue } from '../../domain/values.ts';
import { stored } from './upcast.ts';

const text = z.string();
const optional = z.exactOptional;
const value: z.ZodType<FieldValue> = z.json();
const fields: z.ZodType<Fields> = z.record(text, value);
const actor = z.object({ kind: z.enum(['britepool', 'integration', 'admin']), id: text });
const side = z.object({ value, at: optional(text), by: optional(actor) });

export const conflictItem: z.ZodType<ConflictResolution> = stored(
  'conflict',
  z.object({
    schemaVersion: z.literal(1),
    id: text,
    version: z.int(),
    integrationId: text,
    resourceType: z.enum(resourceTypes),
    resourceId: text,
    externalId: text,
    fields: z.array(z.object({ field: text, base: value, local: side, external: side, reason: text })),
    status: z.enum(conflictStatuses),
    resolution: optional(
      z.object({ strategy: z.enum(conflictStrategies), values: fields, pushed: z.boolean() }),
    ),
    resolvedAt: optional(text),
    resolvedBy: optional(text),
    history: z.array(
      z.object({
        at: text,
        what: z.enum(conflictEvents),
        by: optional(text),
        values: z.array(z.object({ field: text, local: value, external: value, decided: optional(value) })),
      }),
    ),
    createdAt: text,
    updatedAt: text,
  }),
);
