import { elapsed } from './dates.ts';
import type { JobExecution } from './job.ts';
import type { Instant } from './values.ts';

export const jobPhases = ['READING', 'COMPARING', 'SENDING', 'WAKING'] as const;
/** What a run is at: the other system's lists, what they no longer show, our own records, or pairs that wait. */
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
  const known = phase === 'READING' && (job.expectedRecords ?? 0) >= job.totalRecords;
  const total = known ? (job.expectedRecords ?? null) : null;
  const goesOn = job.status === 'RUNNING' && total !== null && rate > 0;
  return {
    ...{ phase, done, total },
    rate: Math.round(rate * 10) / 10,
    estimatedEndAt: goesOn
      ? new Date(Date.parse(last) + Math.round(((total - done) / rate) * 1000)).toISOString()
      : null,
  };
}

function phaseOf({ streams, later }: JobExecution): JobPhase {
  const [step] = later ?? [];
  return streams.length > 0 || step === undefined ? 'READING' : phases[step.kind];
}
