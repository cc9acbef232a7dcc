import * as z from 'zod';
import type { LedgerState } from '../../application/ports.ts';
import { outcomes } from '../../domain/change.ts';
import { syncDirections } from '../../domain/integration.ts';
import type { LedgerEnd, LedgerHour } from '../../domain/ledger.ts';
import { ledgerEndOf } from '../../domain/ledger-end.ts';
import type { Receipt } from '../../domain/receipt.ts';
import { resourceTypes } from '../../domain/resources.ts';
import { stored } from './upcast.ts';

const text = z.string();
const count = z.int();
const side = z.enum(['external', 'local']);
const cause = z.enum(['webhook', 'poll', 'edit', 'retry', 'manual']);

const receipt: z.ZodType<Receipt> = z.object({
  ...{ logId: text, resourceType: z.enum(resourceTypes), stream: text, side, recordId: text, cause },
  kind: z.enum(['upserted', 'deleted']),
  jobId: z.exactOptional(text),
});
/** Only what is read of a batch: the item has its keys besides. */
export const receiptsItem = z.object({ receipts: z.array(receipt) });
export const lateItem = z.object({ hour: text, at: text });

const missing = z.object({
  ...{ logId: text, resourceType: z.enum(resourceTypes), side, recordId: z.nullable(text), receivedAt: text },
  cause: z.exactOptional(cause),
});
export const ledgerHourItem: z.ZodType<LedgerHour> = stored(
  'account of an hour',
  z.object({
    schemaVersion: z.literal(1),
    ...{ integrationId: text, hour: text, received: count, inFlight: count, missing: count, checkedAt: text },
    ended: z.object(Object.fromEntries(outcomes.map((outcome) => [outcome, z.exactOptional(count)]))),
    named: z.array(missing),
    open: z.boolean(),
  }),
);
export const ledgerStateItem: z.ZodType<LedgerState> = stored(
  'state of the account',
  z.object({
    schemaVersion: z.literal(1),
    ...{ integrationId: text, through: text, open: z.array(text), checkedAt: text },
  }),
);

const entry = z.object({
  ...{ id: text, outcome: z.enum(outcomes), resourceType: z.enum(resourceTypes), createdAt: text },
  direction: z.enum(syncDirections),
  resourceId: z.nullable(text),
  externalId: z.nullable(text),
  attempts: z.exactOptional(z.array(z.object({ at: text, nextTryAt: z.exactOptional(text) }))),
});
/** The attributes of an entry that say what became of its change. */
export const endAttributes = Object.keys(entry.shape);
export const endItem = (item: unknown): LedgerEnd => ledgerEndOf(entry.parse(item));
