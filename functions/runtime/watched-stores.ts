import type { AlertStore, BreakerStore, JobStore, ParkedStore } from '../../shared/application/ports.ts';
import type { Alert } from '../../shared/domain/alert.ts';
import type { BreakerState } from '../../shared/domain/breaker.ts';
import { isOver, type JobExecution } from '../../shared/domain/job.ts';
import type { Observed } from './observe.ts';

interface Watched {
  readonly jobs: JobStore;
  readonly alerts: AlertStore;
  readonly breakers: BreakerStore;
  readonly parked: ParkedStore;
}

/** The stores, telling operators of what they keep: whoever ends a run or raises an alert, it is told in one place. */
export const watchedStores = (stores: Watched, observed: Observed): Watched => ({
  jobs: watchedJobs(stores.jobs, observed),
  alerts: watchedAlerts(stores.alerts, observed),
  breakers: watchedBreakers(stores.breakers, observed),
  parked: watchedParked(stores.parked, observed),
});

function watchedJobs(jobs: JobStore, observed: Observed): JobStore {
  return {
    ...jobs,
    async start(job) {
      const started = await jobs.start(job);
      if (started.outcome === 'started') observed.logger.info('a run began', aboutJob(job));
      return started;
    },
    async put(job) {
      const put = await jobs.put(job);
      if (put === 'written') tellStep(job, observed);
      return put;
    },
  };
}

function tellStep(job: JobExecution, { logger, metrics }: Observed): void {
  const fields = {
    ...aboutJob(job),
    ...{ processed: job.totalRecords, succeeded: job.successCount, unchanged: job.unchangedCount },
    ...{ failed: job.errorCount, conflicts: job.conflictCount },
    durationMs: job.durationMs,
  };
  const about = { integrationId: job.integrationId };
  if (isOver(job.status)) metrics.count('RunsEnded', 1, about);
  if (job.status === 'FAILED') metrics.count('RunsFailed', 1, about);
  if (job.status === 'RUNNING') logger.info('a run took a step', fields);
  else if (job.status === 'PENDING') logger.info('a run waits', fields);
  else if (job.status !== 'FAILED') logger.info('a run ended', fields);
  else logger.error('a run failed', { ...fields, reason: job.errorDetails?.kind });
}

const aboutJob = ({ id, integrationId, jobType, status, pages }: JobExecution) => ({
  jobId: id,
  ...{ integrationId, jobType, status, pages },
});

function watchedAlerts(alerts: AlertStore, observed: Observed): AlertStore {
  return {
    ...alerts,
    async put(alert) {
      const put = await alerts.put(alert);
      if (put === 'written' && alert.version === 1) tellRaised(alert, observed);
      return put;
    },
    async resolve(alert) {
      const resolved = await alerts.resolve(alert);
      if (resolved === 'written') observed.logger.info('an alert is over', aboutAlert(alert));
      return resolved;
    },
  };
}

function tellRaised(alert: Alert, { logger, metrics }: Observed): void {
  metrics.count('AlertsRaised', 1, { integrationId: alert.integrationId });
  if (alert.severity === 'critical') logger.fatal('an alert was raised', aboutAlert(alert));
  else logger.warn('an alert was raised', aboutAlert(alert));
}

const aboutAlert = ({ id, integrationId, kind, severity }: Alert) => ({
  ...{ alertId: id, integrationId, alertKind: kind, severity },
});

/** Whether an outage begins, goes on or ends is told by the state before, which whoever writes has read or written. */
function watchedBreakers(breakers: BreakerStore, { logger, metrics }: Observed): BreakerStore {
  const last = new Map<string, BreakerState>();
  return {
    ...breakers,
    async get(integrationId) {
      const breaker = await breakers.get(integrationId);
      last.set(integrationId, breaker?.state ?? 'closed');
      return breaker;
    },
    async put(breaker) {
      const put = await breakers.put(breaker);
      if (put === 'stale') return put;
      const { integrationId, state } = breaker;
      const before = last.get(integrationId);
      last.set(integrationId, state);
      if (state === 'open' && before === 'probing') logger.info('a system is still down', { integrationId });
      if (state === 'closed' && before === 'probing') logger.info('a breaker closed', { integrationId });
      if (state === 'open' && before !== 'probing') {
        logger.error('a breaker opened', { integrationId });
        metrics.count('BreakersOpened', 1, { integrationId });
      }
      return put;
    },
  };
}

function watchedParked(parked: ParkedStore, { logger, metrics }: Observed): ParkedStore {
  return {
    ...parked,
    async put(item) {
      await parked.put(item);
      if (item.held === true) return;
      const { integrationId, change, tries, fault } = item;
      metrics.count('Parked', 1, { integrationId });
      logger.warn('a change was set aside', {
        ...{ integrationId, logId: change.logId, resourceType: change.resourceType },
        ...{ attempt: tries, fault: fault.kind },
      });
    },
  };
}
