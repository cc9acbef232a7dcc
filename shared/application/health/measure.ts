import { withinMs } from '../../domain/answer-times.ts';
import { type Breaker, isOpen } from '../../domain/breaker.ts';
import { addSeconds } from '../../domain/dates.ts';
import {
  type Health,
  type HealthFacts,
  type HealthState,
  healthOf,
  runsLookedAt,
} from '../../domain/health.ts';
import {
  changesOf,
  type HourFigures,
  hourFigures,
  hourOf,
  noFigures,
  sumOfHours,
} from '../../domain/hour-figures.ts';
import type { Integration } from '../../domain/integration.ts';
import { isOver, type JobExecution } from '../../domain/job.ts';
import { parseLogId } from '../../domain/log-id.ts';
import { type ResourceType, resourceTypes } from '../../domain/resources.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import type { Instant } from '../../domain/values.ts';
import type { BreakerStore, Clock, ConflictStore, JobStore, LogStore, MaintenanceStore } from '../ports.ts';
import type { HealthSnapshot, HealthStore } from './ports.ts';

export interface MeasureDeps {
  readonly health: HealthStore;
  readonly jobs: Pick<JobStore, 'list'>;
  readonly logs: Pick<LogStore, 'list'>;
  readonly conflicts: Pick<ConflictStore, 'list'>;
  readonly breakers: Pick<BreakerStore, 'get'>;
  readonly maintenance: Pick<MaintenanceStore, 'get'>;
  readonly clock: Clock;
}

export interface Measured {
  readonly snapshot: HealthSnapshot;
  readonly health: Health;
  /** Figures of the hour in work and, while late changes may still end in it, of the one before. */
  readonly hours: readonly HourFigures[];
}

/** Log entries that one look reads at most; beyond that the hour's figures say that there were more. */
const mostEntries = 2000;
const mostConflicts = 100;
const jobsRead = 50;
/** A change ends up to half an hour after it was received, when its last try is over. */
const lateMinutes = 40;
const fewestOfAKind = 3;
const errorsShown = 3;

/** Looks at one integration: counts the hour in work, and judges the last day. Reads only; the caller stores it. */
export async function measure(deps: MeasureDeps, integration: Integration): Promise<Measured> {
  const now = deps.clock.now();
  const hour = hourOf(now);
  const isLate = Number(now.slice(14, 16)) < lateMinutes;
  const begins = isLate ? [addSeconds(hour, -3600), hour] : [hour];
  const [known, jobs, entries, conflicts, breaker, maintenance] = await Promise.all([
    deps.health.hours(integration.id, hourOf(addSeconds(now, -86_400)), hour),
    deps.jobs.list(integration.id, { limit: jobsRead }),
    newestEntries(deps, integration.id, begins[0] ?? hour),
    deps.conflicts.list([integration.id], { status: 'PENDING' }, { limit: mostConflicts }),
    deps.breakers.get(integration.id),
    deps.maintenance.get(),
  ]);
  const counted = begins.map((begin): HourFigures => {
    const figures = hourFigures({ integrationId: integration.id, hour: begin }, entries.logs, jobs.items);
    const before = known.find((each) => each.hour === begin);
    const { score, lowestScore } = before ?? {};
    return {
      ...figures,
      ...(entries.more ? { atLeast: true as const } : {}),
      ...(score === undefined ? {} : { score }),
      ...(lowestScore === undefined ? {} : { lowestScore }),
    };
  });
  const day = [...known.filter(({ hour: at }) => !begins.includes(at)), ...counted];
  const facts = factsOf(day, jobs.items, entries.logs, conflicts.items.length, now);
  const health = healthOf(stateOf(integration, breaker, maintenance?.on), facts, now);
  const { status, score, sentence } = health;
  return {
    health,
    snapshot: {
      ...{ schemaVersion: 1, integrationId: integration.id, measuredAt: now, facts },
      health: { status, score, sentence },
    },
    hours: counted.map((figures) =>
      figures.hour === hour
        ? { ...figures, score, lowestScore: Math.min(score, figures.lowestScore ?? score) }
        : figures,
    ),
  };
}

/** What the integration is like now, as its health depends on it. */
export const stateOf = (
  integration: Integration,
  breaker: Breaker | undefined,
  maintenance: boolean | undefined,
): HealthState => {
  const { status, syncFrequency, createdAt, lastSyncAt } = integration;
  return {
    ...{ status, syncFrequency, createdAt, maintenance: maintenance ?? false },
    ...(lastSyncAt === undefined ? {} : { lastSyncAt }),
    ...(breaker !== undefined && isOpen(breaker)
      ? { outageSince: breaker.openedAt ?? breaker.firstFailureAt }
      : {}),
  };
};

type Filed = SyncLog & { readonly filedAt: Instant };

async function newestEntries(
  { logs }: MeasureDeps,
  integrationId: string,
  from: Instant,
): Promise<{ readonly logs: readonly Filed[]; readonly more: boolean }> {
  const page = await logs.list(integrationId, { from }, { limit: mostEntries });
  const filed = page.items.map((log) => ({ ...log, filedAt: parseLogId(log.id)?.at ?? log.createdAt }));
  return { logs: filed, more: page.cursor !== undefined && filed.length >= mostEntries };
}

function factsOf(
  day: readonly HourFigures[],
  jobs: readonly JobExecution[],
  logs: readonly Filed[],
  pendingConflicts: number,
  now: Instant,
): HealthFacts {
  const whole = sumOfHours(noFigures('', hourOf(now)), day);
  const over = jobs
    .filter(({ status }) => status === 'COMPLETED' || status === 'FAILED')
    .slice(0, runsLookedAt);
  const answerMs = withinMs(whole.answers, 0.95);
  const since = addSeconds(now, -3600);
  const hourly = logs.filter(({ filedAt }) => filedAt > since);
  const [newest] = jobs.filter(({ status }) => isOver(status));
  return {
    runs: over.map(({ status }) => status === 'COMPLETED'),
    changes: changesOf(day),
    lastHour: { ended: hourly.length, failed: hourly.filter(({ status }) => status === 'FAILED').length },
    ...(answerMs === undefined ? {} : { answerMs }),
    failingKinds: failingKinds(whole),
    unread: (newest?.skipped ?? []).map(({ stream }) => stream),
    pendingConflicts,
    recentErrors: [...new Set([...faultsOf(logs), ...over.flatMap(({ errorMessage }) => errorMessage ?? [])])]
      .slice(0, errorsShown)
      .map((text) => text.slice(0, 200)),
  };
}

const failingKinds = ({ kinds }: HourFigures): readonly ResourceType[] =>
  resourceTypes.filter((type) => {
    const { ended, failed } = kinds[type] ?? { ended: 0, failed: 0 };
    return failed >= fewestOfAKind && failed === ended;
  });

const faultsOf = (logs: readonly SyncLog[]): readonly string[] =>
  logs.flatMap(({ status, fault }) => (status === 'FAILED' && fault !== undefined ? [fault.message] : []));
