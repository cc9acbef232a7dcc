import * as z from 'zod';
import type { Change } from '../../../shared/domain/change.ts';
import type { JobMessage } from '../../../shared/domain/job.ts';
import { resourceTypes } from '../../../shared/domain/resources.ts';

const schemaVersion = z.literal(1);

/** A change as it lies on changes.fifo. */
export const changeSchema: z.ZodType<Change> = z.object({
  schemaVersion,
  integrationId: z.string(),
  resourceType: z.enum(resourceTypes),
  stream: z.string(),
  side: z.enum(['external', 'local']),
  recordId: z.string(),
  kind: z.enum(['upserted', 'deleted']),
  cause: z.enum(['webhook', 'poll', 'edit', 'retry', 'manual']),
  receivedAt: z.string(),
  deliveryKey: z.string(),
  logId: z.string(),
  jobId: z.exactOptional(z.string()),
  edition: z.exactOptional(z.int()),
  given: z.exactOptional(z.object({ by: z.string(), values: z.record(z.string(), z.json()) })),
});

/** A message as it lies on jobs.fifo. */
export const jobMessageSchema: z.ZodType<JobMessage> = z.discriminatedUnion('kind', [
  z.object({
    schemaVersion,
    kind: z.literal('page'),
    jobId: z.string(),
    integrationId: z.string(),
    page: z.int(),
  }),
  z.object({
    schemaVersion,
    kind: z.literal('due'),
    integrationId: z.string(),
    scheduledFor: z.string(),
  }),
  z.object({ schemaVersion, kind: z.enum(['release', 'webhooks', 'drift']), integrationId: z.string() }),
]);
