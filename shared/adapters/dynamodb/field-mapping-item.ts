import * as z from 'zod';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import { mergeRules } from '../../domain/integration.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { stored } from './upcast.ts';

const text = z.string();
const resourceType = z.enum(resourceTypes);
const optional = z.exactOptional;

const transform = z.union([
  z.enum(['string', 'number', 'boolean', 'date', 'instant', 'json']),
  z.object({
    type: z.literal('enum'),
    mapping: z.record(text, text),
    outward: optional(z.record(text, text)),
    writeAs: optional(z.enum(['text', 'number', 'boolean'])),
  }),
  z.object({ type: z.literal('lookup'), resourceType }),
  z.object({ type: z.literal('set'), item: optional(text) }),
  z.object({
    type: z.literal('zoned'),
    zone: optional(text),
    zoneField: optional(text),
    as: optional(z.enum(['zoned', 'local', 'instant'])),
  }),
  z.object({ type: z.literal('named'), name: text, target: optional(text) }),
  z.object({ type: z.literal('expression'), inward: text, outward: optional(text) }),
]);

/** One version of the rules as it is stored. */
export const fieldMappingItem: z.ZodType<FieldMappingSet> = stored(
  'field mapping',
  z.object({
    schemaVersion: z.literal(1),
    integrationId: text,
    resourceType,
    stream: text,
    version: z.int(),
    fields: z.array(
      z.object({
        externalField: text,
        internalField: text,
        transform,
        direction: z.enum(['both', 'in', 'out']),
        required: optional(z.boolean()),
        defaultValue: optional(z.json()),
        emptyOverwrites: optional(z.boolean()),
        allowPrivileged: optional(z.boolean()),
        mergeRule: optional(z.enum(mergeRules)),
      }),
    ),
    savedAt: optional(text),
    savedBy: optional(text),
    restoredFrom: optional(z.int()),
  }),
);
