import * as z from 'zod/mini';
import { choiceStrategies } from '../domain/conflict-choice.ts';
import { operation } from './operation.ts';
import {
  conflictEvent,
  conflictStatus,
  conflictStrategy,
  instant,
  json,
  pageQuery,
  pagination,
  resourceType,
} from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;
const values = z.record(z.string(), json);
const actor = z.object({ kind: z.enum(['britepool', 'integration', 'admin']), id: z.string() });

export const conflictView = z.object({
  id: z.string(),
  /** Send it back with an act, so that nothing is decided that was not on the screen. */
  version: z.int(),
  integrationId: z.string(),
  integrationName: z.string(),
  resourceType,
  resourceId: z.string(),
  externalId: z.string(),
  recordTitle: z.optional(z.string()),
  status: conflictStatus,
  conflictedFields: z.array(z.string()),
  localData: values,
  externalData: values,
  /** What both sides last agreed on. */
  baseData: values,
  /** One sentence. */
  conflictReason: z.string(),
  fields: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      base: json,
      local: z.object({ value: json, at: z.optional(instant), by: z.optional(actor) }),
      external: z.object({ value: json, at: z.optional(instant) }),
      /** Why only a person can decide. */
      reason: z.string(),
    }),
  ),
  resolutionStrategy: z.optional(conflictStrategy),
  resolvedData: z.optional(values),
  pushedToExternal: z.optional(z.boolean()),
  resolvedById: z.optional(z.string()),
  resolvedAt: z.optional(instant),
  createdAt: instant,
  updatedAt: instant,
});

export const conflictDetail = z.extend(conflictView, {
  /** Oldest first. */
  history: z.array(
    z.object({
      at: instant,
      what: conflictEvent,
      by: z.optional(z.string()),
      values: z.array(
        z.object({ field: z.string(), local: json, external: json, decided: z.optional(json) }),
      ),
    }),
  ),
});

export const conflictFilter = {
  integrationId: z.optional(z.string()),
  resourceType: z.optional(resourceType),
};
const shown = z.strictObject({ version: z.optional(z.int()) });

export const conflictOperations = {
  listConflicts: operation({
    method: 'GET',
    path: '/api/admin/integrations/conflicts',
    summary: 'Conflicts that wait for a person (or in another state), newest first',
    roles: admins,
    query: z.object({ ...conflictFilter, status: z._default(conflictStatus, 'PENDING'), ...pageQuery }),
    response: z.object({ conflicts: z.array(conflictView), pagination }),
  }),
  resolveConflicts: operation({
    method: 'POST',
    path: '/api/admin/integrations/conflicts/resolve',
    summary: 'One choice for many conflicts, by id or by filter; `dryRun` only counts',
    roles: admins,
    body: z.strictObject({
      ids: z.optional(z.array(z.string()).check(z.maxLength(1000, 'At most 1,000'))),
      /** Used without `ids`. */
      filter: z.optional(
        z.strictObject({ ...conflictFilter, status: z.optional(z.enum(['PENDING', 'IGNORED'])) }),
      ),
      choice: z.enum(['LOCAL_WINS', 'EXTERNAL_WINS', 'IGNORE']),
      pushToExternal: z._default(z.boolean(), true),
      dryRun: z._default(z.boolean(), false),
    }),
    response: z.object({
      success: z.literal(true),
      /** Exact up to 1,000. */
      matching: z.int(),
      results: z.array(
        z.object({
          conflictId: z.string(),
          outcome: z.enum(['resolved', 'ignored', 'changed', 'refused']),
          message: z.optional(z.string()),
        }),
      ),
      /** Not done in this call: call again. */
      remaining: z.int(),
    }),
  }),
  getConflict: operation({
    method: 'GET',
    path: '/api/admin/integrations/conflicts/:conflictId',
    summary: 'One conflict with both versions and its history',
    roles: admins,
    response: z.object({ conflict: conflictDetail }),
  }),
  resolveConflict: operation({
    method: 'POST',
    path: '/api/admin/integrations/conflicts/:conflictId/resolve',
    summary: 'Decide a conflict; 409 with the new values when a side has moved on since it was shown',
    roles: admins,
    body: z.strictObject({
      /** One side for all fields, or CUSTOM_MERGE with `choices` and `resolvedData` per field. */
      strategy: z.enum(choiceStrategies),
      choices: z.optional(z.record(z.string(), z.enum(['local', 'external']))),
      resolvedData: z.optional(values),
      /** Without it the two systems are agreed to differ. */
      pushToExternal: z._default(z.boolean(), true),
      version: z.optional(z.int()),
    }),
    response: z.object({
      success: z.literal(true),
      conflictId: z.string(),
      status: conflictStatus,
      /** Besides what is listed, the record's id under the name of its kind: `"task": "task_456"`. */
      appliedChanges: z.looseObject({
        resourceType,
        resourceId: z.string(),
        updated: z.boolean(),
        syncedToExternal: z.boolean(),
        /** Why the external system does not have it yet; it is tried again. */
        waiting: z.optional(z.string()),
      }),
    }),
  }),
  ignoreConflict: operation({
    method: 'POST',
    path: '/api/admin/integrations/conflicts/:conflictId/ignore',
    summary: 'Put a conflict aside until one of its values changes',
    roles: admins,
    body: shown,
    response: z.object({ success: z.literal(true), conflictId: z.string(), status: conflictStatus }),
  }),
  takeUpConflict: operation({
    method: 'POST',
    path: '/api/admin/integrations/conflicts/:conflictId/take-up',
    summary: 'Take up a conflict that was put aside',
    roles: admins,
    body: shown,
    response: z.object({ success: z.literal(true), conflictId: z.string(), status: conflictStatus }),
  }),
} as const;
