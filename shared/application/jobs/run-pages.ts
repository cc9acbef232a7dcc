import { afterFault, faultOf } from '../../domain/fault.ts';
import { isRunning } from '../../domain/integration.ts';
import { isOver, isPaused, type JobExecution, type JobMessage } from '../../domain/job.ts';
import { errorFields } from '../error-fields.ts';
import { whyWaits } from '../holding/why-waits.ts';
import { noteFailure } from '../outages/note-calls.ts';
import { inLane, laneOfJob } from '../quotas/lanes.ts';
import { loadWork, type SyncContext } from '../sync/context.ts';
import { needsReconnection, noteTrouble } from '../sync/integration-trouble.ts';
import { ended, held, saveJob } from './end-job.ts';
import { finishJob } from './finish-job.ts';
import { followIntegration } from './follow-integration.ts';
import { laterStep } from './later-steps.ts';
import { readPage } from './read-page.ts';
import type { RunDeps } from './run-deps.ts';
import { isAboutOneStream, skipStream } from './skip-stream.ts';
import { sendNextPage } from './start-job.ts';
import { afterWait, waitForBudget } from './wait-for-budget.ts';

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
  const integration = await deps.integrations.get(job.integrationId);
  if (integration === undefined || !isRunning(integration.status)) {
    await followIntegration(deps, job.integrationId, integration?.status ?? 'deleted');
    return;
  }
  job = afterWait(deps, job);
  if (job === undefined) return;
  let context: SyncContext | undefined;
  do {
    const next: JobExecution | 'stale' = await orEnd(
      deps,
      job,
      () => context,
      async (current) => {
        context ??= await workOf(deps, current);
        if (context === undefined) return 'stale';
        return whyWaits(context) === undefined ? runPage(deps, context, current) : waits(deps, current);
      },
    );
    if (next === 'stale') return;
    job = next;
  } while (job.status === 'RUNNING' && mayGoOn());
  if (job.status === 'RUNNING') await sendNextPage(deps.jobQueue, job);
}

/** The requests of the run wait behind those that somebody waits for. */
async function workOf(deps: RunDeps, job: JobExecution): Promise<SyncContext | undefined> {
  const context = await loadWork(deps, job.integrationId);
  return context && inLane(context, laneOfJob(job.jobType));
}

function runPage(deps: RunDeps, context: SyncContext, job: JobExecution): Promise<JobExecution | 'stale'> {
  const [stream] = job.streams;
  if (stream !== undefined) return readPage(deps, context, job, stream);
  const [step] = job.later ?? [];
  return step === undefined ? finishJob(deps, context, job) : laterStep(deps, context, job, step);
}

/** The run keeps its place until the integration may go on. */
const waits = (deps: RunDeps, job: JobExecution): Promise<JobExecution | 'stale'> =>
  saveJob(deps, held(job, deps.clock.now()));

/**
 * What passes by itself goes back to the queue. A sign-in that is refused stops the integration, and the run waits with
 * it. What concerns one stream lets the run go on without it. Everything else ends the job, changes nothing and says why.
 */
async function orEnd(
  deps: RunDeps,
  job: JobExecution,
  contextOf: () => SyncContext | undefined,
  page: (job: JobExecution) => Promise<JobExecution | 'stale'>,
): Promise<JobExecution | 'stale'> {
  try {
    return await page(job);
  } catch (error) {
    const fault = faultOf(error);
    const { act } = afterFault(fault);
    const { id: jobId, integrationId } = job;
    deps.logger.warn('a page failed', { jobId, integrationId, pages: job.pages, ...errorFields(error) });
    const context = contextOf();
    if (context !== undefined && (await noteFailure(deps, context, fault)) === 'open')
      return waits(deps, (await deps.jobs.get(jobId)) ?? job);
    if (fault.kind === 'rate-limited') return waitForBudget(deps, job, fault);
    if (act === 'retry') throw error;
    const integration = await deps.integrations.get(integrationId);
    // The page may have saved the job before it failed.
    const current = (await deps.jobs.get(jobId)) ?? job;
    if (integration === undefined || current.status !== 'RUNNING') return 'stale';
    if (act === 'reconnect') {
      await needsReconnection(deps, context?.integration ?? integration, fault);
      return waits(deps, current);
    }
    await noteTrouble(deps, integration, fault);
    if (context !== undefined && isAboutOneStream(current, fault))
      return skipStream(deps, context, current, fault);
    return saveJob(deps, ended(current, 'FAILED', fault, deps.clock.now()));
  }
}
