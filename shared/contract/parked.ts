import * as z from 'zod/mini';
import { faultKinds } from '../domain/fault.ts';
import { operation } from './operation.ts';
import { instant, json, pageQuery, pagination, resourceType } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;
const faultKind = z.enum(faultKinds);

/** A try that failed. */
export const failedTry = z.object({
  at: instant,
  kind: faultKind,
  sentence: z.string(),
  httpStatus: z.optional(z.int()),
  /** When the next one was to follow; absent when only a person tries it again. */
  nextTryAt: z.optional(instant),
});

/** The request that failed and its answer, without secrets and personal values; bodies as text. */
export const exchange = z.object({
  method: z.string(),
  path: z.string(),
  status: z.optional(z.int()),
  requestBody: z.optional(z.string()),
  responseBody: z.optional(z.string()),
});

export const parkedView = z.object({
  id: z.string(),
  integrationId: z.string(),
  integrationName: z.string(),
  /** WAITING: nothing is wrong with it, it goes on with its integration. FAILED: it is tried again, mended or dropped. */
  state: z.enum(['FAILED', 'WAITING']),
  /** What is the matter, in one sentence. */
  text: z.string(),
  /** Equal for items with the same cause. */
  causeKey: z.string(),
  faultKind,
  httpStatus: z.optional(z.int()),
  resourceType,
  /** Where the record was changed. */
  changedIn: z.enum(['BRITEPOOL', 'EXTERNAL']),
  recordId: z.string(),
  recordTitle: z.optional(z.string()),
  kind: z.enum(['upserted', 'deleted']),
  logId: z.string(),
  /** Tries that failed so far. */
  tries: z.int(),
  parkedAt: instant,
  /** When it is tried next by itself; null when only a person does. */
  nextTryAt: z.nullable(instant),
  editable: z.boolean(),
});

export const parkedDetail = z.extend(parkedView, {
  /** Oldest first, the newest ten. */
  attempts: z.array(failedTry),
  exchange: z.optional(exchange),
  /** Our record, for a change of ours: its version goes back with an edit. */
  record: z.optional(z.object({ version: z.int(), fields: z.record(z.string(), json) })),
  /** What an admin gave for an external record before. */
  given: z.optional(z.object({ by: z.string(), values: z.record(z.string(), json) })),
});

const reason = z.string().check(z.trim(), z.minLength(1, 'Say why'), z.maxLength(500, 'At most 500 letters'));
const retried = z.object({ success: z.literal(true) });
const search = { integrationId: z.optional(z.string()), causeKey: z.optional(z.string()) };

export const parkedOperations = {
  listParked: operation({
    method: 'GET',
    path: '/api/admin/parked',
    summary: 'Changes that failed or wait for their integration, newest first',
    roles: admins,
    query: z.object({ ...search, state: z.optional(z.enum(['FAILED', 'WAITING'])), ...pageQuery }),
    response: z.object({ items: z.array(parkedView), pagination }),
  }),
  countParked: operation({
    method: 'GET',
    path: '/api/admin/parked/causes',
    summary: 'How many changes failed or wait, by cause, the most frequent first',
    roles: admins,
    query: z.object({ integrationId: z.optional(z.string()) }),
    response: z.object({
      causes: z.array(
        z.object({
          causeKey: z.string(),
          state: z.enum(['FAILED', 'WAITING']),
          count: z.int(),
          /** When the oldest of them failed first. */
          firstAt: instant,
          integrationIds: z.array(z.string()),
          /** The newest of them, as an example. */
          example: parkedView,
        }),
      ),
      /** False when there are more than were counted. */
      complete: z.boolean(),
    }),
  }),
  actOnParked: operation({
    method: 'POST',
    idempotent: true,
    path: '/api/admin/parked/many',
    summary:
      'Retry or drop many changes, by id or by cause; call again with the cursor until nothing remains',
    roles: admins,
    body: z.strictObject({
      act: z.enum(['retry', 'drop']),
      ids: z.optional(z.array(z.string()).check(z.maxLength(100, 'At most 100 at once'))),
      /** Used without `ids`. */
      cause: z.optional(z.strictObject({ causeKey: z.string(), integrationId: z.optional(z.string()) })),
      /** Needed to drop. */
      reason: z.optional(reason),
      cursor: z.optional(z.string().check(z.maxLength(2000))),
    }),
    response: z.object({
      success: z.literal(true),
      results: z.array(
        z.object({
          id: z.string(),
          outcome: z.enum(['retried', 'dropped', 'refused']),
          /** Why it was refused. */
          message: z.optional(z.string()),
        }),
      ),
      /** Not done in this call; a lower bound beyond 1,000. */
      remaining: z.int(),
      cursor: z.optional(z.string()),
    }),
  }),
  getParked: operation({
    method: 'GET',
    path: '/api/admin/parked/:itemId',
    summary: 'One change with every try, and the request that failed',
    roles: admins,
    response: z.object({ item: parkedDetail }),
  }),
  retryParked: operation({
    method: 'POST',
    idempotent: true,
    path: '/api/admin/parked/:itemId/retry',
    summary: 'Try it now',
    roles: admins,
    body: z.strictObject({}),
    status: 202,
    response: retried,
  }),
  editParked: operation({
    method: 'POST',
    path: '/api/admin/parked/:itemId/edit',
    summary: 'Mend our record, or say what the external one leaves open, and try again',
    roles: admins,
    body: z.strictObject({ values: z.record(z.string(), json), version: z.optional(z.int()) }),
    status: 202,
    response: retried,
  }),
  dropParked: operation({
    method: 'POST',
    path: '/api/admin/parked/:itemId/drop',
    summary: 'Give the change up; both records stay as they are',
    roles: admins,
    body: z.strictObject({ reason }),
    response: retried,
  }),
} as const;
