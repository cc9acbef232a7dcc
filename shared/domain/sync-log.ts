import type { Change, Outcome } from './change.ts';
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
  /** Version of the field mapping that translated the values. */
  readonly fieldMappingVersion: number;
  readonly recordsProcessed: number;
  readonly recordsSucceeded: number;
  readonly recordsFailed: number;
  readonly fault?: Fault;
  readonly retryCount: number;
  readonly durationMs: number;
  /** Time from receipt to this entry, in milliseconds. */
  readonly lagMs: number;
  readonly createdAt: Instant;
}
