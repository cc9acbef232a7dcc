import { elapsed } from '../../domain/dates.ts';
import { isOver, isPaused } from '../../domain/job.ts';
import type { Clock, IntegrationStore, JobStore } from '../ports.ts';
import { isAbandoned } from './start-job.ts';

/** Ends runs whose worker and message are lost, so that the next one may begin. Answers how many there were. */
export async function endAbandonedJobs(deps: {
  readonly integrations: IntegrationStore;
  readonly jobs: JobStore;
  readonly clock: Clock;
}): Promise<number> {
  const now = deps.clock.now();
  let ended = 0;
  for (const integration of await deps.integrations.list({})) {
    const [job] = (await deps.jobs.list(integration.id, { limit: 1 })).items;
    if (job === undefined || isOver(job.status) || isPaused(job) || !isAbandoned(job, now)) continue;
    const answer = await deps.jobs.put({
      ...job,
      version: job.version + 1,
      status: 'FAILED',
      errorMessage:
        'The run showed no sign of life for six hours and was ended; the next one starts where it stopped.',
      completedAt: now,
      durationMs: elapsed(job.startedAt, now),
      updatedAt: now,
    });
    if (answer === 'written') ended++;
  }
  return ended;
}
