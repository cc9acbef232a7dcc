import type { JobView } from '../../../../shared/contract/jobs.ts';
import { runWord } from '../../lib/glossary.ts';
import { counted } from '../../lib/words.ts';

/** How far a run is, in words; `share` (0–1) only when the end is known. */
export function progressOf(
  job: Pick<JobView, 'jobType' | 'status' | 'heldBy' | 'totalRecords' | 'expectedRecords' | 'rate'>,
): {
  readonly text: string;
  readonly share: number | undefined;
} {
  const name = runWord[job.jobType];
  if (job.status === 'PENDING' && job.heldBy !== undefined)
    return {
      text: `${name}: waits until ${job.heldBy === 'ADMIN' ? 'somebody resumes it' : 'its integration goes on'}`,
      share: undefined,
    };
  if (job.status === 'PENDING') return { text: `${name}: about to start`, share: undefined };
  const done = job.totalRecords.toLocaleString('en-GB');
  if (job.expectedRecords === undefined || job.expectedRecords < job.totalRecords) {
    return { text: `${name}: ${counted(job.totalRecords, 'record')} so far`, share: undefined };
  }
  return {
    text: `${name}: ${done} of ${counted(job.expectedRecords, 'record')}`,
    share: job.expectedRecords === 0 ? 1 : job.totalRecords / job.expectedRecords,
  };
}
