import * as z from 'zod';
import type { AuditEntry, ParkedItem } from '../../application/ports.ts';
import { outcomes } from '../../domain/change.ts';
import type { PairClaim } from '../../domain/claim.ts';
import { faultKinds } from '../../domain/fault.ts';
import { syncDirections } from '../../domain/integration.ts';
import { type Checkpoint, type JobExecution, jobStatuses, jobTypes } from '../../domain/job.ts';
import { type IntegrationMapping, mappingStatuses } from '../../domain/mapping.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { type SyncLog, syncOperations, syncStatuses } from '../../domain/sync-log.ts';
import type { Fields, FieldValue } from '../../domain/values.ts';
import { leftAlone } from './lone-item.ts';
import { stored } from './upcast.ts';

// Stored items are parsed on read: key and index attributes fall away, an older version becomes the newest.
const schemaVersion = z.literal(1);
const text = z.string();
const int = z.int();
const value: z.ZodType<FieldValue> = z.json();
const fields: z.ZodType<Fields> = z.record(text, value);
const resourceType = z.enum(resourceTypes);
const optional = z.exactOptional;
const side = z.enum(['local', 'external']);
const actor = z.object({ kind: z.enum(['britepool', 'integration', 'admin']), id: text });

export const recordItem: z.ZodType<BritePoolRecord> = stored(
  'record',
  z.object({
    schemaVersion,
    resourceType,
    id: text,
    version: int,
    fields,
    stamps: z.record(text, z.object({ at: text, by: actor, taken: optional(z.literal(true)) })),
    createdAt: text,
    updatedAt: text,
    updatedBy: actor,
    lastLogId: optional(text),
    archivedAt: optional(text),
    externalSyncEnabled: z.boolean(),
    lastExternalSyncAt: optional(text),
    externalMetadata: optional(fields),
  }),
);

export const mappingItem: z.ZodType<IntegrationMapping> = stored(
  'mapping',
  z.object({
    schemaVersion,
    id: text,
    version: int,
    integrationId: text,
    resourceType,
    internalId: text,
    externalId: text,
    stream: text,
    syncStatus: z.enum(mappingStatuses),
    base: z.record(
      text,
      z.object({
        value,
        external: optional(value),
        at: text,
        by: z.enum(['external', 'local', 'both', 'rule']),
      }),
    ),
    lastExternalHash: text,
    lastLocalHash: text,
    lastPushedHash: optional(text),
    externalUpdatedAt: optional(text),
    recentDeliveries: z.array(text),
    conflictId: optional(text),
    parted: optional(z.object({ side, how: z.enum(['followed', 'archived', 'unlinked']), at: text })),
    leftAlone: optional(leftAlone),
    turns: optional(z.array(z.object({ way: z.enum(['out', 'in']), at: text }))),
    resting: optional(z.object({ since: text, seen: text })),
    awaiting: optional(z.object({ approvalId: text, side })),
    matchedBy: optional(text),
    fieldMappingVersion: int,
    lastSyncedAt: text,
    createdAt: text,
    updatedAt: text,
  }),
);

export const claimItem: z.ZodType<PairClaim> = stored(
  'claim',
  z.object({
    schemaVersion,
    id: text,
    integrationId: text,
    resourceType,
    internalId: text,
    stream: text,
    syncStatus: z.literal('PENDING_SYNC'),
    idempotencyKey: text,
    sent: fields,
    claimedAt: text,
    recreates: optional(z.literal(true)),
  }),
);

const fault = z.object({
  kind: z.enum(faultKinds),
  message: text,
  httpStatus: optional(int),
  retryAfterSeconds: optional(z.number()),
  outage: optional(z.literal(true)),
  pointer: optional(text),
  exchange: optional(
    z.object({
      method: text,
      path: text,
      status: optional(int),
      requestBody: optional(text),
      responseBody: optional(text),
    }),
  ),
});

const failedTry = z.object({
  at: text,
  kind: z.enum(faultKinds),
  sentence: text,
  httpStatus: optional(int),
  nextTryAt: optional(text),
});

