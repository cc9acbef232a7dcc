import { describe, expect, it, test } from 'vitest';
import { alertKinds } from '../../shared/domain/alert.ts';
import { type AlertRule, allRules, ruleOf } from '../../shared/domain/alert-rules.ts';
import { type HealthFacts, type HealthState, noFacts } from '../../shared/domain/health.ts';
import { answerOf } from '../../shared/domain/rule-conditions.ts';

const now = '2026-03-10T12:00:00.000Z';
const hourly: HealthState = {
  status: 'ACTIVE',
  syncFrequency: 'HOURLY',
  createdAt: '2026-01-01T00:00:00.000Z',
  lastSyncAt: '2026-03-10T11:30:00.000Z',
};
const answer = (
  id: AlertRule['id'],
  state: Partial<HealthState>,
  facts: Partial<HealthFacts>,
  change: object = {},
) => {
  const { condition } = ruleOf(id);
  if (condition === null) throw new Error(`${id} has no condition`);
  return answerOf({ ...condition, ...change }, { ...hourly, ...state }, { ...noFacts, ...facts }, now);
};

describe('the rules of alerts', () => {
  test('begin with the four of the specification, with its numbers, severities, channels and cooldowns', () => {
    expect(allRules().slice(0, 4)).toEqual([
      {
        ...{ id: 'error-rate', name: 'High Error Rate', severity: 'warning', enabled: true },
        condition: { metric: 'errorRate', operator: '>', threshold: 10, window: '1h' },
        ...{ channels: ['email', 'dashboard'], cooldownMinutes: 60 },
      },
      {
        ...{ id: 'integration-down', name: 'Integration Down', severity: 'critical', enabled: true },
        condition: { metric: 'consecutiveFailures', operator: '>=', threshold: 3 },
        ...{ channels: ['email', 'slack', 'dashboard'], cooldownMinutes: 30 },
      },
      {
        ...{ id: 'sync-lag', name: 'Sync Lag', severity: 'warning', enabled: true },
        condition: { metric: 'lastSyncAge', operator: '>', threshold: 120, frequency: 'HOURLY' },
        ...{ channels: ['dashboard'], cooldownMinutes: 120 },
      },
      {
        ...{ id: 'pending-conflicts', name: 'Many Pending Conflicts', severity: 'info', enabled: true },
        condition: { metric: 'pendingConflicts', operator: '>', threshold: 10 },
        ...{ channels: ['dashboard'], cooldownMinutes: 180 },
      },
    ]);
  });

  test('are one for every kind of alert, and those that admins changed differ in just that', () => {
    expect(new Set(allRules().map(({ id }) => id))).toEqual(new Set(alertKinds));
    const changed = ruleOf('outage', { rules: { outage: { cooldownMinutes: 5 } } });
    expect(changed).toEqual({ ...ruleOf('outage'), cooldownMinutes: 5 });
  });
});

describe('a rule holds', () => {
  const failing = (failed: number, ended = 20) => ({ lastHour: { ended, failed } });
  const runs = (...all: boolean[]) => ({ runs: all });

  it.each([
    ['error-rate', 'when more than a tenth of the hour’s changes failed', {}, failing(3), true],
    ['error-rate', 'not at a tenth exactly', {}, failing(2), false],
    ['error-rate', 'not for one failure in a quiet hour', {}, failing(1, 1), false],
    ['error-rate', 'not where nothing changed', {}, failing(0, 0), false],
    ['integration-down', 'after three failed runs in a row', {}, runs(false, false, false, true), true],
    ['integration-down', 'not after two', {}, runs(false, false, true, false), false],
    ['integration-down', 'not while it is paused', { status: 'PAUSED' }, runs(false, false, false), false],
    [
      'sync-lag',
      'when an hourly one was synced more than two hours ago',
      { lastSyncAt: '2026-03-10T09:59:00.000Z' },
      {},
      true,
    ],
    ['sync-lag', 'not at two hours', { lastSyncAt: '2026-03-10T10:00:00.000Z' }, {}, false],
    [
      'sync-lag',
      'not for a daily one',
      { lastSyncAt: '2026-03-09T14:00:00.000Z', syncFrequency: 'DAILY' },
      {},
      false,
    ],
    [
      'sync-lag',
      'also for one that runs more often',
      { lastSyncAt: '2026-03-10T09:00:00.000Z', syncFrequency: 'EVERY_15MIN' },
      {},
      true,
    ],
    [
      'sync-lag',
      'not during maintenance',
      { lastSyncAt: '2026-03-09T14:00:00.000Z', maintenance: true },
      {},
      false,
    ],
    [
      'sync-lag',
      'not for one that runs by hand',
      { lastSyncAt: '2026-03-01T14:00:00.000Z', syncFrequency: 'MANUAL' },
      {},
      false,
    ],
    ['pending-conflicts', 'when more than ten conflicts wait', {}, { pendingConflicts: 11 }, true],
    ['pending-conflicts', 'not at ten', {}, { pendingConflicts: 10 }, false],
  ] as const)('%s: %s', (id, _when, state, facts, holds) => {
    const found = answer(id, state, facts);
    expect(found.holds).toBe(holds);
    expect(found.sentence).toMatch(/^[A-Z0-9].*\.$/);
    expect(found.cure === '').toBe(!holds);
  });

  it('of the last sync not while another alert says why nothing is synced', () => {
    const lastSyncAt = '2026-03-09T12:00:00.000Z';
    for (const why of [{ status: 'ERROR' } as const, { outageSince: lastSyncAt }])
      expect(answer('sync-lag', { lastSyncAt, ...why }, {})).toMatchObject({
        ...{ holds: false, sentence: 'Why is known: another alert says it.' },
      });
  });

  it('by the window, the operator and the frequency that were chosen', () => {
    const day = { changes: { ended: 100, failed: 50 }, lastHour: { ended: 10, failed: 0 } };
    expect(answer('error-rate', {}, day).holds).toBe(false);
    expect(answer('error-rate', {}, day, { window: '24h' }).holds).toBe(true);
    expect(answer('pending-conflicts', {}, { pendingConflicts: 10 }, { operator: '>=' }).holds).toBe(true);
    const daily = { lastSyncAt: '2026-03-09T14:00:00.000Z', syncFrequency: 'DAILY' } as const;
    expect(answer('sync-lag', daily, {}, { frequency: 'DAILY' }).holds).toBe(true);
  });

  it('with a sentence that names the figures', () => {
    expect(answer('error-rate', {}, failing(3)).sentence).toContain(
      '20 changes 3 could not be synced (15 %)',
    );
    expect(answer('integration-down', {}, runs(false, false, false)).sentence).toContain(
      'The last 3 runs failed',
    );
    expect(answer('sync-lag', { lastSyncAt: '2026-03-07T12:00:00.000Z' }, {}).sentence).toContain(
      'for 3 days',
    );
    expect(answer('sync-lag', { lastSyncAt: '2026-03-10T09:00:00.000Z' }, {}).sentence).toContain(
      'for 3 hours',
    );
    expect(answer('pending-conflicts', {}, { pendingConflicts: 100 }).sentence).toContain(
      'A hundred or more',
    );
  });
});
