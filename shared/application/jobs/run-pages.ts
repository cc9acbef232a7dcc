import { addSeconds } from '../../domain/dates.ts';
import type { ExternalPage, ExternalRecord } from '../../domain/external.ts';
import { afterFault, type Fault, faultOf } from '../../domain/fault.ts';
import { isRunning } from '../../domain/integration.ts';
import { isOver, isPaused, type JobExecution, type JobMessage } from '../../domain/job.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { Instant } from '../../domain/values.ts';
import type { ChangeQueue, CheckpointStore, Connectors, JobQueue, JobStore, Logger } from '../ports.ts';
import { type ContextDeps, loadContext, type SyncContext } from '../sync/context.ts';
import { needsReconnection, noteTrouble, type TroubleDeps } from '../sync/integration-trouble.ts';
import type { SyncDeps } from '../sync/sync-pairs.ts';
import { tellOfEmptyList } from './empty-list.ts';
import { finishJob } from './finish-job.ts';
import { sendNextPage } from './start-job.ts';
import { type PageCounts, syncPage } from './sync-page.ts';

export interface RunDeps extends SyncDeps, ContextDeps, TroubleDeps {
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly checkpoints: CheckpointStore;
  readonly changes: ChangeQueue;
  readonly connectors: Connectors;
  readonly logger: Logger;
}

/** Re-reading this much before the newest change seen heals equal time-stamps and late commits at the vendor. */
const overlapSeconds = 60;

/**
 * Runs a job from the page that the message names until `mayGoOn` says no, saving its state after every page: a
 * death repeats at most one page. Throws where the queue is to deliver the message again.
 */
export async function runPages(
  deps: RunDeps,
  message: Extract<JobMessage, { kind: 'page' }>,
  mayGoOn: () => boolean,
): Promise<void> {
  let job = await deps.jobs.get(message.jobId);
  if (job === undefined || isOver(job.status) || isPaused(job)) return;
  if (message.page < job.pages) return sendNextPage(deps.jobQueue, job);
  const context = await loadContext(deps, job.integrationId);
  if (context === undefined) return;
  do {
    const next: JobExecution | 'stale' = await runPage(deps, context, job);
    if (next === 'stale') return;
    job = next;
  } while (!isOver(job.status) && mayGoOn());
  if (!isOver(job.status)) await sendNextPage(deps.jobQueue, job);
}

async function runPage(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
): Promise<JobExecution | 'stale'> {
  if (!isRunning(context.integration.status)) {
    return cancel(deps, job, `The integration is ${context.integration.status.toLowerCase()}.`);
  }
  const [stream] = job.streams;
  if (stream === undefined) return finishJob(deps, context, job);
  const checkpoint = await deps.checkpoints.get(context.integration.id, stream);
  const since = job.cursor === undefined ? (job.fullSync ? null : checkpoint.since) : job.since;
  try {
    const askedAt = deps.clock.now();
    const page = await context.system.list(stream, { since, cursor: job.cursor ?? null });
    const source = { name: stream, resourceType: typeOf(deps, context, stream) };
    const counts = await syncPage(deps, context, job, source, page, askedAt);
    if (since === null && job.cursor === undefined)
      await tellOfEmptyList(deps, context.integration, source, page);
    const saved = await save(deps, { ...advance(job, page, counts, deps.clock.now()), since });
    if (saved !== 'stale' && page.next === null && saved.newest !== undefined) {
      const upTo = addSeconds(earlier(saved.newest, saved.until), -overlapSeconds);
      if (checkpoint.since === null || upTo > checkpoint.since) {
        await deps.checkpoints.advance(context.integration.id, checkpoint, upTo);
      }
    }
    return saved === 'stale' || page.next !== null ? saved : nextStream(deps, context, saved);
  } catch (error) {
    return endOrThrow(deps, context, job, error);
  }
}

const typeOf = (deps: RunDeps, context: SyncContext, name: string): ResourceType => {
  const stream = deps.connectors
    .facts(context.integration.type)
    .streams(context.integration.settings)
    .find((item) => item.name === name);
  if (stream === undefined) throw new Error(`The connector has no stream "${name}".`);
  return stream.resourceType;
};

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** The job after this page: counts up, cursor on, and at the stream's end the newest change seen kept once more. */
function advance(job: JobExecution, page: ExternalPage, counts: PageCounts, now: Instant): JobExecution {
  const { cursor: _done, ...kept } = job;
  const newest = newestOf(page.records, job.newest);
  return {
    ...kept,
    version: job.version + 1,
    ...(page.next === null ? {} : { cursor: page.next }),
    ...(newest === undefined ? {} : { newest }),
    pages: job.pages + 1,
    totalRecords: job.totalRecords + page.records.length,
    ...(page.total === undefined ? {} : { expectedRecords: page.total }),
    successCount: job.successCount + counts.succeeded,
    unchangedCount: job.unchangedCount + counts.unchanged,
    errorCount: job.errorCount + counts.failed,
    conflictCount: job.conflictCount + counts.conflicts,
    updatedAt: now,
  };
}

const newestOf = (records: readonly ExternalRecord[], known: Instant | undefined): Instant | undefined =>
  records.reduce<Instant | undefined>(
    (newest, { updatedAt }) =>
      updatedAt !== undefined && (newest === undefined || updatedAt > newest) ? updatedAt : newest,
    known,
  );

async function nextStream(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
): Promise<JobExecution | 'stale'> {
  const { newest: _seen, ...kept } = job;
  const rest: JobExecution = { ...kept, streams: job.streams.slice(1), since: null };
  if (rest.streams.length === 0) return finishJob(deps, context, rest);
  return save(deps, { ...rest, version: job.version + 1, updatedAt: deps.clock.now() });
}

async function save(deps: RunDeps, job: JobExecution): Promise<JobExecution | 'stale'> {
  return (await deps.jobs.put(job)) === 'written' ? job : 'stale';
}

const cancel = (deps: RunDeps, job: JobExecution, why: string): Promise<JobExecution | 'stale'> =>
  save(deps, over(deps, job, 'CANCELLED', { kind: 'unavailable', message: why }));

const over = (
  deps: RunDeps,
  job: JobExecution,
  status: 'FAILED' | 'CANCELLED',
  fault: Fault,
): JobExecution => {
  const now = deps.clock.now();
  return {
    ...job,
    version: job.version + 1,
    status,
    errorMessage: fault.message,
    errorDetails: {
      kind: fault.kind,
      ...(fault.pointer === undefined ? {} : { pointer: fault.pointer }),
      ...(fault.httpStatus === undefined ? {} : { httpStatus: fault.httpStatus }),
    },
    completedAt: now,
    durationMs: Date.parse(now) - Date.parse(job.startedAt),
    updatedAt: now,
  };
};

/** What passes by itself goes back to the queue; everything else ends the job, changes nothing and says why. */
async function endOrThrow(deps: RunDeps, context: SyncContext, job: JobExecution, error: unknown) {
  const fault = faultOf(error);
  const { act } = afterFault(fault);
  deps.logger.warn('a page failed', {
    jobId: job.id,
    integrationId: job.integrationId,
    fault: fault.kind,
    error: fault.message,
  });
  if (act === 'retry') throw error;
  if (act === 'reconnect') await needsReconnection(deps, context.integration, fault);
  else await noteTrouble(deps, context.integration, fault);
  return save(deps, over(deps, job, 'FAILED', fault));
}
