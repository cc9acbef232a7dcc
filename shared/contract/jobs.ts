import * as z from 'zod/mini';
import { instant, jobStatus, jobType } from './values.ts';

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
  errorMessage: z.optional(z.string()),
  startedBy: z.string(),
  startedAt: instant,
  completedAt: z.optional(instant),
  durationMs: z.optional(z.number()),
});
export type JobView = z.output<typeof jobView>;
