import * as z from 'zod';
import { checkFieldMapping } from '../../domain/field-mapping-check.ts';
import { mergeRules } from '../../domain/integration.ts';
import { isPath } from '../../domain/paths.ts';
import { resourceOf } from './resources.ts';
import { oauthSettings } from './sign-in.ts';

const path = z.string().regex(/^\/[^\s]*$/, 'Give a path that begins with /');
const pointer = z.string().refine(isPath, 'Give a field path like data.items');
const name = z.string().min(1).max(100);

const pager = z.discriminatedUnion('style', [
  z.strictObject({ style: z.literal('none') }),
  z.strictObject({
    style: z.literal('link-header'),
    sizeParam: name.optional(),
    size: z.int().min(1).max(1000).optional(),
  }),
  z.strictObject({
    style: z.literal('page-number'),
    pageParam: name,
    first: z.int().min(0).default(1),
    sizeParam: name.optional(),
    size: z.int().min(1).max(1000).default(100),
  }),
  z.strictObject({
    style: z.literal('offset'),
    offsetParam: name,
    limitParam: name,
    size: z.int().min(1).max(1000).default(100),
  }),
  z.strictObject({
    style: z.literal('cursor'),
    cursorParam: name,
    nextPointer: pointer,
    sizeParam: name.optional(),
    size: z.int().min(1).max(1000).optional(),
  }),
  z.strictObject({ style: z.literal('next-url'), nextPointer: pointer }),
]);

const transform = z.union([
  z.enum(['string', 'number', 'boolean', 'date', 'instant', 'json']),
  z.strictObject({
    type: z.literal('enum'),
    mapping: z.record(z.string(), z.string()),
    outward: z.exactOptional(z.record(z.string(), z.string())),
    writeAs: z.exactOptional(z.enum(['text', 'number', 'boolean'])),
  }),
  z.strictObject({
    type: z.literal('lookup'),
    resourceType: z.enum(['TASK', 'MEMBER', 'PARTICIPATION_LOG', 'EVENT', 'COMMITTEE', 'COMMITTEE_MEMBER']),
  }),
  z.strictObject({ type: z.literal('set'), item: z.exactOptional(pointer) }),
  z.strictObject({
    type: z.literal('zoned'),
    zone: z.exactOptional(name),
    zoneField: z.exactOptional(pointer),
    as: z.exactOptional(z.enum(['zoned', 'local', 'instant'])),
  }),
  z.strictObject({ type: z.literal('named'), name, target: z.exactOptional(name) }),
  z.strictObject({ type: z.literal('expression'), inward: z.string(), outward: z.exactOptional(z.string()) }),
]);

const fieldMapping = z.strictObject({
  externalField: pointer,
  internalField: name,
  transform: transform.default('string'),
  direction: z.enum(['both', 'in', 'out']).default('both'),
  required: z.exactOptional(z.boolean()),
  defaultValue: z.exactOptional(z.json()),
  emptyOverwrites: z.exactOptional(z.boolean()),
  allowPrivileged: z.exactOptional(z.boolean()),
  mergeRule: z.exactOptional(z.enum(mergeRules)),
});

const stream = z.strictObject({
  list: path,
  /** `{id}` stands for the record's id. */
  item: path,
  updateVerb: z.enum(['PUT', 'PATCH']).default('PATCH'),
  readOnly: z.boolean().default(false),
  /** Key under which a request or an answer wraps one record. */
  wrapper: name.optional(),
  /** Where the list of records stands in a page; absent: the page is the list. */
  itemsPointer: pointer.optional(),
  totalPointer: pointer.optional(),
  idPointer: pointer.default('id'),
  updatedAt: z
    .strictObject({ pointer, format: z.enum(['iso', 'epoch-seconds', 'epoch-milliseconds']).default('iso') })
    .optional(),
  since: z
    .strictObject({
      param: name,
      format: z.enum(['iso', 'epoch-seconds', 'epoch-milliseconds']).default('iso'),
    })
    .optional(),
  pager: pager.default({ style: 'none' }),
  /** A record in which this field has this value counts as deleted. */
  deletedFlag: z
    .strictObject({ pointer, value: z.union([z.string(), z.boolean(), z.number()]).default(true) })
    .optional(),
  /** Where the system keeps a key of ours, and the parameter that finds a record by it: creates are then safe. */
  externalKey: z.strictObject({ pointer, param: name }).optional(),
  notFoundStatuses: z.array(z.int().min(400).max(499)).default([404, 410]),
  fields: z.array(fieldMapping).min(1, 'Map at least one field'),
});

const hmac = z.strictObject({
  scheme: z.literal('hmac'),
  algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
  encoding: z.enum(['hex', 'base64']).default('hex'),
  prefix: z.string().max(20).optional(),
  header: name.default('x-webhook-signature'),
  timestampHeader: name.default('x-webhook-timestamp'),
  eventHeader: name.default('x-webhook-event'),
});
const verifier = z.discriminatedUnion('scheme', [
  hmac,
  z.strictObject({ scheme: z.literal('standard-webhooks') }),
  z.strictObject({ scheme: z.literal('token'), header: name }),
]);

const webhook = z.strictObject({
  verifier: verifier.prefault({ scheme: 'hmac' }),
  /** Where the event's type stands in the body; the event header wins where it is sent. */
  typePointer: pointer.default('event'),
  /** Where the changed record stands. */
  recordPointer: pointer.default('data'),
  /** Where the list of events stands when one delivery carries several. */
  eventsPointer: pointer.optional(),
  eventIdPointer: pointer.optional(),
  /** Stream by the part of the event type before the dot: `task.updated` → `tasks`. */
  streamOf: z.record(z.string(), z.string()).default({
    task: 'tasks',
    member: 'members',
    event: 'events',
    committee: 'committees',
    committeeMember: 'committeeMembers',
    participationLog: 'participationLogs',
  }),
  deletedActions: z.array(z.string()).default(['deleted', 'removed']),
});

export const settings = z.strictObject({
  testPath: path.optional(),
  headers: z.record(z.string(), z.string()).default({}),
  apiKey: z
    .strictObject({ in: z.enum(['header', 'query']), name })
    .default({ in: 'header', name: 'x-api-key' }),
  oauth: oauthSettings.optional(),
  idempotencyHeader: name.optional(),
  streams: z
    .partialRecord(
      z.enum(['members', 'tasks', 'events', 'committees', 'committeeMembers', 'participationLogs']),
      stream,
    )
    .refine((streams) => Object.keys(streams).length > 0, 'Describe at least one collection')
    .superRefine((streams, context) => {
      for (const [collection, { fields }] of Object.entries(streams)) {
        const type = resourceOf(collection);
        for (const problem of type === undefined ? [] : checkFieldMapping(type, fields)) {
          if (problem.severity !== 'error') continue;
          const path = [collection, ...problem.pointer.split('/').slice(1)];
          context.addIssue({ code: 'custom', message: problem.message, path });
        }
      }
    }),
  webhook: webhook.prefault({}),
});
export type Settings = z.output<typeof settings>;
export type StreamSettings = z.output<typeof stream>;
export type Pager = z.output<typeof pager>;
