import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { instant, json, pageQuery, pagination } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

export const auditView = z.object({
  id: z.string(),
  at: instant,
  /** Who did it: an admin, or `guardian` and the like for what happens by itself. */
  actor: z.string(),
  /** Network address from which it was asked for; behind a proxy what that says, and its own: `198.51.100.4 via 203.0.113.7`. */
  origin: z.optional(z.string()),
  action: z.string(),
  /** What it was done to. */
  subject: z.string(),
  before: json,
  after: json,
});

/** Which entries to show; both ends of the time belong to it. */
export const auditFilter = {
  from: z.optional(instant),
  to: z.optional(instant),
  /** Id of the person, as the entries tell it. */
  actor: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** Fits by its beginning: `integration.` finds all acts on integrations. */
  action: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  /** Id of what it was done to. */
  subject: z.optional(z.string().check(z.minLength(1), z.maxLength(600))),
};

export const auditOperations = {
  listAudit: operation({
    method: 'GET',
    path: '/api/admin/audit',
    summary:
      'What people did, newest first; nothing of it is ever changed. A page may hold few entries, or none, and still have a cursor',
    roles: admins,
    query: z.object({ ...auditFilter, ...pageQuery }),
    response: z.object({ entries: z.array(auditView), pagination }),
  }),
} as const;
