import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { instant, json, pageQuery, pagination } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

export const auditView = z.object({
  id: z.string(),
  at: instant,
  /** Who did it: an admin, or `guardian` and the like for what happens by itself. */
  actor: z.string(),
  action: z.string(),
  /** What it was done to. */
  subject: z.string(),
  before: json,
  after: json,
});

export const auditOperations = {
  listAudit: operation({
    method: 'GET',
    path: '/api/admin/audit',
    summary: 'What people did, newest first; nothing of it is ever changed',
    roles: admins,
    query: z.object(pageQuery),
    response: z.object({ entries: z.array(auditView), pagination }),
  }),
} as const;
