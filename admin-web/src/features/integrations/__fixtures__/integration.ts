import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import type { JobView } from '../../../../../shared/contract/jobs.ts';

/** A healthy integration with Asana, with what a test is about changed. */
export const anIntegration = (more: Partial<IntegrationView> = {}): IntegrationView => ({
  ...{ id: 'int_1', name: 'Garden', type: 'ASANA', status: 'ACTIVE', version: 1 },
  ...{ baseUrl: 'https://app.asana.com', authType: 'BEARER_TOKEN', settings: {} },
  ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'HOURLY', nextSyncAt: null },
  ...{ dataTypes: ['TASKS'], conflictStrategy: 'LATEST_WINS', whenPaused: 'hold', autoRecover: true },
  matchMode: 'MATCH_THEN_CREATE',
  deletePolicies: {
    ...{ TASKS: 'archive', MEMBERS: 'archive', PARTICIPATION_LOGS: 'archive' },
    ...{ EVENTS: 'archive', COMMITTEES: 'archive' },
  },
  ...{ webhookEndpoint: 'https://hooks.example', webhooksRegistered: 1 },
  credentialsSetAt: '2026-03-01T08:00:00.000Z',
  stats: { totalSyncs: 10, successRate: 100, pendingConflicts: 0, lastErrorCount: 0 },
  health: { status: 'HEALTHY', score: 100, sentence: 'All is well: both sides are up to date.' },
  ...{ createdAt: '2026-03-01T08:00:00.000Z', updatedAt: '2026-03-01T08:00:00.000Z' },
  ...more,
});

/** A first import that waits for somebody to begin it, with what a test is about changed. */
export const aFirstImport = (more: Partial<JobView> = {}): JobView => ({
  ...{ id: 'job_1', integrationId: 'int_1', jobType: 'INITIAL_IMPORT', status: 'PENDING', fullSync: true },
  ...{ heldBy: 'INTEGRATION', pages: 0, totalRecords: 0, rate: 0 },
  ...{ successCount: 0, unchangedCount: 0, errorCount: 0, conflictCount: 0 },
  progress: { phase: 'READING', done: 0, total: null, rate: 0, estimatedEndAt: null },
  ...{ startedBy: 'ada', startedAt: '2026-03-01T08:00:00.000Z' },
  ...more,
});
