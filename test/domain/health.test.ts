import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type HealthFacts, type HealthState, healthOf, noFacts } from '../../shared/domain/health.ts';
import { integrationStatuses, syncFrequencies } from '../../shared/domain/integration.ts';

const now = '2026-03-10T12:00:00.000Z';
const fresh = '2026-03-10T11:30:00.000Z';
const lastWeek = '2026-03-03T12:00:00.000Z';
const hourly: HealthState = {
  status: 'ACTIVE',
  syncFrequency: 'HOURLY',
  createdAt: '2026-01-01T00:00:00.000Z',
  lastSyncAt: fresh,
};
const well: HealthFacts = {
  ...noFacts,
  runs: Array.from({ length: 20 }, () => true),
  changes: { ended: 200, failed: 0 },
  answerMs: 500,
};
const runs = (failed: number) => Array.from({ length: 20 }, (_, at) => at >= failed);
const { lastSyncAt: _never, ...neverSynced } = hourly;

interface Situation {
  readonly what: string;
  readonly state?: Partial<HealthState>;
  readonly facts?: Partial<HealthFacts>;
  readonly score: number;
  readonly status: string;
  readonly sentence: string;
}

const situations: readonly Situation[] = [
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
const factsOf = ({ facts }: Situation): HealthFacts =>
  facts !== undefined && 'recentErrors' in facts ? { ...noFacts, ...facts } : { ...well, ...facts };

describe('the health of an integration, when', () => {
  it.each(situations)('$what: $score, $status', (situation) => {
    const health = healthOf({ ...hourly, ...situation.state }, factsOf(situation), now);
    expect(health).toMatchObject({
      score: situation.score,
      status: situation.status,
      sentence: situation.sentence,
    });
  });

  test('it is new: nothing is judged yet', () => {
    const health = healthOf({ ...neverSynced, createdAt: fresh }, noFacts, now);
    expect(health).toMatchObject({ score: 100, status: 'HEALTHY' });
    expect(health.sentence).toBe('It is new: no run has ended yet, so there is nothing to judge.');
    expect(Object.values(health.indicators).map(({ value }) => value)).toEqual([null, null, null, null]);
  });

  test('it was connected a week ago and never ran: that is no good beginning', () => {
    const health = healthOf({ ...neverSynced, createdAt: lastWeek }, noFacts, now);
    expect(health).toMatchObject({ score: 0, status: 'UNHEALTHY' });
    expect(health.sentence).toContain('It has never been synced, though it was connected for 7 days');
  });

  test('each indicator says its value, how that is judged, and from where on it would be less', () => {
    const facts = { ...well, runs: runs(2), changes: { ended: 100, failed: 5 }, answerMs: 30_000 };
    expect(healthOf(hourly, facts, now).indicators).toEqual({
      successRate: { value: 90, status: 'WARN', threshold: 95 },
      responseTime: { value: 30_000, status: 'FAIL', threshold: 2000 },
      errorRate: { value: 5, status: 'WARN', threshold: 2 },
      lastSync: { value: fresh, status: 'PASS', threshold: 120 },
    });
  });

  test('a night passes between two daily runs: that is its rhythm and no silence', () => {
    const daily: HealthState = { ...hourly, syncFrequency: 'DAILY', lastSyncAt: '2026-03-09T12:30:00.000Z' };
    expect(healthOf(daily, well, now).score).toBe(100);
    const late = healthOf({ ...daily, lastSyncAt: '2026-03-08T12:30:00.000Z' }, well, now);
    expect(late.indicators.lastSync.status).toBe('WARN');
  });
});

const anyFacts = fc.record({
  runs: fc.array(fc.boolean(), { maxLength: 30 }),
  changes: fc
    .tuple(fc.nat(1000), fc.nat(1000))
    .map(([a, b]) => ({ ended: Math.max(a, b), failed: Math.min(a, b) })),
  lastHour: fc.constant({ ended: 0, failed: 0 }),
  answerMs: fc.nat(60_000),
  failingKinds: fc.subarray(['TASK', 'MEMBER'] as const),
  unread: fc.constant([]),
  pendingConflicts: fc.nat(100),
  recentErrors: fc.constant([]),
});
const anyState = fc.record({
  status: fc.constantFrom(...integrationStatuses),
  syncFrequency: fc.constantFrom(...syncFrequencies),
  createdAt: fc.constant(hourly.createdAt),
  lastSyncAt: fc.nat(30 * 86_400).map((ago) => new Date(Date.parse(now) - ago * 1000).toISOString()),
});

describe('whatever happened,', () => {
  test('the score is a whole number from 0 to 100, and one sentence explains it', () => {
    const bounded = fc.property(anyState, anyFacts, (state, facts) => {
      const { score, sentence } = healthOf(state, facts, now);
      expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    });
    fc.assert(bounded, { seed: 20 });
  });

  test('one more failed change never makes the score better', () => {
    const worse = fc.property(anyState, anyFacts, (state, facts) => {
      const { ended, failed } = facts.changes;
      const changes = { ended: ended + 1, failed };
      const before = healthOf(state, { ...facts, changes }, now).score;
      const after = healthOf(state, { ...facts, changes: { ...changes, failed: failed + 1 } }, now).score;
      expect(after).toBeLessThanOrEqual(before);
    });
    fc.assert(worse, { seed: 21 });
  });

  test('silence never makes the score better', () => {
    const silence = fc.property(anyState, anyFacts, (state, facts) => {
      const all = { ...facts, runs: [true, true, true] };
      const silent = { ...state, lastSyncAt: '2026-01-01T00:00:00.000Z' };
      expect(healthOf(silent, all, now).score).toBeLessThanOrEqual(healthOf(state, all, now).score);
    });
    fc.assert(silence, { seed: 22 });
  });
});
