import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { instant, json, mergeRule, resourceType } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;
const text = z.string().check(z.maxLength(4000, 'At most 4,000 letters'));
const path = z.string().check(z.minLength(1, 'Give a field path'), z.maxLength(200, 'At most 200 letters'));
const table = z.record(z.string().check(z.maxLength(200)), z.string().check(z.maxLength(200)));
const optional = z.exactOptional;

export const transform = z.union(
  [
    z.enum(['string', 'number', 'boolean', 'date', 'instant', 'json']),
    z.strictObject({
      type: z.literal('enum'),
      mapping: table,
      outward: optional(table),
      writeAs: optional(z.enum(['text', 'number', 'boolean'])),
    }),
    z.strictObject({ type: z.literal('lookup'), resourceType }),
    z.strictObject({ type: z.literal('set'), item: optional(path) }),
    z.strictObject({
      type: z.literal('zoned'),
      zone: optional(text),
      zoneField: optional(path),
      as: optional(z.enum(['zoned', 'local', 'instant'])),
    }),
    z.strictObject({ type: z.literal('named'), name: text, target: optional(text) }),
    z.strictObject({ type: z.literal('expression'), inward: text, outward: optional(text) }),
  ],
  {
    error:
      'Choose a transform: string, number, boolean, date, instant, json, enum, lookup, set, zoned, named or expression',
  },
);

export const fieldMapping = z.strictObject({
  externalField: path,
  internalField: z.string(),
  transform,
  direction: z.enum(['both', 'in', 'out']),
  required: optional(z.boolean()),
  defaultValue: optional(json),
  emptyOverwrites: optional(z.boolean()),
  allowPrivileged: optional(z.boolean()),
  mergeRule: optional(mergeRule),
});
const rules = z.array(fieldMapping).check(z.maxLength(200, 'At most 200 rules'));

export const fieldMappingView = z.object({
  resourceType,
  stream: z.string(),
  /** Rises with every save; send it back to notice that somebody was faster. */
  version: z.int(),
  fields: rules,
  savedAt: z.optional(instant),
  savedBy: z.optional(z.string()),
  restoredFrom: z.optional(z.int()),
});

const problem = z.object({
  pointer: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
});
const trip = z.object({
  ours: json,
  theirs: z.optional(json),
  back: z.optional(json),
  alone: z.optional(json),
});
const unknownValue = z.object({
  resourceType,
  field: z.string(),
  value: z.string(),
  recordId: z.string(),
  firstSeenAt: instant,
});
const ourField = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.string(),
  required: z.boolean(),
  privileged: z.boolean(),
  options: z.optional(z.array(z.string())),
  target: z.optional(resourceType),
});
const namedTransform = z.object({
  name: z.string(),
  label: z.string(),
  kinds: z.array(z.string()),
  /** What its target may be: some words, or a time zone. */
  targets: z.optional(z.union([z.array(z.string()), z.literal('zone')])),
  reads: z.boolean(),
  writes: z.boolean(),
});
const saved = z.object({
  success: z.literal(true),
  mapping: fieldMappingView,
  warnings: z.array(problem),
});
const base = '/api/admin/integrations/:id/field-mappings' as const;

export const fieldMappingOperations = {
  listFieldMappings: operation({
    method: 'GET',
    path: base,
    summary: 'The rules in force for each kind of record, and values that none of them knows',
    roles: admins,
    response: z.object({ mappings: z.array(fieldMappingView), unknownValues: z.array(unknownValue) }),
  }),
  getFieldMapping: operation({
    method: 'GET',
    path: `${base}/:resourceType`,
    summary:
      'The rules in force for one kind of record, with our fields and the named transforms to choose from',
    roles: admins,
    response: z.object({
      mapping: fieldMappingView,
      fields: z.array(ourField),
      namedTransforms: z.array(namedTransform),
    }),
  }),
  listFieldMappingVersions: operation({
    method: 'GET',
    path: `${base}/:resourceType/versions`,
    summary: 'Every version of the rules, newest first',
    roles: admins,
    response: z.object({ versions: z.array(fieldMappingView) }),
  }),
  saveFieldMapping: operation({
    method: 'PUT',
    path: `${base}/:resourceType`,
    summary: 'Save the rules as a new version; every pair is looked at once with the next run',
    roles: admins,
    body: z.strictObject({ fields: rules, version: z.int() }),
    response: saved,
  }),
  restoreFieldMapping: operation({
    method: 'POST',
    path: `${base}/:resourceType/restore`,
    summary: 'Take up the rules of an earlier version again, as a new version',
    roles: admins,
    body: z.strictObject({ restore: z.int(), version: z.int() }),
    response: saved,
  }),
  checkFieldMapping: operation({
    method: 'POST',
    path: `${base}/:resourceType/check`,
    summary: 'What is wrong with these rules and which of them lose values; nothing is saved',
    roles: admins,
    body: z.strictObject({ fields: rules }),
    response: z.object({
      ok: z.boolean(),
      problems: z.array(problem),
      /** One for each rule, in order; empty while there are errors. */
      roundTrips: z.array(
        z.object({
          verdict: z.enum(['faithful', 'coarse', 'lossy', 'one-way']),
          proof: z.array(trip),
        }),
      ),
    }),
  }),
  tryFieldMapping: operation({
    method: 'POST',
    path: `${base}/:resourceType/try`,
    summary: 'What the rules would make of one real record; nothing is written here or there',
    roles: admins,
    body: z.strictObject({ fields: z.optional(rules), externalId: z.optional(text) }),
    response: z.object({
      externalId: z.string(),
      recordId: z.nullable(z.string()),
      rules: z.array(
        z.object({
          field: z.string(),
          label: z.string(),
          theirs: json,
          before: json,
          after: json,
          held: z.optional(z.string()),
        }),
      ),
      missing: z.array(z.string()),
      skip: z.optional(z.string()),
    }),
  }),
} as const;
