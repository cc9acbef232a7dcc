import { elapsed } from '../../domain/dates.ts';
import type { Fault } from '../../domain/fault.ts';
import type { Integration, IntegrationStatus } from '../../domain/integration.ts';
import type { JobExecution } from '../../domain/job.ts';
import { verdictOn } from '../../domain/job-verdict.ts';
import { clearAlert } from '../alerts/clear-alert.ts';
import { type RaiseDeps, raiseAlert } from '../alerts/raise-alert.ts';
import type { IntegrationStore, JobStore } from '../ports.ts';
import type { SyncContext } from '../sync/context.ts';
import { ended, saveJob } from './end-job.ts';

export interface FinishDeps extends RaiseDeps {
  readonly jobs: JobStore;
  readonly integrations: IntegrationStore;
}

/**
 * Ends a run. One that could not read everything failed, and says nothing of when all was synced last. Otherwise first what the integration shows (last synced, whether it does well), then the job,
 * so that a repeat heals.
 */
export async function finishJob(
  deps: FinishDeps,
  context: SyncContext,
  job: JobExecution,
): Promise<JobExecution | 'stale'> {
  const now = deps.clock.now();
  if (job.skipped !== undefined) return saveJob(deps, ended(job, 'FAILED', unread(job.skipped), now));
  const { id } = context.integration;
  const verdict = verdictOn(job);
  await change(deps, id, (integration) => ({
    ...integration,
    status: statusAfter(integration.status, verdict),
    lastSyncAt: now,
    ...(verdict === 'clean' ? { lastSuccessAt: now } : {}),
    ...(job.sweep === true ? { lastSweepAt: now } : {}),
  }));
  await tellVerdict(deps, id, job, verdict);
  const { cursor: _end, ...rest } = job;
  const done: JobExecution = {
    ...rest,
    version: job.version + 1,
    status: 'COMPLETED',
    completedAt: now,
    durationMs: elapsed(job.startedAt, now),
    updatedAt: now,
  };
  return (await deps.jobs.put(done)) === 'written' ? done : 'stale';
}

/** The first reason, in a sentence that names all that could not be read. */
function unread(skipped: NonNullable<JobExecution['skipped']>): Fault {
  const reasons = skipped.map(({ stream, fault }) => `${stream}: ${fault.message}`).join(' · ');
  const [first] = skipped;
  return {
    kind: 'rejected',
    ...first?.fault,
    message: `Not everything could be read; the rest is up to date. ${reasons}`,
  };
}

/** The other system was read: from now on it is known what is there, and what is not may be created. */
export const markRead = (deps: FinishDeps, integrationId: string): Promise<void> =>
  change(deps, integrationId, (integration) => ({ ...integration, lastSyncAt: deps.clock.now() }));

/** What paused, failed or was switched off meanwhile stays so. */
function statusAfter(status: IntegrationStatus, verdict: ReturnType<typeof verdictOn>): IntegrationStatus {
  if (status === 'ACTIVE' && verdict === 'bad') return 'DEGRADED';
  return status === 'DEGRADED' && verdict === 'clean' ? 'ACTIVE' : status;
}

async function tellVerdict(
  deps: FinishDeps,
  integrationId: string,
  job: JobExecution,
  verdict: ReturnType<typeof verdictOn>,
): Promise<void> {
  const cause = { integrationId, kind: 'many-failures', cause: 'many-failures' } as const;
  if (verdict === 'bad')
    await raiseAlert(deps, {
      ...cause,
      severity: 'warning',
      sentence: `${job.errorCount} of ${job.totalRecords} records of the last run could not be synced. They are retried; the others are up to date.`,
      cure: 'Open the integration’s log and look at what the failed records have in common; a field mapping or a right that is missing over there are the usual causes.',
    });
  if (verdict === 'clean')
    await clearAlert(deps, { ...cause, sentence: 'The last run went through without a failed record.' });
}

const tries = 3;

/** Whoever wrote the integration meanwhile wins, and the change is made to what they wrote. */
async function change(
  { integrations, clock }: FinishDeps,
  id: string,
  to: (integration: Integration) => Integration,
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const current = await integrations.get(id);
    if (current === undefined) return;
    const next = { ...to(current), version: current.version + 1, updatedAt: clock.now() };
    if ((await integrations.put(next)) !== 'stale') return;
  }
}
