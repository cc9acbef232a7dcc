import { elapsed } from '../../domain/dates.ts';
import type { JobExecution } from '../../domain/job.ts';
import type { Clock, IntegrationStore, JobStore } from '../ports.ts';
import type { SyncContext } from '../sync/context.ts';

export interface FinishDeps {
  readonly jobs: JobStore;
  readonly integrations: IntegrationStore;
  readonly clock: Clock;
}

/** Ends a run that read everything: first the integration's "last synced", then the job, so that a repeat heals. */
export async function finishJob(
  deps: FinishDeps,
  context: SyncContext,
  job: JobExecution,
): Promise<JobExecution | 'stale'> {
  const now = deps.clock.now();
  const current = await deps.integrations.get(context.integration.id);
  if (current !== undefined) {
    await deps.integrations.put({
      ...current,
      version: current.version + 1,
      lastSyncAt: now,
      ...(job.errorCount === 0 ? { lastSuccessAt: now } : {}),
      updatedAt: now,
    });
  }
  const done: JobExecution = {
    ...job,
    version: job.version + 1,
    status: 'COMPLETED',
    completedAt: now,
    durationMs: elapsed(job.startedAt, now),
    updatedAt: now,
  };
  return (await deps.jobs.put(done)) === 'written' ? done : 'stale';
}
