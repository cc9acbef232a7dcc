import type { JobView } from '../../../../../shared/contract/jobs.ts';

/** A run that went well and found nothing to do, with what a test is about changed. */
export const aRun = (id: string, more: Partial<JobView> = {}): JobView => ({
  ...{ id, integrationId: 'int_1', jobType: 'SCHEDULED_SYNC', status: 'COMPLETED', fullSync: false },
  ...{ pages: 1, totalRecords: 40, successCount: 0, unchangedCount: 40, errorCount: 0, conflictCount: 0 },
  ...{ rate: 10, startedBy: 'schedule', durationMs: 4000 },
  progress: { phase: 'DONE', done: 40, total: 40, rate: 10, estimatedEndAt: null },
  startedAt: `2026-03-01T${id}:00.000Z`,
  ...more,
});
