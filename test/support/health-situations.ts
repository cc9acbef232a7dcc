import { type HealthFacts, type HealthState, noFacts } from '../../shared/domain/health.ts';

export const now = '2026-03-10T12:00:00.000Z';
export const fresh = '2026-03-10T11:30:00.000Z';
export const lastWeek = '2026-03-03T12:00:00.000Z';
export const hourly: HealthState = {
  status: 'ACTIVE',
  syncFrequency: 'HOURLY',
  createdAt: '2026-01-01T00:00:00.000Z',
  lastSyncAt: fresh,
};
export const well: HealthFacts = {
  ...noFacts,
  runs: Array.from({ length: 20 }, () => true),
  changes: { ended: 200, failed: 0 },
  answerMs: 500,
};
export const runs = (failed: number) => Array.from({ length: 20 }, (_, at) => at >= failed);
/** What an integration is like, and what its health should come to. */
export interface Situation {
  readonly what: string;
  readonly state?: Partial<HealthState>;
  readonly facts?: Partial<HealthFacts>;
  readonly score: number;
  readonly status: string;
  readonly sentence: string;
}

export const situations: readonly Situation[] = [
  {
    ...{ what: 'all is well', score: 100, status: 'HEALTHY' },
    sentence: 'All is well: both sides are up to date.',
  },
  {
    ...{ what: 'conflicts wait', facts: { pendingConflicts: 2 }, score: 100, status: 'HEALTHY' },
    sentence: 'All is well; 2 conflicts wait for somebody to choose.',
  },
  {
    ...{ what: 'one conflict waits', facts: { pendingConflicts: 1 }, score: 100, status: 'HEALTHY' },
    sentence: 'All is well; one conflict waits for somebody to choose.',
  },
  {
    ...{ what: 'it is silent for a week', state: { lastSyncAt: lastWeek }, score: 50, status: 'DEGRADED' },
    sentence:
      'Nothing has been synced for 7 days, which is longer than its schedule allows. Somebody should look at its runs.',
  },
  {
    ...{ what: 'it is silent for a week, and nothing else is known', score: 0, status: 'UNHEALTHY' },
    ...{ state: { lastSyncAt: lastWeek }, facts: noFactsBut({ runs: well.runs }) },
    sentence:
      'Nothing has been synced for 7 days, which is longer than its schedule allows. Somebody should look at its runs.',
  },
  {
    ...{ what: 'one kind of data fails altogether', score: 85, status: 'DEGRADED' },
    facts: { changes: { ended: 200, failed: 4 }, failingKinds: ['PARTICIPATION_LOG'] },
    sentence: 'Participation logs cannot be synced at the moment; everything else is.',
  },
  {
    ...{ what: 'one collection cannot be read', score: 83, status: 'DEGRADED' },
    facts: { runs: runs(1), unread: ['users', 'tasks'] },
    sentence: 'Users and tasks cannot be synced at the moment; everything else is.',
  },
  {
    ...{ what: 'a twentieth of the changes fails', score: 92, status: 'HEALTHY' },
    facts: { changes: { ended: 200, failed: 10 } },
    sentence: 'Of the last day’s 200 changes 10 could not be synced; they are tried again.',
  },
  {
    ...{ what: 'half of the changes fail', score: 70, status: 'DEGRADED' },
    facts: { changes: { ended: 200, failed: 100 } },
    sentence: 'Of the last day’s 200 changes 100 could not be synced; they are tried again.',
  },
  {
    ...{ what: 'half of the runs fail', facts: { runs: runs(10) }, score: 80, status: 'DEGRADED' },
    sentence: 'Some of the latest runs did not get through; the next ones try again.',
  },
  {
    ...{ what: 'the vendor is slow', facts: { answerMs: 10_000 }, score: 90, status: 'HEALTHY' },
    sentence:
      'The other system answers slowly (10 seconds for most answers); runs take longer, and nothing is lost.',
  },
  {
    ...{ what: 'the vendor is very slow', facts: { answerMs: 30_000 }, score: 80, status: 'DEGRADED' },
    sentence:
      'The other system answers slowly (30 seconds for most answers); runs take longer, and nothing is lost.',
  },
  {
    ...{ what: 'the vendor is down', state: { outageSince: fresh }, score: 30, status: 'UNHEALTHY' },
    sentence:
      'The other system has not answered since 2026-03-10 11:30 UTC. Changes on both sides are kept and caught up with afterwards.',
  },
  {
    ...{ what: 'somebody has to sign in', state: { status: 'ERROR' }, score: 20, status: 'UNHEALTHY' },
    sentence:
      'The other system no longer lets us in: somebody has to sign in again. Changes on both sides are kept and caught up with afterwards.',
  },
  {
    ...{ what: 'it is paused for a week', score: 100, status: 'HEALTHY' },
    state: { status: 'PAUSED', lastSyncAt: lastWeek },
    sentence: 'It is paused: nothing is synced until somebody resumes it.',
  },
  {
    ...{ what: 'it is switched off', score: 100, status: 'HEALTHY' },
    state: { status: 'DISABLED', lastSyncAt: lastWeek },
    sentence: 'It is switched off: nothing is synced, and nothing is kept for later.',
  },
  {
    ...{ what: 'everything rests for maintenance', score: 100, status: 'HEALTHY' },
    state: { maintenance: true, lastSyncAt: lastWeek },
    sentence:
      'Everything rests for maintenance. Changes on both sides are kept and caught up with afterwards.',
  },
  {
    ...{ what: 'it runs by hand only, a week ago', score: 100, status: 'HEALTHY' },
    state: { syncFrequency: 'MANUAL', lastSyncAt: lastWeek },
    sentence: 'All is well: both sides are up to date.',
  },
];

function noFactsBut(facts: Partial<HealthFacts>): HealthFacts {
  const { answerMs: _none, ...rest } = { ...noFacts, answerMs: 0, ...facts };
  return rest;
}
export const factsOf = ({ facts }: Situation): HealthFacts =>
  facts !== undefined && 'recentErrors' in facts ? { ...noFacts, ...facts } : { ...well, ...facts };
