import { isOver, type JobExecution } from '../../domain/job.ts';
import { recordAct } from '../integrations/audit.ts';
import type { AuditStore, Clock, Ids, JobQueue, JobStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { released } from './end-job.ts';
import { sendNextPage } from './start-job.ts';

export interface PauseDeps {
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

const tries = 5;

/**
 * `pause`: the run stops after the page it is at and keeps its place. `resume`: it goes on from there. A worker that
 * saves a page at the same moment may win a few times; then the act is tried again on what it saved. A run that waited
 * for its integration waits for an admin once one has paused it.
 */
export async function pauseOrResume(
  deps: PauseDeps,
  jobId: string,
  act: 'pause' | 'resume',
  actor: string,
): Promise<{ readonly job: JobExecution } | Refusal> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const job = await deps.jobs.get(jobId);
    if (job === undefined) return { refused: 'not-found', message: 'There is no such run.' };
    if (isOver(job.status)) return { refused: 'stale', message: 'The run is over.' };
    const status = act === 'pause' ? 'PENDING' : 'RUNNING';
    const isSo = job.status === status && job.heldBy === undefined;
    const next: JobExecution = { ...released(job, deps.clock.now()), status };
    if (!isSo && (await deps.jobs.put(next)) === 'stale') continue;
    const now = isSo ? job : next;
    if (act === 'resume') await sendNextPage(deps.jobQueue, now);
    if (!isSo) await recordAct(deps, actor, `job.${act}d`, jobId, { status: job.status }, { status });
    return { job: now };
  }
  return { refused: 'stale', message: 'The run saves one page after the other; try again.' };
}
