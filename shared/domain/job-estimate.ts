import type { JobExecution } from './job.ts';

/** Runs that are alike take alike long: the same breadth, read to the end. */
export type Likeness = Pick<JobExecution, 'fullSync'>;

/**
 * Seconds that a run is likely to take: the median time per record of the past runs that are like it, times the median
 * of their records. `null` when there was none. Waiting times of paused runs would tell nothing, so those with an
 * unlikely time per record fall out with the median.
 */
export function estimateSeconds(past: readonly JobExecution[], { fullSync }: Likeness): number | null {
  const alike = past.flatMap((job) =>
    job.status === 'COMPLETED' && job.fullSync === fullSync && job.durationMs !== undefined
      ? [{ ms: job.durationMs, records: job.totalRecords + (job.localCount ?? 0) }]
      : [],
  );
  if (alike.length === 0) return null;
  const busy = alike.filter(({ records }) => records > 0);
  const ms =
    busy.length === 0
      ? median(alike.map((run) => run.ms))
      : median(busy.map((run) => run.ms / run.records)) * median(alike.map(({ records }) => records));
  return Math.max(1, Math.round(ms / 1000));
}

/** The middle one of at least one, or half-way between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (upper + lower) / 2;
}