const cause = z.enum(['webhook', 'poll', 'edit', 'retry', 'manual']);

export const logItem: z.ZodType<SyncLog> = stored(
  'log entry',
  z.object({
    schemaVersion,
    id: text,
    integrationId: text,
    operation: z.enum(syncOperations),
    direction: z.enum(syncDirections),
    resourceType,
    resourceId: z.nullable(text),
    externalId: z.nullable(text),
    status: z.enum(syncStatuses),
    outcome: z.enum(outcomes),
    cause,
    jobId: optional(text),
    changes: z.array(
      z.object({
        field: text,
        before: value,
        after: value,
        from: z.enum(['external', 'local', 'merge']),
        rule: text,
        externalBefore: optional(value),
        agreed: optional(value),
      }),
    ),
    waiting: z.array(z.object({ field: text, reason: text })),
    fieldMappingVersion: int,
    recordsProcessed: int,
    recordsSucceeded: int,
    recordsFailed: int,
    fault: optional(fault),
    attempts: optional(z.array(failedTry)),
    decided: optional(
      z.object({ act: z.enum(['dropped', 'edited']), by: text, at: text, reason: optional(text) }),
    ),
    retryCount: int,
    durationMs: z.number(),
    lagMs: z.number(),
    createdAt: text,
  }),
);

export const jobItem: z.ZodType<JobExecution> = stored(
  'job',
  z.object({
    schemaVersion,
    id: text,
    version: int,
    integrationId: text,
    jobType: z.enum(jobTypes),
    status: z.enum(jobStatuses),
    fullSync: z.boolean(),
    streams: z.array(text),
    later: optional(
      z.array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('absent'), streams: z.array(text) }),
          z.object({ kind: z.literal('local'), resourceType }),
          z.object({ kind: z.literal('waiting') }),
        ]),
      ),
    ),
    sweep: optional(z.literal(true)),
    cursor: optional(text),
    since: z.nullable(text),
    newest: optional(text),
    until: text,
    pages: int,
    answerTimes: optional(z.array(int)),
    totalRecords: int,
    expectedRecords: optional(int),
    ...{ successCount: int, unchangedCount: int, errorCount: int, conflictCount: int },
    readBefore: optional(int),
    localCount: optional(int),
    heldBy: optional(z.literal('integration')),
    waits: optional(z.object({ until: text, sent: optional(z.literal(true)) })),
    handedOnCount: optional(int),
    errorMessage: optional(text),
    errorDetails: optional(z.object({ kind: text, pointer: optional(text), httpStatus: optional(int) })),
    read: optional(z.array(z.object({ stream: text, at: text }))),
    skipped: optional(z.array(z.object({ stream: text, fault }))),
    scheduledFor: optional(text),
    retryCount: int,
    maxRetries: int,
    startedBy: text,
    startedAt: text,
    completedAt: optional(text),
    durationMs: optional(z.number()),
    createdAt: text,
    updatedAt: text,
  }),
);

export const checkpointItem: z.ZodType<Checkpoint> = z.object({
  stream: text,
  since: z.nullable(text),
  version: int,
});

export const parkedItem: z.ZodType<ParkedItem> = z.object({
  id: text,
  integrationId: text,
  change: stored(
    'change',
    z.object({
      schemaVersion,
      integrationId: text,
      resourceType,
      stream: text,
      side,
      recordId: text,
      kind: z.enum(['upserted', 'deleted']),
      cause,
      receivedAt: text,
      deliveryKey: text,
      logId: text,
      jobId: optional(text),
      given: optional(z.object({ by: text, values: fields })),
    }),
  ),
  fault,
  attempts: z.array(failedTry),
  tries: int,
  parkedAt: text,
  retryAt: text,
  held: optional(z.literal(true)),
});

export const auditItem: z.ZodType<AuditEntry> = z.object({
  id: text,
  at: text,
  actor: text,
  origin: z.exactOptional(text),
  action: text,
  subject: text,
  before: value,
  after: value,
});
