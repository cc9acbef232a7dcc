import { isOpen } from '../../domain/breaker.ts';
import { isPaused } from '../../domain/job.ts';
import type { BreakerStore, Clock, IntegrationStore, JobStore, MaintenanceStore } from '../ports.ts';
import { ended, saveJob } from './end-job.ts';
import { type FollowDeps, followIntegration } from './follow-integration.ts';
import { isAbandoned } from './start-job.ts';

const lost = {
  kind: 'unavailable',
  message:
    'The run showed no sign of life for six hours and was ended; the next one starts where it stopped.',
} as const;

/** Ends runs whose worker and message are lost, so that the next one may begin. Answers how many there were. */
export async function endAbandonedJobs(deps: {
  readonly jobs: JobStore;
  readonly clock: Clock;
}): Promise<number> {
  const now = deps.clock.now();
  let count = 0;
  for (const job of await deps.jobs.unfinished()) {
    if (isPaused(job) || !isAbandoned(job, now)) continue;
    if ((await saveJob(deps, ended(job, 'FAILED', lost, now))) !== 'stale') count++;
  }
  return count;
}

/** Lets runs go on whose integration went on, and cancels those whose integration is gone. Answers how many. */
export async function mendHeldJobs(
  deps: FollowDeps & {
    readonly integrations: IntegrationStore;
    readonly breakers: Pick<BreakerStore, 'get'>;
    readonly maintenance: Pick<MaintenanceStore, 'get'>;
  },
): Promise<number> {
  if ((await deps.maintenance.get())?.on === true) return 0;
  let count = 0;
  for (const { integrationId, heldBy } of await deps.jobs.unfinished()) {
    if (heldBy === undefined || isOpen(await deps.breakers.get(integrationId))) continue;
    const integration = await deps.integrations.get(integrationId);
    const answer = await followIntegration(deps, integrationId, integration?.status ?? 'deleted');
    if (answer !== 'none') count++;
  }
  return count;
}
