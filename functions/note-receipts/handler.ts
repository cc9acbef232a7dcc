import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import * as z from 'zod';
import { connectTables } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoLedgerStore } from '../../shared/adapters/dynamodb/ledger-store.ts';
import { systemClock } from '../../shared/adapters/platform/system.ts';
import { noteReceipts } from '../../shared/application/ledger/note-receipts.ts';
import { readEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observe.ts';
import { receiptOfLine } from '../runtime/receipt-line.ts';

const env = readEnv(['recordsTable', 'syncTable', 'activityTable'] as const);
const tables = connectTables({ records: env.recordsTable, sync: env.syncTable, activity: env.activityTable });
const deps = { ledger: dynamoLedgerStore(tables), clock: systemClock };
const seen = observe('note-receipts');

const batch = z.object({
  messageType: z.string(),
  logEvents: z.array(z.object({ id: z.string(), message: z.string() })),
});

/** Keeps the receipts that the doors wrote to their logs; CloudWatch Logs brings them in batches, at least once. */
export const handler = observed(
  seen,
  async (event: CloudWatchLogsEvent): Promise<{ readonly kept: number }> => {
    const text = gunzipSync(Buffer.from(event.awslogs.data, 'base64')).toString('utf8');
    const { messageType, logEvents } = batch.parse(JSON.parse(text));
    const [first] = logEvents;
    if (messageType !== 'DATA_MESSAGE' || first === undefined) return { kept: 0 };
    const receipts = logEvents.flatMap(({ message }) => receiptOfLine(message) ?? []);
    const unreadable = logEvents.length - receipts.length;
    if (unreadable > 0)
      seen.logger.error('lines that should be receipts cannot be read', { failed: unreadable });
    return { kept: await noteReceipts(deps, first.id, receipts) };
  },
);
