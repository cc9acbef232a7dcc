import { addSeconds } from '../../domain/dates.ts';
import type { Integration } from '../../domain/integration.ts';
import type { JobExecution, JobType } from '../../domain/job.ts';
import { type DataType, resourcesOf } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';
import type { Clock, Connectors, Ids, JobQueue, JobStore } from '../ports.ts';

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
  readonly scheduledFor?: Instant;
}

export type Started =
  | { readonly outcome: 'started'; readonly job: JobExecution }
  | { readonly outcome: 'busy'; readonly jobId: string };

/** Starts a run over the integration's streams, members first so that later records find who they name. */
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
    status: 'RUNNING',
    fullSync: request.fullSync,
    streams: streamsOf(deps.connectors, integration, request.dataTypes ?? integration.dataTypes),
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

const order = ['MEMBER', 'COMMITTEE', 'COMMITTEE_MEMBER', 'EVENT', 'TASK', 'PARTICIPATION_LOG'];

function streamsOf(
  connectors: Connectors,
  integration: Integration,
  types: readonly DataType[],
): readonly string[] {
  const wanted = types.flatMap((type) => resourcesOf[type]);
  return connectors
    .facts(integration.type)
    .streams(integration.settings)
    .filter((stream) => wanted.includes(stream.resourceType))
    .sort((a, b) => order.indexOf(a.resourceType) - order.indexOf(b.resourceType))
    .map((stream) => stream.name);
}

/** A run that shows no sign of life for this long was lost with its worker's message; a new one may begin. */
export const isAbandoned = (job: JobExecution, now: Instant): boolean =>
  addSeconds(job.updatedAt, 6 * 3600) < now;
