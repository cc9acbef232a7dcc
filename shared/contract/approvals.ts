import * as z from 'zod/mini';
import { approvalStatuses } from '../domain/delete-brake.ts';
import { operation } from './operation.ts';
import { instant, pageQuery, pagination, resourceType } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;
const approvalStatus = z.enum(approvalStatuses);

export const approvalView = z.object({
  id: z.string(),
  /** Send it back with the decision, so that no deletion is decided that was not on the screen. */
  version: z.int(),
  integrationId: z.string(),
  integrationName: z.string(),
  status: approvalStatus,
  /** Why somebody is asked: one sentence. */
  reason: z.string(),
  /** How many deletions wait. */
  count: z.int(),
  /** Some of the pairs, at most 20. */
  samples: z.array(
    z.object({
      resourceType,
      internalId: z.string(),
      externalId: z.string(),
      /** Title or name of our record; of one that is gone the one that both sides last agreed on. */
      recordTitle: z.optional(z.string()),
      /** Where the record was deleted. */
      deletedIn: z.enum(['BRITEPOOL', 'EXTERNAL']),
    }),
  ),
  createdAt: instant,
  updatedAt: instant,
  decidedAt: z.optional(instant),
  decidedBy: z.optional(z.string()),
});

const shown = z.strictObject({ version: z.optional(z.int()) });
const decided = z.object({
  success: z.literal(true),
  approval: approvalView,
  /** Pairs that are looked at once more now, as they are by then. */
  pairs: z.int(),
});

export const approvalOperations = {
  listApprovals: operation({
    method: 'GET',
    path: '/api/admin/approvals',
    summary: 'Deletions that wait for a person (or were decided), integration by integration, newest first',
    roles: admins,
    query: z.object({
      integrationId: z.optional(z.string()),
      status: z._default(approvalStatus, 'PENDING'),
      ...pageQuery,
    }),
    response: z.object({ approvals: z.array(approvalView), pagination }),
  }),
  getApproval: operation({
    method: 'GET',
    path: '/api/admin/approvals/:approvalId',
    summary: 'One list of deletions and what was decided',
    roles: admins,
    response: z.object({ approval: approvalView }),
  }),
  approveDeletions: operation({
    method: 'POST',
    path: '/api/admin/approvals/:approvalId/approve',
    summary: 'Let the deletions go on; a record that came back or was edited since then stays',
    roles: admins,
    body: shown,
    response: decided,
  }),
  rejectDeletions: operation({
    method: 'POST',
    path: '/api/admin/approvals/:approvalId/reject',
    summary: 'Keep the records; their pairs go separate ways',
    roles: admins,
    body: shown,
    response: decided,
  }),
} as const;
