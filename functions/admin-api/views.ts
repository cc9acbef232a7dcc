import { webhookEndpoint } from '../../shared/application/webhooks/register.ts';
import type { Api } from '../../shared/contract/api.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import type { JobExecution } from '../../shared/domain/job.ts';
import { progressOf } from '../../shared/domain/job-progress.ts';
import type { SyncLog } from '../../shared/domain/sync-log.ts';
import type { RouteOutput } from '../runtime/http/serve.ts';

type View<Name extends keyof Api> = RouteOutput<Api[Name]>;
type IntegrationView = View<'getIntegration'>['integration'];
/** What is counted of an integration, beside what it is. */
export type Activity = Pick<IntegrationView, 'stats' | 'health' | 'currentJob' | 'outage'>;

export function integrationView(
  integration: Integration,
  activity: Activity,
  publicBaseUrl: string,
  nextSyncAt: string | null,
): IntegrationView {
  const {
    schemaVersion: _stored,
    webhooks,
    pendingHandshake: _private,
    createdBy: _admin,
    allowedIps: _list,
    edition,
    ...shown
  } = integration;
  return {
    ...shown,
    version: edition,
    nextSyncAt,
    settings: { ...shown.settings },
    dataTypes: [...shown.dataTypes],
    deletePolicies: { ...shown.deletePolicies },
    ...(shown.customMergeRules === undefined ? {} : { customMergeRules: { ...shown.customMergeRules } }),
    webhookEndpoint: webhookEndpoint(publicBaseUrl, integration.id),
    webhooksRegistered: webhooks.length,
    ...activity,
  } as IntegrationView;
}

type LogView = View<'listLogs'>['logs'][number];

export function logView(log: SyncLog, recordTitle?: string): LogView {
  const {
    schemaVersion: _stored,
    changes,
    waiting: _open,
    fieldMappingVersion: _version,
    fault,
    attempts: _tries,
    decided: _act,
    ...shown
  } = log;
  return {
    ...shown,
    ...(recordTitle === undefined ? {} : { recordTitle }),
    changedFields: changes.map(({ field }) => field),
    ...(fault === undefined ? {} : { errorMessage: fault.message }),
    ...(fault?.httpStatus === undefined ? {} : { httpStatus: fault.httpStatus }),
  };
}

export const logDetail = (log: SyncLog, recordTitle?: string): View<'getLog'>['log'] =>
  ({
    ...logView(log, recordTitle),
    changes: log.changes.map((change) => ({ ...change })),
    waiting: log.waiting.map((item) => ({ ...item })),
    fieldMappingVersion: log.fieldMappingVersion,
    attempts: (log.attempts ?? []).map((attempt) => ({ ...attempt })),
    ...(log.fault?.exchange === undefined ? {} : { exchange: { ...log.fault.exchange } }),
    ...(log.decided === undefined ? {} : { decided: { ...log.decided } }),
  }) as View<'getLog'>['log'];

/** Schedules tell their time without milliseconds. */
const instantOf = (text: string): string => new Date(text).toISOString();

/** `rate` counts to the end of the run, or to its last sign of life. */
export function jobView(job: JobExecution): View<'getJob'>['job'] {
  const progress = progressOf(job);
  const { id, integrationId, jobType, status, fullSync, pages, totalRecords, startedBy, startedAt } = job;
  const { successCount, unchangedCount, errorCount, conflictCount } = job;
  return {
    ...{ id, integrationId, jobType, status, fullSync, pages, totalRecords, startedBy, startedAt },
    ...{ successCount, unchangedCount, errorCount, conflictCount },
    ...(job.expectedRecords === undefined ? {} : { expectedRecords: job.expectedRecords }),
    progress: { ...progress },
    rate: Math.round(progress.rate),
    ...(job.localCount === undefined ? {} : { localCount: job.localCount }),
    ...(job.handedOnCount === undefined ? {} : { handedOnCount: job.handedOnCount }),
    ...(job.status === 'PENDING' ? { heldBy: job.heldBy === undefined ? 'ADMIN' : 'INTEGRATION' } : {}),
    ...(job.scheduledFor === undefined ? {} : { scheduledFor: instantOf(job.scheduledFor) }),
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
    ...(job.completedAt === undefined ? {} : { completedAt: job.completedAt }),
    ...(job.durationMs === undefined ? {} : { durationMs: job.durationMs }),
  };
}
