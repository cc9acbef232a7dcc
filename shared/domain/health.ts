import { addSeconds, elapsed } from './dates.ts';
import type { Integration, SyncFrequency } from './integration.ts';
import type { ResourceType } from './resources.ts';
import type { Instant } from './values.ts';

export const healthStatuses = ['HEALTHY', 'DEGRADED', 'UNHEALTHY'] as const;
export type HealthStatus = (typeof healthStatuses)[number];
export const indicatorStatuses = ['PASS', 'WARN', 'FAIL'] as const;
type IndicatorStatus = (typeof indicatorStatuses)[number];

/** `null` where nothing was there to measure; it then has no say in the score. */
export interface Indicator<Value> {
  readonly value: Value | null;
  readonly status: IndicatorStatus;
  readonly threshold: number;
}

/** `successRate`, `errorRate`: per cent; `responseTime`: milliseconds; `lastSync`: its threshold is in minutes. */
export interface Health {
  readonly status: HealthStatus;
  /** 0 to 100. */
  readonly score: number;
  readonly indicators: {
    readonly successRate: Indicator<number>;
    readonly responseTime: Indicator<number>;
    readonly errorRate: Indicator<number>;
    readonly lastSync: Indicator<Instant>;
  };
  /** What it comes to, for somebody who is no developer. */
  readonly sentence: string;
}

/** What was counted at one integration. */
export interface HealthFacts {
  /** Of the newest runs that ended, newest first: whether each went through. */
  readonly runs: readonly boolean[];
  /** Changes of the last day. */
  readonly changes: { readonly ended: number; readonly failed: number };
  /** Changes of the last hour. */
  readonly lastHour: { readonly ended: number; readonly failed: number };
  /** Nearly all answers of the last day came within so many milliseconds. */
  readonly answerMs?: number;
  /** Kinds of record of which every change of the last day failed. */
  readonly failingKinds: readonly ResourceType[];
  /** Collections that the newest run could not read. */
  readonly unread: readonly string[];
  readonly pendingConflicts: number;
  /** What the newest failures said, newest first. */
  readonly recentErrors: readonly string[];
}

/** What the integration is like at this moment. */
export interface HealthState
  extends Pick<Integration, 'status' | 'syncFrequency' | 'createdAt' | 'lastSyncAt'> {
  /** Since when its system does not answer, if it does not. */
  readonly outageSince?: Instant;
  /** Everything rests for maintenance. */
  readonly maintenance?: boolean;
}

export const noFacts: HealthFacts = {
  ...{ runs: [], changes: { ended: 0, failed: 0 }, lastHour: { ended: 0, failed: 0 } },
  ...{ failingKinds: [], unread: [], pendingConflicts: 0, recentErrors: [] },
};

const weights = { successRate: 0.4, responseTime: 0.2, errorRate: 0.3, lastSync: 0.1 } as const;
/** Runs that are looked at, those that should have been among them. */
export const runsLookedAt = 20;
/** A run begins somewhere in its window, and takes its time. */
export const graceMinutes = 60;
/** REALTIME has a healing poll, which is hourly where the system allows no more. */
const rhythms: { readonly [frequency in SyncFrequency]: number | undefined } = {
  REALTIME: 60,
  EVERY_15MIN: 15,
  HOURLY: 60,
  DAILY: 1440,
  WEEKLY: 10_080,
  MANUAL: undefined,
};

/** Minutes between two runs that go by themselves; `undefined` where none does, or the integration rests. */
export const rhythmOf = ({
  status,
  syncFrequency,
}: Pick<Integration, 'status' | 'syncFrequency'>): number | undefined =>
  status === 'PAUSED' || status === 'DISABLED' ? undefined : rhythms[syncFrequency];

/** How well an integration does: the specification's weights, over whatever there was to measure. */
export function healthOf(state: HealthState, facts: HealthFacts, now: Instant): Health {
  const rhythm = state.maintenance === true ? undefined : rhythmOf(state);
  const age = elapsed(state.lastSyncAt ?? state.createdAt, now) / 60_000;
  const missed = rhythm === undefined ? 0 : Math.max(0, Math.floor((age - graceMinutes) / rhythm));
  const known = facts.runs.slice(0, Math.max(0, runsLookedAt - missed));
  const due = known.length + Math.min(missed, runsLookedAt);
  const indicators: Health['indicators'] = {
    successRate: atLeast(due === 0 ? null : percent(known.filter(Boolean).length, due), 95, 80),
    responseTime: atMost(facts.answerMs ?? null, 2000, 10_000),
    errorRate: errorRate(facts),
    lastSync: freshness(state.lastSyncAt, missed, rhythm),
  };
  const score = Math.min(scoreOf(indicators, facts), ceiling(state));
  const failing = Object.values(indicators).some(({ status }) => status === 'FAIL');
  const status = score < 50 ? 'UNHEALTHY' : score < 80 || failing ? 'DEGRADED' : 'HEALTHY';
  return { status, score, indicators, sentence: sentenceOf(state, facts, indicators, missed > 2, now) };
}

const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;

const atLeast = (value: number | null, pass: number, warn: number): Indicator<number> => ({
  value,
  status: value === null || value >= pass ? 'PASS' : value >= warn ? 'WARN' : 'FAIL',
  threshold: pass,
});

const atMost = (value: number | null, pass: number, warn: number): Indicator<number> => ({
  value,
  status: value === null || value <= pass ? 'PASS' : value <= warn ? 'WARN' : 'FAIL',
  threshold: pass,
});

