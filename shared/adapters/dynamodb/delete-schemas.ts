import * as z from 'zod';
import { approvalStatuses, type DeleteApproval, type DeleteWindow } from '../../domain/delete-brake.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { stored } from './upcast.ts';

const text = z.string();

export const deleteWindowItem: z.ZodType<DeleteWindow> = stored(
  'count of deletions',
  z.object({
    schemaVersion: z.literal(1),
    integrationId: text,
    version: z.int(),
    recent: z.array(z.object({ key: text, at: text })),
    approvalId: z.exactOptional(text),
  }),
);

export const deleteApprovalItem: z.ZodType<DeleteApproval> = stored(
  'deletion that waits',
  z.object({
    schemaVersion: z.literal(1),
    id: text,
    version: z.int(),
    integrationId: text,
    status: z.enum(approvalStatuses),
    reason: text,
    count: z.int(),
    samples: z.array(
      z.object({
        mappingId: text,
        resourceType: z.enum(resourceTypes),
        internalId: text,
        externalId: text,
        side: z.enum(['local', 'external']),
      }),
    ),
    createdAt: text,
    updatedAt: text,
    decidedAt: z.exactOptional(text),
    decidedBy: z.exactOptional(text),
  }),
);
