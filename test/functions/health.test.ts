import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { watchHealth } from '../../shared/application/health/watch.ts';
import { withAnswer } from '../../shared/domain/answer-times.ts';
import { noFigures } from '../../shared/domain/hour-figures.ts';
import {
  aConflict,
  aJob,
  aLog,
  anAlert,
  anApproval,
  anIntegration,
  aParkedItem,
  aReview,
} from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const garden = anIntegration({ id: 'int_1', name: 'Garden', lastSyncAt: '2026-03-01T09:50:00.000Z' });

async function worked() {
  const world = apiWorld();
  const { deps, memory } = world;
  await deps.integrations.create(garden);
  memory.jobs.set(
    'job-1',
    aJob('int_1', {
      ...{ id: 'job-1', status: 'COMPLETED', completedAt: '2026-03-01T10:00:00.000Z', totalRecords: 30 },
      ...{ durationMs: 2000, answerTimes: withAnswer(undefined, 400) },
    }),
  );
  await deps.logs.put([
    aLog('int_1'),
    aLog('int_1', { direction: 'BRITEPOOL_TO_EXTERNAL' }),
    aLog('int_1', { status: 'FAILED', outcome: 'rejected' }),
  ]);
  const get = async (path: string, query: Record<string, string> = {}, headers = {}) => {
    const answer = await ask(world.admin, { path: `/api/admin${path}`, claims, query, headers });
    return {
      answer,
      body: answer.body === '' ? undefined : z.looseObject({}).parse(JSON.parse(answer.body)),
    };
  };
  return { world, get };
}

describe('the health of an integration', () => {
  it('is a score with its four indicators and a sentence, also before the watch has looked', async () => {
    const { get } = await worked();
    expect((await get('/integrations/int_1/health')).body).toMatchObject({
      ...{ integrationId: 'int_1', measuredAt: '2026-03-01T10:00:00.000Z', stepHours: 1, series: [] },
      health: {
        status: 'DEGRADED',
        score: 70,
        sentence: 'Of the last day’s 3 changes 1 could not be synced; they are tried again.',
        indicators: {
          successRate: { value: 100, status: 'PASS', threshold: 95 },
          responseTime: { value: 500, status: 'PASS', threshold: 2000 },
          errorRate: { value: 33.3, status: 'FAIL', threshold: 2 },
          lastSync: { value: '2026-03-01T09:50:00.000Z', status: 'PASS', threshold: 120 },
        },
      },
    });
  });

  it('says of each kind of data when it was last looked through, and what is late or could not be read', async () => {
    const { world, get } = await worked();
    world.memory.jobs.set(
      'job-1',
      aJob('int_1', {
        ...{ id: 'job-1', status: 'COMPLETED', completedAt: '2026-03-01T10:00:00.000Z' },
        read: [{ stream: 'tasks', at: '2026-03-01T09:59:00.000Z' }],
      }),
    );
    expect((await get('/integrations/int_1/health')).body).toMatchObject({
      freshness: [
        { dataType: 'TASKS', readAt: '2026-03-01T09:59:00.000Z', late: false },
        { dataType: 'MEMBERS', readAt: null, late: false },
      ],
    });
  });

  it('has a series: hours of a day or a week, quarters of days of a month, days of three months', async () => {
    const { world, get } = await worked();
    await watchHealth(world.deps);
    world.clock.pass(3600);
    await watchHealth(world.deps);
    const day = (await get('/integrations/int_1/health')).body;
    expect(day).toMatchObject({
      series: [
        { at: '2026-03-01T09:00:00.000Z', score: null, errorRate: null },
        { at: '2026-03-01T10:00:00.000Z', score: 70, lowestScore: 70, successRate: 100, errorRate: 33.3 },
        { at: '2026-03-01T11:00:00.000Z', successRate: null, errorRate: null, responseTime: null },
      ],
    });
    const steps = await Promise.all(
      ['7d', '30d', '90d'].map(async (range) => (await get('/integrations/int_1/health', { range })).body),
    );
    expect(steps).toMatchObject([
      { stepHours: 1 },
      { stepHours: 6, series: [{ at: '2026-03-01T06:00:00.000Z', errorRate: 33.3 }] },
      { stepHours: 24, series: [{ at: '2026-03-01T00:00:00.000Z', lowestScore: 70 }] },
    ]);
  });

  it('is shown with the integration in its list, and follows a pause at once', async () => {
    const { world, get } = await worked();
    await watchHealth(world.deps);
    const listed = (await get('/integrations')).body;
    expect(listed).toMatchObject({ integrations: [{ health: { score: 70 }, stats: { successRate: 66.7 } }] });
    await world.deps.integrations.put({ ...garden, version: 2, status: 'PAUSED' });
    expect((await get('/integrations/int_1')).body).toMatchObject({
      integration: { health: { sentence: 'It is paused: nothing is synced until somebody resumes it.' } },
    });
  });

  it('answers 304 while nothing changed', async () => {
    const { get } = await worked();
    const { answer } = await get('/integrations/int_1/health');
    const again = await get('/integrations/int_1/health', {}, { 'if-none-match': answer.headers.etag });
    expect(again.answer.statusCode).toBe(304);
  });

  it('of nobody is not found, and a range that is none is refused', async () => {
    const { get } = await worked();
    expect(problemOf((await get('/integrations/nobody/health')).answer).status).toBe(404);
    expect(problemOf((await get('/integrations/int_1/health', { range: '1y' })).answer).status).toBe(400);
  });
});

