import type { JobExecution, LaterStep } from '../../domain/job.ts';
import type { SyncContext } from '../sync/context.ts';
import { checkAbsent } from './check-absent.ts';
import { saveJob } from './end-job.ts';
import { finishJob } from './finish-job.ts';
import { handOnLocal } from './hand-on-local.ts';
import type { RunDeps } from './run-deps.ts';
import type { StepPage } from './step-page.ts';
import { counted } from './sync-page.ts';
import { wakeWaiting } from './wake-waiting.ts';

/** One page of what follows the streams; the job's place is saved after it. */
export async function laterStep(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
  step: LaterStep,
): Promise<JobExecution | 'stale'> {
  const page = await work(deps, context, job, step);
  const { cursor: _done, ...kept } = page.counts === undefined ? job : counted(job, page.counts);
  const rest = page.cursor === undefined ? (job.later ?? []).slice(1) : (job.later ?? []);
  const next: JobExecution = {
    ...kept,
    version: job.version + 1,
    pages: job.pages + 1,
    retryCount: 0,
    later: rest,
    totalRecords: job.totalRecords + (page.read ?? 0),
    ...(page.looked === undefined ? {} : { localCount: (job.localCount ?? 0) + page.looked }),
    ...(page.handedOn === undefined ? {} : { handedOnCount: (job.handedOnCount ?? 0) + page.handedOn }),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
    updatedAt: deps.clock.now(),
  };
  return rest.length === 0
    ? finishJob(deps, context, { ...next, version: job.version })
    : saveJob(deps, next);
}

async function work(
  deps: RunDeps,
  context: SyncContext,
  job: JobExecution,
  step: LaterStep,
): Promise<StepPage> {
  if (step.kind === 'absent') return checkAbsent(deps, context, job, step.streams);
  if (step.kind === 'local') return handOnLocal(deps, context, job, step.resourceType);
  await wakeWaiting(deps, context.integration.id);
  return {};
}
