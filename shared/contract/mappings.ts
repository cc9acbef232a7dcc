import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { instant, json, mappingStatus, pageQuery, pagination, pairPlace, resourceType } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

/** What is the matter with a pair, in one word and in one sentence for people. */
export const pairState = z.object({
  kind: z.enum([
    'IN_STEP',
    'PENDING',
    'CONFLICT',
    'ERROR',
    'AWAITING_APPROVAL',
    'PARTED',
    'RESTING',
    'UNLINKED',
    'EXCLUDED',
  ]),
  text: z.string(),
  since: z.optional(instant),
  /** When a resting pair goes on by itself, if its values stay as they are. */
  until: z.optional(instant),
  approvalId: z.optional(z.string()),
  conflictId: z.optional(z.string()),
});

/** An admin's word that the sync keeps its hands off. */
const leftAlone = z.object({
  how: z.enum(['unlinked', 'excluded']),
  by: z.string(),
  at: instant,
  reason: z.string(),
});

export const mappingView = z.object({
  id: z.string(),
  resourceType,
  internalId: z.string(),
  externalId: z.string(),
  syncStatus: mappingStatus,
  /** Per field what both sides last agreed on, since when, and whose value it was. */
  base: z.record(
    z.string(),
    z.object({
      value: json,
      /** What the other system has, where it was decided that the two differ. */
      external: z.optional(json),
      at: instant,
      by: z.enum(['external', 'local', 'both', 'rule']),
    }),
  ),
  lastSyncedAt: instant,
  createdAt: instant,
  /** What the two had in common when they were linked; `hand` where an admin did it. */
  matchedBy: z.optional(z.string()),
  state: pairState,
  leftAlone: z.optional(leftAlone),
  version: z.int(),
});
export type MappingView = z.output<typeof mappingView>;

/** Our record is being created over there; nobody knows its id yet. */
export const claimView = z.object({
  resourceType,
  internalId: z.string(),
  claimedAt: instant,
  /** One sentence. */
  text: z.string(),
});

/** A record without a pair that is left alone. */
export const aloneView = z.object({
  resourceType,
  side: z.enum(['local', 'external']),
  recordId: z.string(),
  leftAlone,
});

const recordId = z.string().check(z.minLength(1, 'Name the record'), z.maxLength(600));
const reason = z
  .string()
  .check(z.trim(), z.minLength(1, 'Say why, in a few words'), z.maxLength(500, 'At most 500 characters'));
/** As it was shown: what changed since then is not decided unseen. */
const version = z.optional(z.int());

const oneRecord = z.union([
  z.strictObject({ resourceType, internalId: recordId, reason, version }),
  z.strictObject({ resourceType, externalId: recordId, reason, version }),
]);

const stands = z.object({
  success: z.literal(true),
  mapping: z.optional(mappingView),
  /** The record by itself, where it has no pair. */
  alone: z.optional(aloneView),
});

export const mappingOperations = {
  listMappings: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/mappings',
    summary:
      'Pairs of records, and records left alone, with their state in words; by either id, or a page of all',
    roles: admins,
    query: z.object({
      resourceType: z.optional(resourceType),
      /** `PENDING_SYNC` waits; `UNLINKED` and `EXCLUDED` are left alone by an admin's word. */
      state: z.optional(pairPlace),
      externalId: z.optional(z.string()),
      internalId: z.optional(z.string()),
      ...pageQuery,
    }),
    response: z.object({
      mappings: z.array(mappingView),
      /** Records on their way to becoming a pair; with the first page only, and where no state is asked for. */
      creating: z.array(claimView),
      /** Records without a pair that are left alone; they come behind the pairs. */
      alone: z.array(aloneView),
      pagination,
    }),
  }),
  getMapping: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/mappings/:resourceType/:internalId',
    summary: 'One pair: what was agreed per field and since when, and who left it alone and why',
    roles: admins,
    response: z.object({ mapping: mappingView }),
  }),
  unlinkMapping: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/mappings/unlink',
    summary:
      'Let the two records of a pair go their own way; the sync touches neither until they are relinked',
    roles: admins,
    body: oneRecord,
    response: z.object({ success: z.literal(true), mapping: mappingView }),
  }),
  relinkMapping: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/mappings/relink',
    summary: 'Pair a record with one over there by hand; fields then merge as in a first sync',
    roles: admins,
    body: z.strictObject({ resourceType, internalId: recordId, externalId: recordId, reason, version }),
    response: z.object({ success: z.literal(true), mapping: mappingView }),
  }),
  excludeRecord: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/mappings/exclude',
    summary: 'Leave a record of either side alone, with or without a pair, until it is included',
    roles: admins,
    body: oneRecord,
    response: stands,
  }),
  includeRecord: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/mappings/include',
    summary: 'Let a record take part again; what was edited meanwhile is merged',
    roles: admins,
    body: oneRecord,
    response: stands,
  }),
  resumeMapping: operation({
    method: 'POST',
    idempotent: true,
    path: '/api/admin/integrations/:id/mappings/resume',
    summary: 'Let a pair that rests go on now; both sides are looked at anew',
    roles: admins,
    body: z.strictObject({ resourceType, internalId: z.string() }),
    status: 202,
    response: z.object({ success: z.literal(true) }),
  }),
} as const;
