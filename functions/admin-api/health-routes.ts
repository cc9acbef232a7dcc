import { mapConcurrently } from '../../shared/application/concurrency.ts';
import { errorFields } from '../../shared/application/error-fields.ts';
import { type LookDeps, latestLooks } from '../../shared/application/health/latest-looks.ts';
import { longestDays, seriesOf } from '../../shared/application/health/series.ts';
import { type StatusDeps, systemStatus } from '../../shared/application/health/system-status.ts';
import { streamsOf } from '../../shared/application/jobs/streams.ts';
import { planQuota } from '../../shared/application/quotas/plan-quota.ts';
import type { healthOperations } from '../../shared/contract/health.ts';
import { addSeconds, elapsed } from '../../shared/domain/dates.ts';
import { freshnessOf } from '../../shared/domain/freshness.ts';
import { hourOf, noFigures, sumOfHours } from '../../shared/domain/hour-figures.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { ProblemError } from '../runtime/http/problem.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { figuresOf, healthPoint, hoursOf, ratesOf } from './figures.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';
import { summaryOf } from './integration-stats.ts';

const day = 86_400;
const ranges = { '24h': day, '7d': 7 * day, '30d': 30 * day, '90d': 90 * day } as const;
const atOnce = 5;

export type HealthRouteDeps = ApiDeps & LookDeps & StatusDeps;

/** How each integration does, how all of them do, and what waits. */
export function healthRoutes(deps: HealthRouteDeps): Routes<typeof healthOperations> {
  return {
    async getHealth({ params, query }) {
      const integration = await findIntegration(deps, params.id);
      const now = deps.clock.now();
      const [look, freshness, series] = await Promise.all([
        lookOf(deps, integration),
        freshnessNow(deps, integration, now),
        seriesOf(deps.health, integration.id, addSeconds(now, -ranges[query.range]), now),
      ]);
      return {
        integrationId: integration.id,
        measuredAt: look.snapshot.measuredAt,
        health: look.health,
        freshness: freshness.map((each) => ({ ...each })),
        stepHours: series.stepHours,
        series: series.points.map(healthPoint),
      };
    },
    async getMetrics({ params, query }) {
      const integration = await findIntegration(deps, params.id);
      const to = query.to ?? deps.clock.now();
      const from = query.from ?? addSeconds(to, -day);
      checkBounds(from, to);
      const series = await seriesOf(deps.health, integration.id, from, to);
      const totals = sumOfHours(noFigures(integration.id, series.from), series.points);
      return {
        ...{ from: series.from, to, stepHours: series.stepHours, totals: figuresOf(totals) },
        points: series.points.map((point) => ({ at: point.hour, ...figuresOf(point) })),
        quota: await quotaOf(deps, integration),
      };
    },
    async allMetrics() {
      const integrations = await deps.integrations.list({});
      const now = deps.clock.now();
      const since = hourOf(addSeconds(now, -day));
      const before = addSeconds(since, -day);
      const [looks, twoDays] = await Promise.all([
        latestLooks(deps, integrations),
        mapConcurrently(integrations, atOnce, async ({ id }) => deps.health.hours(id, before, now)),
      ]);
      const all = twoDays.map((hours) => hours.filter(({ hour }) => hour >= since));
      const earlier = twoDays.map((hours) => hours.filter(({ hour }) => hour < since));
      const sum = (hours: typeof all) => sumOfHours(noFigures('', since), hours.flat());
      const [totals, dayBefore] = [sum(all), sum(earlier)];
      const recent = all.map((hours) => hours.filter(({ hour }) => hour >= hourOf(addSeconds(now, -3600))));
      return {
        since,
        totals: { ...figuresOf(totals), ...ratesOf(totals) },
        dayBefore: { ...figuresOf(dayBefore), ...ratesOf(dayBefore) },
        hours: hoursOf(all.flat()),
        lastHour: ratesOf(sum(recent)),
        integrations: integrations.flatMap(({ id, name, status }, index) => {
          const look = looks.get(id);
          const mine = sum([all[index] ?? []]);
          return look === undefined
            ? []
            : [
                {
                  ...{ id, name, status, health: summaryOf(look), ...figuresOf(mine), ...ratesOf(mine) },
                  hours: hoursOf(all[index] ?? []),
                },
              ];
        }),
      };
    },
    systemStatus: () => systemStatus(deps),
  };
}

async function lookOf(deps: LookDeps, integration: Integration) {
  const look = (await latestLooks(deps, [integration])).get(integration.id);
  return accepted(look ?? { refused: 'not-found' as const, message: 'It was deleted meanwhile.' });
}

const runsRead = 50;

/** An integration of a system that this version does not know has no kinds of data. */
async function freshnessNow(deps: HealthRouteDeps, integration: Integration, now: string) {
  const [streams, jobs] = await Promise.all([
    streamsOf(deps.connectors, integration, integration.dataTypes).catch(() => []),
    deps.jobs.list(integration.id, { limit: runsRead }),
  ]);
  return freshnessOf(integration, streams, jobs.items, now);
}

function checkBounds(from: string, to: string): void {
  const seconds = elapsed(from, to) / 1000;
  if (seconds > 0 && seconds <= longestDays * day) return;
  throw new ProblemError(400, 'invalid', 'A filter is wrong', {
    errors: [
      {
        pointer: '/query/from',
        detail: `Give a time before the end, and at most ${longestDays} days before it.`,
      },
    ],
    hint: 'Correct the values named and send the request again.',
  });
}

/** An integration of a system that this version does not know has no plan to show. */
async function quotaOf(deps: ApiDeps, integration: Integration) {
  try {
    const { usedPercent, requestsPerRun } = await planQuota(deps, integration);
    return { usedPercent, requestsPerRun };
  } catch (error) {
    deps.logger.debug('a quota plan cannot be made', {
      integrationId: integration.id,
      ...errorFields(error),
    });
    return null;
  }
}
