import * as z from 'zod/mini';
import { outcomes } from '../domain/change.ts';
import { resourceTypes } from '../domain/resources.ts';
import { operation } from './operation.ts';
import { instant } from './values.ts';

const outcomeCounts = z.object(
  Object.fromEntries(outcomes.map((outcome) => [outcome, z._default(z.int(), 0)])),
);
const account = z.object({
  /** Webhooks, changes that runs found, edits here and looks that admins asked for. */
  received: z.int(),
  /** How each of them ended. */
  ended: outcomeCounts,
  /** On their way, or being tried again. */
  inFlight: z.int(),
  /** Received, without an end, and nowhere on their way. received = ended + inFlight + missing. */
  missing: z.int(),
});
export type Account = z.input<typeof account>;

export const ledgerOperations = {
  getLedger: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/ledger',
    summary: 'What was received, what became of it, and whether anything was lost',
    roles: ['WEB_STEWARD', 'BOARD_CHAIR'],
    query: z.object({ range: z._default(z.enum(['24h', '7d', '30d']), '24h') }),
    response: z.object({
      integrationId: z.string(),
      /** When the account was closed last; null before the first time. */
      checkedAt: z.nullable(instant),
      totals: account,
      /** Oldest first; hours in which nothing was received are left out. */
      hours: z.array(z.object({ at: instant, ...account.shape, open: z.boolean() })),
      /** The first 50 of each hour that are missing. */
      missing: z.array(
        z.object({
          logId: z.string(),
          resourceType: z.enum(resourceTypes),
          side: z.enum(['external', 'local']),
          recordId: z.nullable(z.string()),
          receivedAt: instant,
          /** Through which door it came; null where only a failed try tells of it. */
          cause: z.nullable(z.enum(['webhook', 'poll', 'edit', 'retry', 'manual'])),
        }),
      ),
    }),
  }),
} as const;
