import { addSeconds } from '../../domain/dates.ts';
import { silentSince } from '../../domain/job.ts';
import type { Clock, JobQueue, JobStore } from '../ports.ts';
import { saveJob } from './end-job.ts';
import { sendNextPage } from './start-job.ts';

/** Longer than the longest wait between two tries of a page: whoever is silent for so long has lost its message. */
const quietSeconds = 1200;

/**
 * Asks for the next page of runs that show no sign of life, because their worker died so often that the queue gave the
 * message up. A page in between gives a run all its tries anew. Answers how many were asked for.
 */
export async function reviveLostRuns(deps: {
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly clock: Clock;
  /** Factor on the silence; 1 in production. */
  readonly retryTimeScale: number;
}): Promise<number> {
  const now = deps.clock.now();
  let revived = 0;
  for (const job of await deps.jobs.unfinished()) {
    const silent = addSeconds(silentSince(job), quietSeconds * deps.retryTimeScale) < now;
    if (job.status !== 'RUNNING' || !silent || job.retryCount >= job.maxRetries) continue;
    const next = { ...job, version: job.version + 1, retryCount: job.retryCount + 1, updatedAt: now };
    if ((await saveJob(deps, next)) === 'stale') continue;
    await sendNextPage(deps.jobQueue, next);
    revived++;
  }
  return revived;
}
