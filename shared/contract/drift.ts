import * as z from 'zod/mini';
import { differenceReasons } from '../domain/compare-pair.ts';
import { operation } from './operation.ts';
import { instant, resourceType } from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

/** Counts of fields, but for the first three, which are of pairs. */
const counts = z.object({
  ...{ pairs: z.int(), alone: z.int(), unread: z.int() },
  ...{ fields: z.int(), equal: z.int(), repaired: z.int() },
  ...{ waiting: z.int(), conflict: z.int(), held: z.int(), 'one-way': z.int(), unexplained: z.int() },
});
const result = z.object({
  ...{ id: z.string(), startedAt: instant, startedBy: z.string(), counts },
  /** Per cent of the compared fields that are equal, rounded down to hundredths. */
  share: z.number(),
  /** Requests that it asked of the other system. */
  requests: z.int(),
});

const difference = z.object({
  ...{ resourceType, internalId: z.string(), externalId: z.string() },
  /** What people call the record. */
  title: z.optional(z.string()),
  /** `*`: the record as a whole. */
  field: z.string(),
  reason: z.enum(differenceReasons),
  because: z.string(),
});

const comparison = z.object({
  /** The comparison that goes on; `expected`: pairs in all, where that is known. */
  running: z.nullable(z.object({ ...result.shape, expected: z.nullable(z.int()) })),
  /** The newest that came to its end. */
  last: z.nullable(z.object({ ...result.shape, endedAt: instant })),
  /** The gravest differences, of the comparison that goes on or was the last. */
  differences: z.array(difference),
  /** Collections that it could not list, and why. */
  skipped: z.array(z.object({ stream: z.string(), why: z.string() })),
  /** Of 90 days, newest first. */
  history: z.array(z.object({ ...result.shape, endedAt: instant })),
});

export const driftOperations = {
  getDrift: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/drift',
    summary: 'How much of both sides is equal, and why the rest is not',
    roles: admins,
    response: comparison,
  }),
  checkDrift: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/drift/check',
    summary: 'Compare both sides now',
    roles: admins,
    response: z.object({ success: z.literal(true), id: z.string(), startedAt: instant }),
    status: 202,
    idempotent: true,
  }),
} as const;
