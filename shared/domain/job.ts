import type { AnswerTimes } from './answer-times.ts';
import type { Fault } from './fault.ts';
import type { ResourceType } from './resources.ts';
import type { Instant } from './values.ts';

export const jobTypes = [
  'SCHEDULED_SYNC',
  'MANUAL_SYNC',
  'INITIAL_IMPORT',
  'WEBHOOK_BATCH',
  'RETRY',
] as const;
export type JobType = (typeof jobTypes)[number];

export const jobStatuses = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** What a run does once its streams are read, a page at a time as well. */
export type LaterStep =
  /** Reads each linked record that the whole list of its stream did not show. */
  | { readonly kind: 'absent'; readonly streams: readonly string[] }
  /** Looks through our own records of one kind for what the other system does not have yet. */
  | { readonly kind: 'local'; readonly resourceType: ResourceType }
  /** Wakes pairs that wait for a record which is linked meanwhile. */
  | { readonly kind: 'waiting' };

/** One run over one integration. Counts rise page by page and are readable while it runs. */
export interface JobExecution {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  readonly integrationId: string;
  readonly jobType: JobType;
  readonly status: JobStatus;
  readonly fullSync: boolean;
  /** Streams still to read, the one in work first. */
  readonly streams: readonly string[];
  /** Steps still to do after the streams, the one in work first. */
  readonly later?: readonly LaterStep[];
  /** Reads all there is and looks at both sides: afterwards nothing that was missed before is missing. */
  readonly sweep?: true;
  /** Opaque position inside the stream or step in work; absent at its first page. */
  readonly cursor?: string;
  /** Lower bound of the stream in work: its checkpoint when the stream was begun; `null` reads all. */
  readonly since: Instant | null;
  /** Newest change seen in the stream in work; becomes the checkpoint when the stream ends. */
  readonly newest?: Instant;
  /** Upper bound of what this run reads, fixed before the first page. */
  readonly until: Instant;
  readonly pages: number;
  /** How long its pages took to come. */
  readonly answerTimes?: AnswerTimes;
  readonly totalRecords: number;
  /** External records that this run will have read; known in its last stream at the earliest. */
  readonly expectedRecords?: number;
  readonly successCount: number;
  readonly unchangedCount: number;
  readonly errorCount: number;
  readonly conflictCount: number;
  /** External records of the streams before the one in work. */
  readonly readBefore?: number;
  /** Our own records that were looked through. */
  readonly localCount?: number;
  /** How many of them went to the change queue. */
  readonly handedOnCount?: number;
  /** It waits until the vendor allows more requests; `sent`: the message for the time after that is in the queue. */
  readonly waits?: { readonly until: Instant; readonly sent?: true };
  /** It waits because its integration does; absent while it waits for the admin who paused it. */
  readonly heldBy?: 'integration';
  /** Streams that were read to their end, and when. */
  readonly read?: readonly { readonly stream: string; readonly at: Instant }[];
  /** Streams that could not be read, and why; the others were. */
  readonly skipped?: readonly { readonly stream: string; readonly fault: Omit<Fault, 'exchange'> }[];
  readonly errorMessage?: string;
  readonly errorDetails?: { readonly kind: string; readonly pointer?: string; readonly httpStatus?: number };
  readonly scheduledFor?: Instant;
  readonly retryCount: number;
  readonly maxRetries: number;
  readonly startedBy: string;
  readonly startedAt: Instant;
  readonly completedAt?: Instant;
  readonly durationMs?: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/**
 * A message on jobs.fifo: do the next page of a job, start one because its schedule is due, release what was held, look
 * after the webhooks, or go on comparing both sides.
 */
export type JobMessage =
  | {
      readonly schemaVersion: 1;
      readonly kind: 'page';
      readonly jobId: string;
      readonly integrationId: string;
      readonly page: number;
    }
  | {
      readonly schemaVersion: 1;
      readonly kind: 'due';
      readonly integrationId: string;
      readonly scheduledFor: Instant;
    }
  | {
      readonly schemaVersion: 1;
      readonly kind: 'release' | 'webhooks' | 'drift';
      readonly integrationId: string;
    };

export const isOver = (status: JobStatus): boolean =>
  status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';

/** Since when a run that is silent says nothing; one that waits for its vendor may be silent until then. */
export const silentSince = ({ updatedAt, waits }: Pick<JobExecution, 'updatedAt' | 'waits'>): Instant =>
  waits !== undefined && waits.until > updatedAt ? waits.until : updatedAt;

/** A run that an admin stopped for a while: it keeps its place until it is resumed. */
export const isPaused = ({ status }: Pick<JobExecution, 'status'>): boolean => status === 'PENDING';

/** Where the incremental reading of a stream resumes: newest seen minus the overlap. */
export interface Checkpoint {
  readonly stream: string;
  readonly since: Instant | null;
  readonly version: number;
}
