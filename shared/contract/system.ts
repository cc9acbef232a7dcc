import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { instant } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

const maintenanceView = z.object({
  on: z.boolean(),
  /** Why everything rests, for the other admins. */
  reason: z.string(),
  changedAt: z.optional(instant),
  changedBy: z.optional(z.string()),
});

export const systemOperations = {
  getMaintenance: operation({
    method: 'GET',
    path: '/api/admin/system/maintenance',
    summary: 'Whether all integrations rest for maintenance',
    roles: admins,
    response: z.object({ maintenance: maintenanceView }),
  }),
  setMaintenance: operation({
    method: 'PUT',
    path: '/api/admin/system/maintenance',
    summary: 'Let all integrations rest, or go on; what arrives meanwhile is kept and caught up with',
    roles: admins,
    body: z.strictObject({
      on: z.boolean(),
      reason: z._default(z.string().check(z.maxLength(500)), ''),
    }),
    response: z.object({ success: z.literal(true), maintenance: maintenanceView }),
  }),
} as const;
