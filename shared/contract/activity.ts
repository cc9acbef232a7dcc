import * as z from 'zod/mini';
import { jobOperations, jobView } from './jobs.ts';
import { operation } from './operation.ts';
import { exchange, failedTry } from './parked.ts';
import {
  dataType,
  instant,
  jobStatus,
  json,
  outcome,
  pageQuery,
  pagination,
  resourceType,
  syncDirection,
  syncOperation,
  syncStatus,
} from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

export const logView = z.object({
  id: z.string(),
  integrationId: z.string(),
  operation: syncOperation,
  direction: syncDirection,
  resourceType,
  resourceId: z.nullable(z.string()),
  externalId: z.nullable(z.string()),
  /** Title or name of the record as it is now; absent once the record is gone. */
  recordTitle: z.optional(z.string()),
  /** Names of the fields that this entry changed. */
  changedFields: z.array(z.string()),
  status: syncStatus,
  outcome,
  cause: z.enum(['webhook', 'poll', 'edit', 'retry', 'manual']),
  jobId: z.optional(z.string()),
  recordsProcessed: z.int(),
  recordsSucceeded: z.int(),
  recordsFailed: z.int(),
  errorMessage: z.optional(z.string()),
  httpStatus: z.optional(z.int()),
  retryCount: z.int(),
  durationMs: z.number(),
  /** Milliseconds from receipt to the end of the change. */
  lagMs: z.number(),
  createdAt: instant,
});

export type LogView = z.output<typeof logView>;

/**
 * What is kept is what is shown: values of the fields that changed, and of the last request that failed what is neither
 * secret nor personal. The rest of requests and answers is not stored, so that there is nothing to reveal.
 */
export const logDetail = z.extend(logView, {
  changes: z.array(
    z.object({
      field: z.string(),
      before: json,
      after: json,
      from: z.enum(['external', 'local', 'merge']),
      rule: z.string(),
      /** What the external system had, where a value of neither side alone was agreed on. */
      externalBefore: z.optional(json),
      agreed: z.optional(json),
    }),
  ),
  waiting: z.array(z.object({ field: z.string(), reason: z.string() })),
  fieldMappingVersion: z.int(),
  /** Tries that failed, oldest first, also when a later one went through. */
  attempts: z.array(failedTry),
  /** The request that failed last and its answer. */
  exchange: z.optional(exchange),
  /** What an admin decided about the change. */
  decided: z.optional(
    z.object({
      act: z.enum(['dropped', 'edited']),
      by: z.string(),
      at: instant,
      reason: z.optional(z.string()),
    }),
  ),
});
export type LogDetail = z.output<typeof logDetail>;

const logFilter = {
  status: z.optional(syncStatus),
  operation: z.optional(syncOperation),
  resourceType: z.optional(resourceType),
  outcome: z.optional(outcome),
  /** Id of the record, ours or the other system's. */
  recordId: z.optional(z.string().check(z.minLength(1), z.maxLength(600))),
  /** Only what this run did. */
  jobId: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  from: z.optional(instant),
  to: z.optional(instant),
};
/** `lookedTo`: where a page ends early, everything since then was looked at. */
const logPage = z.object({ logs: z.array(logView), pagination, lookedTo: z.optional(instant) });
export const allLogsFilter = { integrationId: z.optional(z.string()), ...logFilter };

export const activityOperations = {
  syncIntegration: operation({
    method: 'POST',
    idempotent: true,
    path: '/api/admin/integrations/:id/sync',
    summary: 'Start a run now',
    roles: admins,
    body: z.strictObject({
      direction: z.optional(syncDirection),
      dataTypes: z.optional(z.array(dataType)),
      fullSync: z._default(z.boolean(), false),
    }),
    status: 202,
    response: z.object({
      success: z.literal(true),
      jobId: z.string(),
      status: jobStatus,
      /** Seconds, from past runs like this one; null before the first. */
      estimatedDuration: z.nullable(z.number()),
    }),
  }),
  listLogs: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/logs',
    summary: 'What was synced, newest first; a page may hold few entries, or none, and still have a cursor',
    roles: admins,
    query: z.object({ ...logFilter, ...pageQuery }),
    response: logPage,
  }),
  listAllLogs: operation({
    method: 'GET',
    path: '/api/admin/logs',
    summary: 'What was synced by all integrations or one, newest first; pages as of one integration',
    roles: admins,
    query: z.object({ ...allLogsFilter, ...pageQuery }),
    response: logPage,
  }),
  getLog: operation({
    method: 'GET',
    path: '/api/admin/logs/:logId',
    summary: 'One entry with every field it touched',
    roles: admins,
    response: z.object({ log: logDetail }),
  }),
  ...jobOperations,
  listJobs: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/jobs',
    summary: 'Runs of an integration, newest first',
    roles: admins,
    query: z.object(pageQuery),
    response: z.object({ jobs: z.array(jobView), pagination }),
  }),
  getJob: operation({
    method: 'GET',
    path: '/api/admin/jobs/:jobId',
    summary: 'One run with its progress',
    roles: admins,
    response: z.object({ job: jobView }),
  }),
} as const;
