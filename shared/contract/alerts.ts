import * as z from 'zod/mini';
import { alertKinds, alertSeverities, messageChannels } from '../domain/alert.ts';
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
  /** How often this came back, each time within a week. */
  cameBack: z.optional(z.int()),
  /** No messages before that; it is shown as ever. */
  mutedUntil: z.optional(instant),
  mutedBy: z.optional(z.string()),
  /** When the admins were told that it began; absent while a message waits, or none is to be sent. */
  notifiedAt: z.optional(instant),
  /** Messages that did not get through; they are tried again. */
  failedDeliveries: z.array(
    z.object({ channel: z.enum(messageChannels), why: z.string(), at: instant, tries: z.int() }),
  ),
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
  muteAlert: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/alerts/:alertId/mute',
    summary: 'No messages about an open alert until then, nor about its cause coming back meanwhile',
    roles: admins,
    body: z.strictObject({ until: instant }),
    response: z.object({ success: z.literal(true), alert: alertView }),
  }),
  unmuteAlert: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/alerts/:alertId/unmute',
    summary: 'Messages about an open alert go out again',
    roles: admins,
    response: z.object({ success: z.literal(true), alert: alertView }),
  }),
} as const;
