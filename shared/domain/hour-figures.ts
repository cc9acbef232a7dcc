import { type AnswerTimes, noAnswers, sumOfAnswers } from './answer-times.ts';
import { type Outcome, outcomes } from './change.ts';
import { addSeconds } from './dates.ts';
import { isOver, type JobExecution } from './job.ts';
import { type ResourceType, resourceTypes } from './resources.ts';
import type { SyncLog } from './sync-log.ts';
import type { Instant } from './values.ts';

export type OutcomeCounts = { readonly [outcome in Outcome]?: number };
export interface Failing {
  readonly ended: number;
  readonly failed: number;
}

/** What happened at one integration within one hour. */
export interface HourFigures {
  readonly schemaVersion: 1;
  readonly integrationId: string;
  /** Its beginning. */
  readonly hour: Instant;
  /** What became of changes that came in, and of those that went out. */
  readonly in: OutcomeCounts;
  readonly out: OutcomeCounts;
  readonly kinds: { readonly [type in ResourceType]?: Failing };
  readonly runs: {
    readonly ended: number;
    readonly completed: number;
    readonly records: number;
    readonly totalMs: number;
    readonly longestMs: number;
  };
  /** Of the pages that runs asked for. */
  readonly answers: AnswerTimes;
  /** There were more changes than were counted. */
  readonly atLeast?: true;
  /** The score at the last look of the hour, and the lowest of all looks. */
  readonly score?: number;
  readonly lowestScore?: number;
}

export const hourOf = (instant: Instant): Instant => `${instant.slice(0, 13)}:00:00.000Z`;

/** Counts one hour: `logs` and `jobs` may hold more than that hour. A change counts in the hour in which it was received. */
export function hourFigures(
  about: { readonly integrationId: string; readonly hour: Instant },
  logs: readonly (Pick<SyncLog, 'outcome' | 'status' | 'direction' | 'resourceType'> & {
    readonly filedAt: Instant;
  })[],
  jobs: readonly JobExecution[],
): HourFigures {
  const next = addSeconds(about.hour, 3600);
  const within = (at: Instant | undefined) => at !== undefined && at >= about.hour && at < next;
  const mine = logs.filter(({ filedAt }) => within(filedAt));
  const ended = jobs.filter(({ status, completedAt }) => isOver(status) && within(completedAt));
  const of = (direction: SyncLog['direction']) =>
    countsOf(mine.filter((log) => log.direction === direction).map(({ outcome }) => outcome));
  const durations = ended.map(({ durationMs }) => durationMs ?? 0);
  return {
    schemaVersion: 1,
    ...about,
    in: of('EXTERNAL_TO_BRITEPOOL'),
    out: of('BRITEPOOL_TO_EXTERNAL'),
    kinds: kindsOf(mine),
    runs: {
      ended: ended.length,
      completed: ended.filter(({ status }) => status === 'COMPLETED').length,
      records: ended.reduce((sum, job) => sum + job.totalRecords + (job.localCount ?? 0), 0),
      totalMs: durations.reduce((sum, ms) => sum + ms, 0),
      longestMs: Math.max(0, ...durations),
    },
    answers: sumOfAnswers(ended.map(({ answerTimes }) => answerTimes)),
  };
}

function countsOf(outcomes: readonly Outcome[]): OutcomeCounts {
  const counts: { [outcome in Outcome]?: number } = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function kindsOf(logs: readonly Pick<SyncLog, 'status' | 'resourceType'>[]): HourFigures['kinds'] {
  const kinds: { [type in ResourceType]?: Failing } = {};
  for (const { resourceType, status } of logs) {
    const { ended, failed } = kinds[resourceType] ?? { ended: 0, failed: 0 };
    kinds[resourceType] = { ended: ended + 1, failed: failed + (status === 'FAILED' ? 1 : 0) };
  }
  return kinds;
}

/** Changes that ended, and how many of them failed. */
export const changesOf = (hours: readonly Pick<HourFigures, 'kinds'>[]): Failing =>
  totalOf(hours.flatMap(({ kinds }) => Object.values(kinds)));

const totalOf = (all: readonly Failing[]): Failing =>
  all.reduce((sum, each) => ({ ended: sum.ended + each.ended, failed: sum.failed + each.failed }), {
    ended: 0,
    failed: 0,
  });

/** Several hours as one figure that begins with `first`; the others follow it, oldest first. */
export const sumOfHours = (first: HourFigures, rest: readonly HourFigures[]): HourFigures =>
  rest.reduce(plus, first);

export const noFigures = (integrationId: string, hour: Instant): HourFigures => ({
  ...{ schemaVersion: 1, integrationId, hour, in: {}, out: {}, kinds: {}, answers: noAnswers },
  runs: { ended: 0, completed: 0, records: 0, totalMs: 0, longestMs: 0 },
});

function plus(a: HourFigures, b: HourFigures): HourFigures {
  const score = b.score ?? a.score;
  const lowest = [a, b].flatMap(({ lowestScore }) => lowestScore ?? []);
  return {
    ...a,
    in: addedCounts(a.in, b.in),
    out: addedCounts(a.out, b.out),
    kinds: addedKinds(a.kinds, b.kinds),
    runs: {
      ended: a.runs.ended + b.runs.ended,
      completed: a.runs.completed + b.runs.completed,
      records: a.runs.records + b.runs.records,
      totalMs: a.runs.totalMs + b.runs.totalMs,
      longestMs: Math.max(a.runs.longestMs, b.runs.longestMs),
    },
    answers: sumOfAnswers([a.answers, b.answers]),
    ...(b.atLeast === undefined ? {} : { atLeast: true }),
    ...(score === undefined ? {} : { score }),
    ...(lowest.length === 0 ? {} : { lowestScore: Math.min(...lowest) }),
  };
}

export function addedCounts(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const sum: { [outcome in Outcome]?: number } = {};
  for (const outcome of outcomes) {
    const count = (a[outcome] ?? 0) + (b[outcome] ?? 0);
    if (count > 0) sum[outcome] = count;
  }
  return sum;
}

function addedKinds(a: HourFigures['kinds'], b: HourFigures['kinds']): HourFigures['kinds'] {
  const sum: { [type in ResourceType]?: Failing } = {};
  for (const type of resourceTypes) {
    const both = [a[type], b[type]].flatMap((each) => each ?? []);
    if (both.length > 0) sum[type] = totalOf(both);
  }
  return sum;
}