/** A kind of record that never goes through weighs more than its share of the changes. */
function errorRate({ changes, failingKinds, unread }: HealthFacts): Indicator<number> {
  const rate = atMost(changes.ended === 0 ? null : percent(changes.failed, changes.ended), 2, 10);
  return failingKinds.length + unread.length > 0 ? { ...rate, status: 'FAIL' } : rate;
}

function freshness(
  value: Instant | undefined,
  missed: number,
  rhythm: number | undefined,
): Indicator<Instant> {
  const status = missed === 0 ? 'PASS' : missed <= 2 ? 'WARN' : 'FAIL';
  return { value: value ?? null, status, threshold: (rhythm ?? rhythms.WEEKLY ?? 0) + graceMinutes };
}

function scoreOf(indicators: Health['indicators'], { failingKinds, unread }: HealthFacts): number {
  const { successRate, responseTime, errorRate: errors, lastSync } = indicators;
  const stopped = failingKinds.length + unread.length > 0;
  const errorScore = errors.value === null ? null : Math.max(0, 100 - 5 * errors.value);
  const late = lastSync.value === null && lastSync.status === 'PASS';
  const scores: { readonly [name in keyof typeof weights]: number | null } = {
    successRate: successRate.value,
    responseTime: responseTime.value === null ? null : speedScore(responseTime.value),
    errorRate: stopped ? Math.min(errorScore ?? 50, 50) : errorScore,
    lastSync: late ? null : { PASS: 100, WARN: 50, FAIL: 0 }[lastSync.status],
  };
  const names = ['successRate', 'responseTime', 'errorRate', 'lastSync'] as const;
  const measured = names.flatMap((name) => {
    const score = scores[name];
    return score === null ? [] : [{ score, weight: weights[name] }];
  });
  const weight = measured.reduce((sum, each) => sum + each.weight, 0);
  if (weight === 0) return 100;
  return Math.round(measured.reduce((sum, each) => sum + each.score * each.weight, 0) / weight);
}

/** Full marks up to two seconds, half at ten, none at thirty. */
const speedScore = (ms: number): number =>
  ms <= 2000 ? 100 : ms <= 10_000 ? 100 - (ms - 2000) / 160 : Math.max(0, 50 - (ms - 10_000) / 400);

/** Where nothing moves, what moved before counts little. */
const ceiling = ({ status, outageSince }: HealthState): number =>
  status === 'ERROR' ? 20 : outageSince === undefined ? 100 : 30;

const kindWords: { readonly [type in ResourceType]: string } = {
  TASK: 'tasks',
  MEMBER: 'members',
  PARTICIPATION_LOG: 'participation logs',
  EVENT: 'events',
  COMMITTEE: 'committees',
  COMMITTEE_MEMBER: 'committee memberships',
};

function sentenceOf(
  state: HealthState,
  facts: HealthFacts,
  { successRate, responseTime, errorRate: errors }: Health['indicators'],
  silent: boolean,
  now: Instant,
): string {
  const kept = 'Changes on both sides are kept and caught up with afterwards.';
  if (state.outageSince !== undefined)
    return `The other system has not answered since ${day(state.outageSince)}. ${kept}`;
  if (state.status === 'ERROR')
    return `The other system no longer lets us in: somebody has to sign in again. ${kept}`;
  if (state.status === 'DISABLED')
    return 'It is switched off: nothing is synced, and nothing is kept for later.';
  if (state.status === 'PAUSED') return `It is paused: nothing is synced until somebody resumes it.`;
  if (state.maintenance === true) return `Everything rests for maintenance. ${kept}`;
  if (silent) return silence(state, now);
  if (state.lastSyncAt === undefined && facts.runs.length === 0 && facts.changes.ended === 0)
    return 'It is new: no run has ended yet, so there is nothing to judge.';
  const stuck = [...facts.failingKinds.map((kind) => kindWords[kind]), ...facts.unread];
  if (stuck.length > 0)
    return `${capital(listed(stuck))} cannot be synced at the moment; everything else is.`;
  if (errors.status !== 'PASS')
    return `Of the last day’s ${facts.changes.ended} changes ${facts.changes.failed} could not be synced; they are tried again.`;
  if (successRate.status !== 'PASS')
    return 'Some of the latest runs did not get through; the next ones try again.';
  if (responseTime.status !== 'PASS')
    return `The other system answers slowly (${seconds(responseTime.value ?? 0)} for most answers); runs take longer, and nothing is lost.`;
  if (facts.pendingConflicts > 0)
    return `All is well; ${facts.pendingConflicts === 1 ? 'one conflict waits' : `${facts.pendingConflicts} conflicts wait`} for somebody to choose.`;
  return 'All is well: both sides are up to date.';
}

function silence({ lastSyncAt, createdAt }: HealthState, now: Instant): string {
  const days = Math.floor(elapsed(lastSyncAt ?? createdAt, now) / 86_400_000);
  const long = days > 1 ? `for ${days} days` : `since ${day(lastSyncAt ?? createdAt)}`;
  const what =
    lastSyncAt === undefined
      ? 'It has never been synced, though it was connected'
      : 'Nothing has been synced';
  return `${what} ${long}, which is longer than its schedule allows. Somebody should look at its runs.`;
}

const day = (at: Instant): string => `${addSeconds(at, 0).slice(0, 16).replace('T', ' ')} UTC`;
const seconds = (ms: number): string => `${Math.round(ms / 1000)} seconds`;
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
