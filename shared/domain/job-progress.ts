import { elapsed } from './dates.ts';
import { isOver, type JobExecution } from './job.ts';
import type { Instant } from './values.ts';

export const jobPhases = ['READING', 'COMPARING', 'SENDING', 'WAKING', 'DONE'] as const;
/** What a run is at: the other system's lists, what they no longer show, our own records, pairs that wait, or nothing. */
export type JobPhase = (typeof jobPhases)[number];

export interface JobProgress {
  readonly phase: JobPhase;
  /** Records looked at so far, on both sides. */
  readonly done: number;
  /** Records that the step in work will have looked at, where the other system tells. */
  readonly total: number | null;
  /** Records a second so far. */
  readonly rate: number;
  /** When the step in work ends at this rate; `null` while that is unknown. */
  readonly estimatedEndAt: Instant | null;
}

const phases = { absent: 'COMPARING', local: 'SENDING', waiting: 'WAKING' } as const;

/** How far a run is, as its last sign of life says. */
export function progressOf(job: JobExecution): JobProgress {
  const last = job.completedAt ?? job.updatedAt;
  const seconds = elapsed(job.startedAt, last) / 1000;
  const done = job.totalRecords + (job.localCount ?? 0);
  const rate = seconds > 0 ? done / seconds : 0;
  const phase = phaseOf(job);
  const total = job.status === 'COMPLETED' ? done : totalOf(job, phase);
  const goesOn = job.status === 'RUNNING' && total !== null && rate > 0;
  return {
    ...{ phase, done, total },
    rate: Math.round(rate * 10) / 10,
    estimatedEndAt: goesOn
      ? new Date(Date.parse(last) + Math.round(((total - done) / rate) * 1000)).toISOString()
      : null,
  };
}

function totalOf({ expectedRecords, totalRecords }: JobExecution, phase: JobPhase): number | null {
  const isKnown = phase === 'READING' && expectedRecords !== undefined && expectedRecords >= totalRecords;
  return isKnown ? expectedRecords : null;
}

function phaseOf({ status, streams, later }: JobExecution): JobPhase {
  if (isOver(status)) return 'DONE';
  const [step] = later ?? [];
  return streams.length > 0 || step === undefined ? 'READING' : phases[step.kind];
}
