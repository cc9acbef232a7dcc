import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type HealthState, healthOf, noFacts } from '../../shared/domain/health.ts';
import { integrationStatuses, syncFrequencies } from '../../shared/domain/integration.ts';
import {
  factsOf,
  fresh,
  hourly,
  lastWeek,
  now,
  runs,
  situations,
  well,
} from '../support/health-situations.ts';

const { lastSyncAt: _never, ...neverSynced } = hourly;

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
