import { isOver, type JobExecution } from '../../domain/job.ts';
import { recordAct } from '../integrations/audit.ts';
import type { Refusal } from '../refusal.ts';
import { ended, saveJob } from './end-job.ts';
import type { PauseDeps } from './pause-job.ts';

const tries = 5;

/** Ends a run where it is; what it did stays, and its worker stops after the page it is at. */
export async function cancelJob(
  deps: PauseDeps,
  jobId: string,
  actor: string,
): Promise<{ readonly job: JobExecution } | Refusal> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const job = await deps.jobs.get(jobId);
    if (job === undefined) return { refused: 'not-found', message: 'There is no such run.' };
    if (isOver(job.status)) return { refused: 'stale', message: 'The run is over.' };
    const fault = { kind: 'unavailable', message: 'An admin cancelled the run.' } as const;
    const over = await saveJob(deps, ended(job, 'CANCELLED', fault, deps.clock.now()));
    if (over === 'stale') continue;
    await recordAct(
      deps,
      actor,
      'job.cancelled',
      jobId,
      { status: job.status },
      { status: over.status, pages: over.pages },
    );
    return { job: over };
  }
  return { refused: 'stale', message: 'The run saves one page after the other; try again.' };
}
