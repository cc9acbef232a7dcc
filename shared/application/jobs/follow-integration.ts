import { type IntegrationStatus, isRunning } from '../../domain/integration.ts';
import { isOver, type JobExecution } from '../../domain/job.ts';
import type { Clock, JobQueue, JobStore } from '../ports.ts';
import { ended, held, released, saveJob } from './end-job.ts';
import { sendNextPage } from './start-job.ts';

export interface FollowDeps {
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly clock: Clock;
}

type Followed = 'held' | 'resumed' | 'cancelled' | 'none';
const tries = 5;

/**
 * The run of an integration does as the integration does: it waits with its place while the integration is paused or
 * needs a new sign-in, goes on (and so does what was held) when it goes on, and is cancelled when it is switched off or `deleted`. A run that an
 * admin paused by itself keeps waiting for that admin.
 */
export async function followIntegration(
  deps: FollowDeps,
  integrationId: string,
  status: IntegrationStatus | 'deleted',
): Promise<Followed> {
  if (status !== 'deleted' && isRunning(status))
    await deps.jobQueue.send({ schemaVersion: 1, kind: 'release', integrationId });
  for (let attempt = 0; attempt < tries; attempt++) {
    const job = await deps.jobs.current(integrationId);
    if (job === undefined) return 'none';
    const answer = await follow(deps, job, status);
    if (answer !== 'stale') return answer;
  }
  return 'none';
}

async function follow(
  deps: FollowDeps,
  job: JobExecution,
  status: IntegrationStatus | 'deleted',
): Promise<Followed | 'stale'> {
  const now = deps.clock.now();
  if (isOver(job.status)) return 'none';
  if (status === 'deleted' || status === 'DISABLED') {
    const message = `The integration was ${status === 'deleted' ? 'deleted' : 'switched off'}.`;
    const over = ended(job, 'CANCELLED', { kind: 'unavailable', message }, now);
    return (await saveJob(deps, over)) === 'stale' ? 'stale' : 'cancelled';
  }
  if (!isRunning(status)) {
    if (job.status === 'PENDING') return 'none';
    return (await saveJob(deps, held(job, now))) === 'stale' ? 'stale' : 'held';
  }
  if (job.status !== 'PENDING' || job.heldBy === undefined) return 'none';
  const goesOn = await saveJob(deps, released(job, now));
  if (goesOn === 'stale') return 'stale';
  await sendNextPage(deps.jobQueue, goesOn);
  return 'resumed';
}
