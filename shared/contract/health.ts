import * as z from 'zod/mini';
import { outcomes } from '../domain/change.ts';
import { healthStatuses, indicatorStatuses } from '../domain/health.ts';
import { operation } from './operation.ts';
import { dataType, instant, integrationStatus } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

/** `value` is null where nothing was there to measure. */
const indicator = z.object({
  value: z.nullable(z.number()),
  status: z.enum(indicatorStatuses),
  threshold: z.number(),
});

export const healthSummary = z.object({
  status: z.enum(healthStatuses),
  /** 0 to 100. */
  score: z.int(),
  /** What it comes to, for somebody who is no developer. */
  sentence: z.string(),
});

const health = z.object({
  ...healthSummary.shape,
  indicators: z.object({
    /** Per cent of the newest runs; those that should have been there and were not count as failed. */
    successRate: indicator,
    /** Milliseconds within which 95 % of the last day's answers came. */
    responseTime: indicator,
    /** Per cent of the last day's changes. */
    errorRate: indicator,
    /** The last sync; its threshold is in minutes. */
    lastSync: z.object({ ...indicator.shape, value: z.nullable(instant) }),
  }),
});

const nullable = z.nullable(z.number());
const healthPoint = z.object({
  /** When this stretch begins. */
  at: instant,
  score: nullable,
  lowestScore: nullable,
  successRate: nullable,
  errorRate: nullable,
  responseTime: nullable,
});

const outcomeCounts = z.object(
  Object.fromEntries(outcomes.map((outcome) => [outcome, z._default(z.int(), 0)])),
);
const runFigures = z.object({
  ended: z.int(),
  completed: z.int(),
  failed: z.int(),
  records: z.int(),
  /** Milliseconds; null where none ended. */
  averageMs: nullable,
  longestMs: nullable,
});
const figures = z.object({
  /** What became of changes, by direction. */
  in: outcomeCounts,
  out: outcomeCounts,
  changes: z.object({ ended: z.int(), failed: z.int() }),
  runs: runFigures,
  /** Milliseconds within which half, and 95 %, of the other system's answers came; null without any. */
  responseTime: z.nullable(z.object({ p50: z.number(), p95: z.number() })),
  /** There was more than was counted. */
  atLeast: z.boolean(),
});
export type Figures = z.input<typeof figures>;

const rates = z.object({
  /** Per cent of the runs that ended and of the changes that ended; null without any. */
  runSuccessRate: nullable,
  changeSuccessRate: nullable,
});

/** What ended within an hour; hours in which nothing did are left out. */
const hourly = z.array(
  z.object({
    at: instant,
    changes: z.object({ ended: z.int(), failed: z.int() }),
    /** Milliseconds within which half of the answers came; null without any. */
    answerMs: nullable,
  }),
);

export const healthOperations = {
  getHealth: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/health',
    summary: 'How well an integration does, why, and how that went over time',
    roles: admins,
    query: z.object({ range: z._default(z.enum(['24h', '7d', '30d', '90d']), '24h') }),
    response: z.object({
      integrationId: z.string(),
      /** When its changes and runs were counted last. */
      measuredAt: instant,
      health,
      /** How up to date each kind of data is, by what its newest runs looked through. */
      freshness: z.array(
        z.object({
          dataType,
          /** When all of it was last looked through; null while that did not happen yet. */
          readAt: z.nullable(instant),
          /** The rhythm promised it sooner. */
          late: z.boolean(),
          /** Why the newest run could not read it. */
          trouble: z.optional(z.string()),
        }),
      ),
      /** Length of a stretch of the series. */
      stepHours: z.int(),
      /** Oldest first; stretches in which nothing was measured are left out. */
      series: z.array(healthPoint),
    }),
  }),
  getMetrics: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/metrics',
    summary: 'What was synced, how long runs took and how fast the other system answered',
    roles: admins,
    query: z.object({
      /** The last day unless said; 90 days at most. */
      from: z.optional(instant),
      to: z.optional(instant),
    }),
    response: z.object({
      ...{ from: instant, to: instant, stepHours: z.int(), totals: figures },
      points: z.array(z.object({ at: instant, ...figures.shape })),
      /** Requests of its schedule, as per cent of what the other system allows; null where that is not known. */
      quota: z.nullable(z.object({ usedPercent: z.int(), requestsPerRun: z.int() })),
    }),
  }),
  allMetrics: operation({
    method: 'GET',
    path: '/api/admin/metrics',
    summary: 'The last day of all integrations',
    roles: admins,
    response: z.object({
      since: instant,
      totals: z.object({ ...figures.shape, ...rates.shape }),
      /** The day before that, to compare with. */
      dayBefore: z.object({ ...figures.shape, ...rates.shape }),
      /** Oldest first. */
      hours: hourly,
      /** The hour in work and the one before it. */
      lastHour: rates,
      integrations: z.array(
        z.object({
          ...{ id: z.string(), name: z.string(), status: integrationStatus, health: healthSummary },
          ...{ ...figures.shape, ...rates.shape, hours: hourly },
        }),
      ),
    }),
  }),
  systemStatus: operation({
    method: 'GET',
    path: '/api/admin/system/status',
    summary: 'What waits for somebody, and what goes on, over all integrations',
    roles: admins,
    response: z.object({
      integrations: z.object({
        total: z.int(),
        byStatus: z.record(integrationStatus, z.int()),
        byHealth: z.record(z.enum(healthStatuses), z.int()),
      }),
      alerts: z.object({ critical: z.int(), warning: z.int(), info: z.int(), muted: z.int() }),
      /** What people have to decide. Counted up to 100 an integration. */
      waiting: z.object({ conflicts: z.int(), reviews: z.int(), approvals: z.int() }),
      /** Changes that failed, and those that only wait. */
      parked: z.object({ failed: z.int(), waiting: z.int() }),
      runningJobs: z.int(),
      maintenance: z.object({ on: z.boolean(), reason: z.string() }),
    }),
  }),
} as const;
