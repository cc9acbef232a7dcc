import type { HealthNow } from '../../shared/application/health/health-now.ts';
import { type LookDeps, latestLooks } from '../../shared/application/health/latest-looks.ts';
import type {
  BreakerStore,
  ConflictStore,
  JobStore,
  LogStore,
  PairStore,
} from '../../shared/application/ports.ts';
import { type Breaker, isOpen } from '../../shared/domain/breaker.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { isOver } from '../../shared/domain/job.ts';
import { type Activity, jobView } from './views.ts';

export interface StatsDeps extends LookDeps {
  readonly logs: LogStore;
  readonly jobs: JobStore;
  readonly pairs: PairStore;
  readonly conflicts: ConflictStore;
  readonly breakers: Pick<BreakerStore, 'get' | 'getMany'>;
}

/** Figures of each: its last 50 runs, its health, and the run that is going on; by id. */
export async function statsOf(
  deps: StatsDeps,
  integrations: readonly Integration[],
): Promise<ReadonlyMap<string, Activity>> {
  const looks = await latestLooks(deps, integrations);
  const all = await Promise.all(
    integrations.map(async ({ id }) => [id, await activityOf(deps, id, looks.get(id))] as const),
  );
  return new Map(all);
}

async function activityOf(deps: StatsDeps, id: string, look: HealthNow | undefined): Promise<Activity> {
  const [jobs, conflicts, breaker] = await Promise.all([
    deps.jobs.list(id, { limit: 50 }),
    deps.conflicts.list([id], { status: 'PENDING' }, { limit: 100 }),
    deps.breakers.get(id),
  ]);
  const current = jobs.items.find(({ status }) => !isOver(status));
  const failed = look?.health.indicators.errorRate.value ?? 0;
  return {
    ...(current === undefined ? {} : { currentJob: jobView(current) }),
    ...(breaker !== undefined && isOpen(breaker) ? { outage: outageView(breaker) } : {}),
    ...(look === undefined ? {} : { health: summaryOf(look) }),
    stats: {
      totalSyncs: jobs.items.reduce((sum, job) => sum + job.totalRecords, 0),
      successRate: Math.round((100 - failed) * 10) / 10,
      pendingConflicts: conflicts.items.length,
      lastErrorCount: jobs.items[0]?.errorCount ?? 0,
    },
  };
}

export const summaryOf = ({ health: { status, score, sentence } }: HealthNow) => ({
  ...{ status, score, sentence },
});

const outageView = ({ openedAt, firstFailureAt, reason, probeAt }: Breaker) => ({
  ...{ since: openedAt ?? firstFailureAt, reason },
  ...(probeAt === undefined ? {} : { nextTryAt: probeAt }),
});
