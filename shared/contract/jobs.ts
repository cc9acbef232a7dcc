import * as z from 'zod/mini';
import { jobPhases } from '../domain/job-progress.ts';
import { operation } from './operation.ts';
import { instant, jobStatus, jobType, pageQuery, pagination } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

/** One run and, while it goes, how far it is. */
export const jobView = z.object({
  id: z.string(),
  integrationId: z.string(),
  jobType,
  status: jobStatus,
  fullSync: z.boolean(),
  pages: z.int(),
  totalRecords: z.int(),
  expectedRecords: z.optional(z.int()),
  successCount: z.int(),
  unchangedCount: z.int(),
  errorCount: z.int(),
  conflictCount: z.int(),
  /** Records a second so far. */
  rate: z.number(),
  progress: z.object({
    phase: z.enum(jobPhases),
    /** Records looked at, on both sides. */
    done: z.int(),
    /** What the step in work will have looked at; null where the other system does not tell. */
    total: z.nullable(z.int()),
    rate: z.number(),
    /** When the step in work ends at this rate. */
    estimatedEndAt: z.nullable(instant),
  }),
  /** Our own records looked through by a run in both directions. */
  localCount: z.optional(z.int()),
  /** How many of them were sent on their way to the other system. */
  handedOnCount: z.optional(z.int()),
  /** Why a PENDING run waits: its integration does, or an admin paused it. */
  heldBy: z.optional(z.enum(['INTEGRATION', 'ADMIN'])),
  /** When its schedule meant it to begin. */
  scheduledFor: z.optional(instant),
  errorMessage: z.optional(z.string()),
  startedBy: z.string(),
  startedAt: instant,
  completedAt: z.optional(instant),
  durationMs: z.optional(z.number()),
});
export type JobView = z.output<typeof jobView>;

export const jobOperations = {
  listAllJobs: operation({
    method: 'GET',
    path: '/api/admin/jobs',
    summary: 'Runs of all integrations in one state, newest first: those going on now, unless said',
    roles: admins,
    query: z.object({ status: z._default(jobStatus, 'RUNNING'), ...pageQuery }),
    response: z.object({ jobs: z.array(jobView), pagination }),
  }),
  cancelJob: operation({
    method: 'POST',
    path: '/api/admin/jobs/:jobId/cancel',
    summary: 'End a run after the page it is at; what it did stays',
    roles: admins,
    response: z.object({ success: z.literal(true), job: jobView }),
  }),
} as const;
