import { describe, expect, test } from 'vitest';
import { aFirstImport, anIntegration } from '../__fixtures__/integration.ts';
import type { AlertView } from '../requests/open-alerts.ts';
import type { SystemStatus } from '../requests/system-status.ts';
import { needOf, needsOf } from './needs.ts';

const at = '2026-03-01T10:00:00.000Z';
const outage = { since: at, reason: 'It answers 503' };
const calm: SystemStatus = {
  integrations: {
    total: 2,
    byStatus: { ACTIVE: 2, PAUSED: 0, ERROR: 0, DEGRADED: 0, DISABLED: 0 },
    byHealth: { HEALTHY: 2, DEGRADED: 0, UNHEALTHY: 0 },
  },
  alerts: { critical: 0, warning: 0, info: 0, muted: 0 },
  waiting: { conflicts: 0, reviews: 0, approvals: 0 },
  parked: { failed: 0, waiting: 0 },
  runningJobs: 0,
  maintenance: { on: false, reason: '' },
};
const alert = (more: Partial<AlertView>): AlertView => ({
  ...{ id: 'a', integrationId: 'int_1', integrationName: 'Garden', kind: 'quota', severity: 'warning' },
  ...{ sentence: 'Its requests run out.', cure: 'Sync less often.', count: 1 },
  ...{ openedAt: at, lastRaisedAt: at, failedDeliveries: [] },
  ...more,
});
const titles = (found: ReturnType<typeof needsOf>) => found.map(({ title }) => title);

describe('What needs somebody', () => {
  test('is nothing while all is well, whatever rests by intention', () => {
    const integrations = [anIntegration(), anIntegration({ id: 'int_2', status: 'PAUSED' })];
    expect(needsOf({ integrations, status: calm, alerts: [] })).toEqual([]);
  });

  test('is renewed at the sign-in when the other system no longer accepts it', () => {
    expect(needOf(anIntegration({ status: 'ERROR' }))).toMatchObject({
      ...{ tone: 'bad', title: 'Garden: stopped' },
      mend: { kind: 'part', part: 'connection', id: 'int_1', label: 'Renew sign-in' },
    });
  });

  test('is let go on by one press when it waits for an admin after an outage', () => {
    expect(needOf(anIntegration({ status: 'ERROR', outage }))?.mend).toMatchObject({ kind: 'activate' });
  });

  test('is told to be nobody’s work while an outage is tried again by itself', () => {
    const text = needOf(anIntegration({ status: 'DEGRADED', outage: { ...outage, nextTryAt: at } }))?.text;
    expect(text).toMatch(
      /^Silent since 1 Mar, \d\d:\d\d \(It answers 503\)\. It is tried again at \d\d:\d\d, so there is nothing to do/,
    );
  });

  test('is an integration whose health suffers though it runs, in the words of its health', () => {
    const health = {
      status: 'DEGRADED',
      score: 70,
      sentence: 'Of the last day’s 9 changes 3 failed.',
    } as const;
    expect(needOf(anIntegration({ health }))).toMatchObject({
      ...{ title: 'Garden: struggling', text: health.sentence },
      mend: { part: 'failures' },
    });
  });

  test('is a first import that nobody began, and one press begins it', () => {
    const waiting = anIntegration({ status: 'PAUSED', currentJob: aFirstImport() });
    expect(needOf(waiting)).toMatchObject({
      title: 'Garden: its first import waits',
      mend: { kind: 'activate', label: 'Begin the first import' },
    });
    const begun = aFirstImport({ pages: 2 });
    expect(needOf(anIntegration({ status: 'PAUSED', currentJob: begun }))).toBeUndefined();
  });

  test('is news that no longer arrives', () => {
    expect(needOf(anIntegration({ webhookProblem: 'Asana no longer tells us.' }))).toMatchObject({
      text: 'Asana no longer tells us. Until then changes are found by the regular check.',
    });
  });

  test('comes worst first: what rests and stopped, then what struggles, then what waits', () => {
    const integrations = [
      anIntegration({ id: 'int_1', name: 'Late', webhookProblem: 'It is silent.' }),
      anIntegration({ id: 'int_2', name: 'Stopped', status: 'ERROR' }),
    ];
    const status = {
      ...calm,
      waiting: { conflicts: 1, reviews: 2, approvals: 1 },
      parked: { failed: 3, waiting: 5 },
      maintenance: { on: true, reason: 'We move' },
    };
    expect(titles(needsOf({ integrations, status, alerts: [] }))).toEqual([
      'Everything rests for maintenance',
      'Stopped: stopped',
      'Late: hears of changes late',
      '1 list of deletions is held back',
      '1 record waits for a decision',
      '2 records could be more than one of ours',
      '3 changes are set aside',
    ]);
  });

  test('names the integrations in which records wait for a decision', () => {
    const integrations = [
      anIntegration({ stats: { totalSyncs: 1, successRate: 1, pendingConflicts: 2, lastErrorCount: 0 } }),
    ];
    const status = { ...calm, waiting: { conflicts: 2, reviews: 0, approvals: 0 } };
    expect(needsOf({ integrations, status, alerts: [] })[0]?.text).toBe(
      'They were changed on both sides in different ways in Garden. Nothing is lost; somebody chooses.',
    );
  });
});

describe('An open alert', () => {
  const seen = (...alerts: AlertView[]) =>
    titles(needsOf({ integrations: [anIntegration()], status: calm, alerts }));

  test('is shown with its cure, and says when it came back', () => {
    expect(seen(alert({}))).toEqual(['Garden: Its requests run out.']);
    expect(seen(alert({ cameBack: 1 }))).toEqual(['Garden: it came back: Its requests run out.']);
  });

  test('is left out when somebody takes care of it, muted it, or it is told by another note', () => {
    const others = [
      alert({ acknowledgedAt: at }),
      alert({ mutedUntil: at }),
      alert({ kind: 'sign-in' }),
      alert({ kind: 'deletions' }),
    ];
    expect(seen(...others)).toEqual([]);
  });

  test('of a rate of errors is left out beside the note that the integration struggles', () => {
    const integrations = [anIntegration({ status: 'DEGRADED' })];
    const found = needsOf({ integrations, status: calm, alerts: [alert({ kind: 'error-rate' })] });
    expect(titles(found)).toEqual(['Garden: struggling']);
  });
});
