import type { IntegrationWeek, Week } from '../../domain/digest.ts';
import { sumOfHours } from '../../domain/hour-figures.ts';
import type { Integration } from '../../domain/integration.ts';
import type { Instant } from '../../domain/values.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { HealthStore } from '../health/ports.ts';
import { type WaitingDeps, waitingOf } from '../health/waiting-of.ts';

export interface GatherDeps extends WaitingDeps {
  readonly health: Pick<HealthStore, 'hours'>;
}

const atOnce = 5;
/** What is counted of one kind at one integration at most. */
const page = { limit: 100 };

/** What these integrations did within the week and what waits, by reads by key. */
export const gatherWeek = (
  deps: GatherDeps,
  integrations: readonly Integration[],
  week: Pick<Week, 'from' | 'to'>,
): Promise<readonly IntegrationWeek[]> =>
  mapConcurrently(integrations, atOnce, (integration) => gather(deps, integration, week));

async function gather(
  deps: GatherDeps,
  { id, name, status }: Integration,
  { from, to }: Pick<Week, 'from' | 'to'>,
): Promise<IntegrationWeek> {
  const [[first, ...rest], waiting, alerts, conflicts, reviews, approvals] = await Promise.all([
    deps.health.hours(id, from, to),
    waitingOf(deps, id),
    deps.alerts.list(id, {}, page),
    deps.conflicts.list([id], {}, page),
    deps.reviews.list(id, {}, page),
    deps.approvals.list(id, {}, page),
  ]);
  const within = (at: Instant | undefined) => at !== undefined && at >= from && at < to;
  const people = conflicts.items.filter(({ status: end }) => end === 'RESOLVED');
  return {
    ...{ name, status: status.toLowerCase() },
    ...(first === undefined ? {} : { figures: sumOfHours(first, rest) }),
    decided: {
      conflicts: people.filter(({ resolvedAt }) => within(resolvedAt)).length,
      matches: reviews.items.filter(({ decidedAt }) => within(decidedAt)).length,
      deletions: approvals.items.filter(({ decidedAt }) => within(decidedAt)).length,
    },
    over: alerts.items.filter(({ resolvedAt }) => within(resolvedAt)),
    open: waiting.alerts,
    waiting,
  };
}
