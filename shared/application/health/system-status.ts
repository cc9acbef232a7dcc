import { type Alert, isMuted } from '../../domain/alert.ts';
import { type HealthStatus, healthStatuses } from '../../domain/health.ts';
import { type IntegrationStatus, integrationStatuses } from '../../domain/integration.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { IntegrationStore, JobStore } from '../ports.ts';
import { type LookDeps, latestLooks } from './latest-looks.ts';
import { type WaitingDeps, waitingOf } from './waiting-of.ts';

export interface StatusDeps extends LookDeps, WaitingDeps {
  readonly integrations: Pick<IntegrationStore, 'list'>;
  readonly jobs: Pick<JobStore, 'list' | 'unfinished'>;
}

export interface SystemStatus {
  readonly integrations: {
    readonly total: number;
    readonly byStatus: Record<IntegrationStatus, number>;
    readonly byHealth: Record<HealthStatus, number>;
  };
  readonly alerts: { critical: number; warning: number; info: number; muted: number };
  readonly waiting: { conflicts: number; reviews: number; approvals: number };
  readonly parked: { failed: number; waiting: number };
  readonly runningJobs: number;
  readonly maintenance: { readonly on: boolean; readonly reason: string };
}

const atOnce = 5;

/** What waits for somebody and what goes on, by reads by key whose number rises with the integrations only. */
export async function systemStatus(deps: StatusDeps): Promise<SystemStatus> {
  const integrations = await deps.integrations.list({});
  const [looks, parts, jobs, maintenance] = await Promise.all([
    latestLooks(deps, integrations),
    mapConcurrently(integrations, atOnce, ({ id }) => waitingOf(deps, id)),
    deps.jobs.unfinished(),
    deps.maintenance.get(),
  ]);
  const sum = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((all, part) => all + of(part), 0);
  const healths = [...looks.values()].map(({ health }) => health.status);
  const told = parts.flatMap(({ alerts }) => alerts);
  const muted = told.filter((alert) => isMuted(alert, deps.clock.now()));
  const loud = told.filter((alert) => !muted.includes(alert));
  const ofSeverity = (severity: Alert['severity']) =>
    loud.filter((alert) => alert.severity === severity).length;
  return {
    integrations: {
      total: integrations.length,
      byStatus: tally(
        integrationStatuses,
        integrations.map(({ status }) => status),
      ),
      byHealth: tally(healthStatuses, healths),
    },
    alerts: {
      ...{ critical: ofSeverity('critical'), warning: ofSeverity('warning'), info: ofSeverity('info') },
      muted: muted.length,
    },
    waiting: {
      conflicts: sum((part) => part.conflicts),
      reviews: sum((part) => part.reviews),
      approvals: sum((part) => part.approvals),
    },
    parked: { failed: sum((part) => part.failed), waiting: sum((part) => part.held) },
    runningJobs: jobs.filter(({ status }) => status === 'RUNNING').length,
    maintenance: { on: maintenance?.on ?? false, reason: maintenance?.reason ?? '' },
  };
}

function tally<Name extends string>(names: readonly Name[], all: readonly Name[]): Record<Name, number> {
  const entries = names.map((name) => [name, all.filter((each) => each === name).length]);
  return Object.fromEntries(entries);
}
