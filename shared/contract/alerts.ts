import * as z from 'zod/mini';
import { alertKinds, alertSeverities } from '../domain/alert.ts';
import { operation } from './operation.ts';
import { instant, pageQuery, pagination } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

export const alertView = z.object({
  id: z.string(),
  integrationId: z.string(),
  integrationName: z.string(),
  kind: z.enum(alertKinds),
  severity: z.enum(alertSeverities),
  /** What is the matter, and who feels it. */
  sentence: z.string(),
  /** What the reader can do about it. */
  cure: z.string(),
  /** How often it was raised while open. */
  count: z.int(),
  openedAt: instant,
  lastRaisedAt: instant,
  acknowledgedAt: z.optional(instant),
  acknowledgedBy: z.optional(z.string()),
  resolvedAt: z.optional(instant),
  /** How it ended. */
  recovery: z.optional(z.string()),
});

export const alertOperations = {
  listAlerts: operation({
    method: 'GET',
    path: '/api/admin/alerts',
    summary: 'What admins have to know about, integration by integration, newest first',
    roles: admins,
    query: z.object({
      integrationId: z.optional(z.string()),
      state: z._default(z.enum(['open', 'over', 'all']), 'open'),
      ...pageQuery,
    }),
    response: z.object({ alerts: z.array(alertView), pagination }),
  }),
  acknowledgeAlert: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/alerts/:alertId/acknowledge',
    summary: 'Say that somebody takes care of an open alert',
    roles: admins,
    response: z.object({ success: z.literal(true), alert: alertView }),
  }),
} as const;
