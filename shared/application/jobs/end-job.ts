import { elapsed } from '../../domain/dates.ts';
import type { Fault } from '../../domain/fault.ts';
import type { JobExecution } from '../../domain/job.ts';
import type { Instant } from '../../domain/values.ts';
import type { JobStore } from '../ports.ts';

export async function saveJob(
  { jobs }: { readonly jobs: JobStore },
  job: JobExecution,
): Promise<JobExecution | 'stale'> {
  return (await jobs.put(job)) === 'written' ? job : 'stale';
}

/** The job as it ends before it read everything, with the reason to show. */
export function ended(
  job: JobExecution,
  status: 'FAILED' | 'CANCELLED',
  { kind, message, pointer, httpStatus }: Fault,
  now: Instant,
): JobExecution {
  const { heldBy: _over, ...rest } = job;
  return {
    ...rest,
    version: job.version + 1,
    status,
    errorMessage: message,
    errorDetails: {
      kind,
      ...(pointer === undefined ? {} : { pointer }),
      ...(httpStatus === undefined ? {} : { httpStatus }),
    },
    completedAt: now,
    durationMs: elapsed(job.startedAt, now),
    updatedAt: now,
  };
}

/** The job as it waits, with its place, for its integration to go on. */
export const held = (job: JobExecution, now: Instant): JobExecution => ({
  ...job,
  version: job.version + 1,
  status: 'PENDING',
  heldBy: 'integration',
  updatedAt: now,
});

/** The job as it goes on from its place; one that waited before its first page begins now. */
export function released(job: JobExecution, now: Instant): JobExecution {
  const { heldBy, ...rest } = job;
  const begins = heldBy === 'integration' && job.pages === 0 ? { startedAt: now, until: now } : {};
  return { ...rest, ...begins, version: job.version + 1, status: 'RUNNING', updatedAt: now };
}
