import type { JobExecution } from './job.ts';

/** A run with more than this share of failed records says that something is wrong with the integration itself. */
const mostFailed = 0.1;

/** `bad`: more than a tenth failed; `clean`: nothing did; `fair`: a few did, as happens. */
export function verdictOn({
  successCount,
  unchangedCount,
  errorCount,
  conflictCount,
}: Pick<JobExecution, 'successCount' | 'unchangedCount' | 'errorCount' | 'conflictCount'>):
  | 'clean'
  | 'fair'
  | 'bad' {
  if (errorCount === 0) return 'clean';
  const looked = successCount + unchangedCount + errorCount + conflictCount;
  return errorCount / looked > mostFailed ? 'bad' : 'fair';
}
