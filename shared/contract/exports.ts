import * as z from 'zod/mini';
import { allLogsFilter } from './activity.ts';
import { auditFilter } from './audit.ts';
import { conflictFilter } from './conflicts.ts';
import { operation } from './operation.ts';
import { conflictStatus } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;
const csv = { produces: 'text/csv', response: z.string() } as const;
const partQuery = {
  /** From the `Link` of the part before. */
  cursor: z.optional(z.string().check(z.maxLength(2000))),
  /** `yes`: begin with a byte order mark, by which Excel knows UTF-8. */
  bom: z.optional(z.enum(['yes', 'no'])),
};

/**
 * Lists as CSV (RFC 4180, UTF-8), in parts of at most 5,000 rows: `Link: <…>; rel="next"` names the next one, only the first
 * has the header row, and all of them after each other are one file. A cell that a spreadsheet would compute begins with
 * an apostrophe. Each part leaves an entry in the audit trail.
 */
export const exportOperations = {
  exportLogs: operation({
    method: 'GET',
    path: '/api/admin/logs.csv',
    summary: 'The log as CSV, newest first, in parts linked by `Link`',
    roles: admins,
    query: z.object({ ...allLogsFilter, ...partQuery }),
    ...csv,
  }),
  exportConflicts: operation({
    method: 'GET',
    path: '/api/admin/integrations/conflicts.csv',
    summary: 'Conflicts as CSV, newest first, in parts linked by `Link`',
    roles: admins,
    query: z.object({ ...conflictFilter, status: z._default(conflictStatus, 'PENDING'), ...partQuery }),
    ...csv,
  }),
  exportAudit: operation({
    method: 'GET',
    path: '/api/admin/audit.csv',
    summary: 'What people did as CSV, newest first, in parts linked by `Link`',
    roles: admins,
    query: z.object({ ...auditFilter, ...partQuery }),
    ...csv,
  }),
} as const;
