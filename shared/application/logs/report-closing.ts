import { addSeconds } from '../../domain/dates.ts';
import type { Clock, IntegrationStore, LogStore, ParkedStore } from '../ports.ts';
import { reportGivenUp } from '../sync/report-given-up.ts';

export interface ReportDeps {
  readonly integrations: IntegrationStore;
  readonly parked: ParkedStore;
  readonly logs: LogStore;
  readonly clock: Clock;
  /** Days after which log entries expire. */
  readonly logDays: number;
}

export interface ClosingReport {
  readonly integrationId: string;
  /** Log entries that expire within the coming week. */
  readonly expiring: number;
  /** Entries of the week before whose time is over and that the table has not let go yet. */
  readonly overdue: number;
  /** Parked changes that no retry will mend any more: a person has to decide. */
  readonly givenUp: number;
  /** Parked changes that are still retried. */
  readonly waiting: number;
}

const week = 7;

/**
 * What goes and what is left over, per integration. Entries go by TTL and nothing is deleted here; the audit trail is
 * in none of these counts, because it stays.
 */
export async function reportClosing(deps: ReportDeps): Promise<readonly ClosingReport[]> {
  const parked = await reportGivenUp(deps);
  const reports: ClosingReport[] = [];
  for (const { integrationId, givenUp, waiting } of parked) {
    const expiring = await countDays(deps, integrationId, deps.logDays - week);
    const overdue = await countDays(deps, integrationId, deps.logDays + 1);
    reports.push({ integrationId, expiring, overdue, givenUp, waiting });
  }
  return reports;
}

/** Entries of the seven days that begin so many days ago, the youngest day first. */
async function countDays(deps: ReportDeps, integrationId: string, from: number): Promise<number> {
  const now = deps.clock.now();
  const days = Array.from({ length: week }, (_, day) => addSeconds(now, -(from + day) * 86_400).slice(0, 10));
  const counts = await Promise.all(days.map((day) => deps.logs.countOfDay(integrationId, day)));
  return counts.reduce((sum, count) => sum + count, 0);
}
