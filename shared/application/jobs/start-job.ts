import { addSeconds } from '../../domain/dates.ts';
import { flowsOut, type Integration, type SyncDirection } from '../../domain/integration.ts';
import { type JobExecution, type JobType, type LaterStep, silentSince } from '../../domain/job.ts';
import type { DataType } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock, Connectors, Ids, JobQueue, JobStore } from '../ports.ts';
import { streamsOf } from './streams.ts';

export interface StartDeps {
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly connectors: Connectors;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface JobRequest {
  readonly jobType: JobType;
  readonly startedBy: string;
  readonly fullSync: boolean;
  readonly dataTypes?: readonly DataType[];
  /** Both, as far as the integration goes, unless said. */
  readonly direction?: SyncDirection;
  readonly scheduledFor?: Instant;
  /** It waits at its first page until its integration goes on. */
  readonly waits?: boolean;
}

export type Started =
  | { readonly outcome: 'started'; readonly job: JobExecution }
  | { readonly outcome: 'busy'; readonly jobId: string };

/** Starts a run as the integration's only one, or lets it wait as such; `busy` names the one that is going. */
export async function startJob(
  deps: StartDeps,
  integration: Integration,
  request: JobRequest,
): Promise<Started> {
  const now = deps.clock.now();
  const job: JobExecution = {
    schemaVersion: 1,
    id: deps.ids.next('job'),
    version: 1,
    integrationId: integration.id,
    jobType: request.jobType,
    status: request.waits === true ? 'PENDING' : 'RUNNING',
    ...(request.waits === true ? { heldBy: 'integration' as const } : {}),
    fullSync: request.fullSync,
    ...(await workOf(deps.connectors, integration, request)),
    since: null,
    until: now,
    pages: 0,
    totalRecords: 0,
    successCount: 0,
    unchangedCount: 0,
    errorCount: 0,
    conflictCount: 0,
    ...(request.scheduledFor === undefined ? {} : { scheduledFor: request.scheduledFor }),
    retryCount: 0,
    maxRetries: 5,
    startedBy: request.startedBy,
    startedAt: now,
    createdAt: now,
    updatedAt: now,
  };
  const answer = await deps.jobs.start(job);
  if (answer.outcome === 'busy') return answer;
  if (request.waits === true) return { outcome: 'started', job };
  try {
    await sendNextPage(deps.jobQueue, job);
  } catch (error) {
    await deps.jobs.put({
      ...job,
      version: 2,
      status: 'FAILED',
      errorMessage: 'The run could not be queued; start it again.',
      completedAt: now,
      durationMs: 0,
    });
    throw error;
  }
  return { outcome: 'started', job };
}

export const sendNextPage = (queue: JobQueue, job: JobExecution): Promise<void> =>
  queue.send({
    schemaVersion: 1,
    kind: 'page',
    jobId: job.id,
    integrationId: job.integrationId,
    page: job.pages,
  });

/**
 * The streams to read and what follows them. A whole run also looks for what the lists no longer show, sends what we
 * have and they do not, and wakes who waits. A run that is asked for one direction does that direction; reading comes
 * first all the same until everything was read once, since nobody would know what is there already.
 */
async function workOf(
  connectors: Connectors,
  integration: Integration,
  { jobType, fullSync, dataTypes, direction }: JobRequest,
): Promise<Pick<JobExecution, 'streams' | 'later' | 'sweep'>> {
  const streams = await streamsOf(connectors, integration, dataTypes ?? integration.dataTypes);
  const only = direction === 'BRITEPOOL_TO_EXTERNAL' && integration.lastSyncAt !== undefined;
  const names = only ? [] : streams.map(({ name }) => name);
  const sends =
    flowsOut(integration.syncDirection) && (direction === undefined ? fullSync : flowsOut(direction));
  const types = [...new Set(streams.map(({ resourceType }) => resourceType))];
  const later: LaterStep[] = [
    ...(fullSync && jobType !== 'INITIAL_IMPORT' && names.length > 0
      ? [{ kind: 'absent', streams: names } as const]
      : []),
    ...(sends ? types.map((resourceType) => ({ kind: 'local', resourceType }) as const) : []),
    ...(fullSync ? [{ kind: 'waiting' } as const] : []),
  ];
  const isSweep = fullSync && dataTypes === undefined && direction === undefined;
  return {
    streams: names,
    ...(later.length === 0 ? {} : { later }),
    ...(isSweep ? { sweep: true } : {}),
  };
}

/** A run that shows no sign of life for this long was lost with its worker's message; a new one may begin. */
export const isAbandoned = (job: JobExecution, now: Instant): boolean =>
  addSeconds(silentSince(job), 6 * 3600) < now;
