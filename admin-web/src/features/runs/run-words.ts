import type { JobView } from '../../../../shared/contract/jobs.ts';
import { runResult, type Word } from '../../lib/glossary.ts';
import { duration } from '../../lib/time.ts';
import { counted } from '../../lib/words.ts';

export const isOver = ({ status }: Pick<JobView, 'status'>): boolean =>
  status !== 'RUNNING' && status !== 'PENDING';

/** Where a run stands; one that waits says for whom. */
export function runStanding({ status, heldBy }: Pick<JobView, 'status' | 'heldBy'>): Word {
  if (status !== 'PENDING') return runResult[status];
  return { text: heldBy === 'ADMIN' ? 'Paused' : 'Waits', tone: 'calm' };
}

type Counts = Pick<
  JobView,
  'totalRecords' | 'successCount' | 'unchangedCount' | 'errorCount' | 'conflictCount' | 'handedOnCount'
>;

/** What a run came to: "40 records looked at, 3 changed, 1 failed". */
export function countsText(job: Counts): string {
  const { totalRecords, successCount, errorCount, conflictCount, handedOnCount = 0 } = job;
  return [
    `${counted(totalRecords, 'record')} looked at`,
    ...(successCount > 0 ? [`${successCount.toLocaleString('en-GB')} changed`] : []),
    ...(handedOnCount > 0 ? [`${handedOnCount.toLocaleString('en-GB')} sent on their way`] : []),
    ...(conflictCount > 0 ? [`${conflictCount.toLocaleString('en-GB')} to decide`] : []),
    ...(errorCount > 0 ? [`${errorCount.toLocaleString('en-GB')} failed`] : []),
  ].join(', ');
}

export const phaseWord: { readonly [phase in JobView['progress']['phase']]: string } = {
  READING: 'Reading what is over there',
  COMPARING: 'Looking for what is gone',
  SENDING: 'Looking through what is ours',
  WAKING: 'Taking up what waited',
  DONE: 'Done',
};

/** How long a run took, or has taken so far at `now` (epoch ms). */
export const tookText = (
  { durationMs, startedAt }: Pick<JobView, 'durationMs' | 'startedAt'>,
  now: number,
): string => duration(durationMs ?? Math.max(0, now - Date.parse(startedAt)));

/** It went well and found nothing to do. */
export const isQuiet = (job: Counts & Pick<JobView, 'status'>): boolean =>
  job.status === 'COMPLETED' &&
  job.successCount + job.errorCount + job.conflictCount + (job.handedOnCount ?? 0) === 0;

export interface DayFigures {
  readonly ended: number;
  /** Per cent of the runs that ended by themselves; null without any. */
  readonly wellPercent: number | null;
  readonly averageMs: number | null;
  readonly longestMs: number | null;
}

/** Figures of runs that are over; one that somebody stopped is neither success nor failure. */
export function figuresOf(jobs: readonly Pick<JobView, 'status' | 'durationMs'>[]): DayFigures {
  const judged = jobs.filter(({ status }) => status === 'COMPLETED' || status === 'FAILED');
  const times = judged.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]));
  const well = judged.filter(({ status }) => status === 'COMPLETED').length;
  return {
    ended: jobs.length,
    wellPercent: judged.length === 0 ? null : Math.round((1000 * well) / judged.length) / 10,
    averageMs: times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length,
    longestMs: times.length === 0 ? null : Math.max(...times),
  };
}
