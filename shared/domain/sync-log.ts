import type { FailedTry } from './attempts.ts';
import type { Change, Outcome } from './change.ts';
import { elapsed } from './dates.ts';
import type { Fault } from './fault.ts';
import type { SyncDirection } from './integration.ts';
import type { ResourceType } from './resources.ts';
import type { FieldValue, Instant } from './values.ts';

export const syncOperations = ['CREATE', 'UPDATE', 'DELETE', 'BULK_SYNC', 'WEBHOOK_RECEIVED'] as const;
export type SyncOperation = (typeof syncOperations)[number];

export const syncStatuses = [
  'SUCCESS',
  'PARTIAL_SUCCESS',
  'FAILED',
  'CONFLICT_RESOLVED',
  'CONFLICT_PENDING',
] as const;
export type SyncStatus = (typeof syncStatuses)[number];

/** Why one field is what it is: value before and after, where it came from, by which rule. */
export interface FieldExplanation {
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
  readonly from: 'external' | 'local' | 'merge';
  readonly rule: string;
  /** What the external system had, where the value is neither side's or the two were agreed to differ. */
  readonly externalBefore?: FieldValue;
  /** What the two sides last agreed on, where it is neither `before` nor `after`. */
  readonly agreed?: FieldValue;
}

/** What an admin decided about a change that failed. */
export interface AdminDecision {
  readonly act: 'dropped' | 'edited';
  readonly by: string;
  readonly at: Instant;
  /** Why, in the admin's own words. */
  readonly reason?: string;
}

/** One line of the audit trail: what one operation did. `changes` is also its inverse (each `before`). */
export interface SyncLog {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly integrationId: string;
  readonly operation: SyncOperation;
  readonly direction: SyncDirection;
  readonly resourceType: ResourceType;
  readonly resourceId: string | null;
  readonly externalId: string | null;
  readonly status: SyncStatus;
  readonly outcome: Outcome;
  readonly cause: Change['cause'];
  readonly jobId?: string;
  readonly changes: readonly FieldExplanation[];
  /** Fields that did not move and wait for a person, another record or the next try. */
  readonly waiting: readonly { readonly field: string; readonly reason: string }[];
  /** Version of the field mapping that translated the values. */
  readonly fieldMappingVersion: number;
  readonly recordsProcessed: number;
  readonly recordsSucceeded: number;
  readonly recordsFailed: number;
  readonly fault?: Fault;
  /** The tries that failed, oldest first; the newest ten. They stay when a later one goes through. */
  readonly attempts?: readonly FailedTry[];
  readonly decided?: AdminDecision;
  readonly retryCount: number;
  readonly durationMs: number;
  /** Time from receipt to this entry, in milliseconds. */
  readonly lagMs: number;
  readonly createdAt: Instant;
}

/** What a log entry says besides the change that it ends. */
export interface LogDetails {
  readonly outcome: Outcome;
  readonly status?: SyncStatus;
  readonly operation: SyncOperation;
  readonly resourceId: string | null;
  readonly externalId: string | null;
  readonly changes?: readonly FieldExplanation[];
  readonly waiting?: SyncLog['waiting'];
  readonly fieldMappingVersion?: number;
  readonly fault?: Fault;
  readonly retryCount?: number;
  readonly startedAt: Instant;
  readonly at: Instant;
}

const statusOf: { readonly [outcome in Outcome]: SyncStatus } = {
  applied: 'SUCCESS',
  unchanged: 'SUCCESS',
  echo: 'SUCCESS',
  duplicate: 'SUCCESS',
  superseded: 'SUCCESS',
  held: 'PARTIAL_SUCCESS',
  conflict: 'CONFLICT_PENDING',
  rejected: 'FAILED',
  dead: 'FAILED',
};

/** What stays with a change whatever becomes of it later: its failed tries, and what an admin decided. */
export const keepTries = (
  told: Pick<SyncLog, 'attempts' | 'decided' | 'retryCount'>,
  now: SyncLog,
): SyncLog => ({
  ...now,
  ...(told.attempts === undefined || now.attempts !== undefined
    ? {}
    : {
        attempts: told.attempts,
        retryCount: Math.max(now.retryCount, told.attempts.length, told.retryCount),
      }),
  ...(told.decided === undefined || now.decided !== undefined ? {} : { decided: told.decided }),
});

/** The entry that says what became of `change`. */
export function logEntry(change: Change, details: LogDetails): SyncLog {
  const status = details.status ?? statusOf[details.outcome];
  const failed = status === 'FAILED';
  return {
    schemaVersion: 1,
    id: change.logId,
    integrationId: change.integrationId,
    operation: details.operation,
    direction: change.side === 'external' ? 'EXTERNAL_TO_BRITEPOOL' : 'BRITEPOOL_TO_EXTERNAL',
    resourceType: change.resourceType,
    resourceId: details.resourceId,
    externalId: details.externalId,
    status,
    outcome: details.outcome,
    cause: change.cause,
    ...(change.jobId === undefined ? {} : { jobId: change.jobId }),
    changes: details.changes ?? [],
    waiting: details.waiting ?? [],
    fieldMappingVersion: details.fieldMappingVersion ?? 0,
    recordsProcessed: 1,
    recordsSucceeded: failed ? 0 : 1,
    recordsFailed: failed ? 1 : 0,
    ...(details.fault === undefined ? {} : { fault: details.fault }),
    retryCount: details.retryCount ?? 0,
    durationMs: elapsed(details.startedAt, details.at),
    lagMs: elapsed(change.receivedAt, details.at),
    createdAt: details.at,
  };
}
