import * as z from 'zod';
import { receiptMessage } from '../../shared/config/names.ts';
import type { Receipt } from '../../shared/domain/receipt.ts';
import { resourceTypes } from '../../shared/domain/resources.ts';

const line = z.object({
  message: z.literal(receiptMessage),
  logId: z.string(),
  resourceType: z.enum(resourceTypes),
  stream: z.string(),
  side: z.enum(['external', 'local']),
  kind: z.enum(['upserted', 'deleted']),
  cause: z.enum(['webhook', 'poll', 'edit', 'retry', 'manual']),
  jobId: z.exactOptional(z.string()),
  /** The record's id in base64url: foreign text, which may hold anything. */
  record: z.string(),
});

/** The receipt that a line of the log holds, or `undefined` for any other line. */
export function receiptOfLine(text: string): Receipt | undefined {
  try {
    const { message: _word, record, ...receipt } = line.parse(JSON.parse(text));
    return { ...receipt, recordId: Buffer.from(record, 'base64url').toString('utf8') };
  } catch {
    return undefined;
  }
}