describe('the metrics of an integration', () => {
  it('are what was synced in which hour, how long runs took, and what of its quota its schedule uses', async () => {
    const { world, get } = await worked();
    await watchHealth(world.deps);
    const { body } = await get('/integrations/int_1/metrics');
    expect(body).toMatchObject({
      ...{ from: '2026-02-28T10:00:00.000Z', to: '2026-03-01T10:00:00.000Z', stepHours: 1 },
      totals: {
        in: { applied: 1, rejected: 1, dead: 0 },
        out: { applied: 1 },
        changes: { ended: 3, failed: 1 },
        runs: { ended: 1, completed: 1, failed: 0, records: 30, averageMs: 2000, longestMs: 2000 },
        responseTime: { p50: 500, p95: 500 },
        atLeast: false,
      },
      quota: { usedPercent: expect.any(Number), requestsPerRun: expect.any(Number) },
    });
  });

  it('are asked for between two moments, the first before the second and at most 90 days apart', async () => {
    const { world, get } = await worked();
    await world.deps.health.put(
      {
        ...{ schemaVersion: 1, integrationId: 'int_1', measuredAt: '2026-03-01T10:00:00.000Z' },
        facts: {
          runs: [],
          changes: { ended: 0, failed: 0 },
          lastHour: { ended: 0, failed: 0 },
          failingKinds: [],
          unread: [],
          pendingConflicts: 0,
          recentErrors: [],
        },
        health: { status: 'HEALTHY', score: 100, sentence: 'All is well.' },
      },
      [{ ...noFigures('int_1', '2026-01-10T10:00:00.000Z'), in: { applied: 7 } }],
    );
    const path = '/integrations/int_1/metrics';
    const bounds = { from: '2026-01-10T00:00:00.000Z', to: '2026-01-11T00:00:00.000Z' };
    expect((await get(path, bounds)).body).toMatchObject({
      points: [{ at: '2026-01-10T10:00:00.000Z', in: { applied: 7 } }],
    });
    for (const wrong of [
      { from: bounds.to, to: bounds.from },
      { from: '2025-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' },
    ])
      expect(problemOf((await get(path, wrong)).answer)).toMatchObject({ status: 400, code: 'invalid' });
  });

  it('of all integrations together are the last day with its rates, and each by itself', async () => {
    const { world, get } = await worked();
    await watchHealth(world.deps);
    expect((await get('/metrics')).body).toMatchObject({
      since: '2026-02-28T10:00:00.000Z',
      totals: { changes: { ended: 3 }, runSuccessRate: 100, changeSuccessRate: 66.7 },
      lastHour: { runSuccessRate: 100, changeSuccessRate: 66.7 },
      dayBefore: { changes: { ended: 0 }, changeSuccessRate: null },
      hours: [
        { at: '2026-03-01T09:00:00.000Z', changes: { ended: 0 } },
        { at: '2026-03-01T10:00:00.000Z', changes: { ended: 3, failed: 1 }, answerMs: 500 },
      ],
      integrations: [
        {
          ...{ id: 'int_1', name: 'Garden', health: { score: 70 }, runs: { records: 30 } },
          hours: [{ changes: { ended: 0 }, answerMs: null }, { changes: { ended: 3, failed: 1 } }],
        },
      ],
    });
  });

  it('are told beside those of the day before, hour by hour over all integrations', async () => {
    const { world, get } = await worked();
    const { deps } = world;
    await deps.integrations.create(anIntegration({ id: 'int_2', name: 'Hours' }));
    await watchHealth(deps);
    const hour = '2026-02-28T09:00:00.000Z';
    for (const id of ['int_1', 'int_2']) {
      const [look] = await deps.health.snapshots([id]);
      if (look === undefined) throw new Error('The watch did not look.');
      await deps.health.put(look, [{ ...noFigures(id, hour), kinds: { TASK: { ended: 5, failed: 1 } } }]);
    }
    expect((await get('/metrics')).body).toMatchObject({
      totals: { changes: { ended: 3, failed: 1 } },
      dayBefore: { changes: { ended: 10, failed: 2 }, changeSuccessRate: 80 },
    });
  });
});

describe('the state of the whole', () => {
  it('counts what waits for somebody and what goes on', async () => {
    const { world, get } = await worked();
    const { deps, memory } = world;
    const mine = { integrationId: 'int_1' };
    await deps.integrations.create(anIntegration({ id: 'int_2', name: 'Hours', status: 'PAUSED' }));
    await deps.alerts.put(anAlert({ ...mine, severity: 'critical' }));
    await deps.alerts.put(anAlert({ ...mine, kind: 'quota', mutedUntil: '2026-03-02T10:00:00.000Z' }));
    await deps.conflicts.put(aConflict(mine));
    memory.reviews.set('review-1', aReview({ ...mine, id: 'review-1' }));
    await deps.approvals.put(anApproval(mine));
    await deps.parked.put(aParkedItem(mine));
    await deps.parked.put(aParkedItem({ ...mine, held: true, tries: 0, attempts: [] }));
    memory.jobs.set('job-2', aJob('int_2', { id: 'job-2' }));
    expect((await get('/system/status')).body).toEqual({
      integrations: {
        total: 2,
        byStatus: { ACTIVE: 1, PAUSED: 1, ERROR: 0, DEGRADED: 0, DISABLED: 0 },
        byHealth: { HEALTHY: 1, DEGRADED: 1, UNHEALTHY: 0 },
      },
      alerts: { critical: 1, warning: 0, info: 0, muted: 1 },
      waiting: { conflicts: 1, reviews: 1, approvals: 1 },
      parked: { failed: 1, waiting: 1 },
      runningJobs: 1,
      maintenance: { on: false, reason: '' },
    });
  });
});
