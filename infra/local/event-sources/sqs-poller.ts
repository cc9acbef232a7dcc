import * as z from 'zod';
import type { LocalFunction } from '../lambda/local-function.ts';
import { systemAttributes } from '../sqs/attributes.ts';
import type { MessageRow } from '../sqs/queue-schema.ts';
import type { Sqs } from '../sqs/sqs.ts';
import type { Faults } from '../wire/faults.ts';

const partialResponse = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).default([]),
});

export interface SqsPollerOptions {
  readonly queue: string;
  readonly queueArn: string;
  readonly target: LocalFunction;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly faults: Faults;
  readonly report: (message: string) => void;
}

/** Feeds a queue to a function as Lambda does: what the function does not name as failed is deleted. */
export function pollQueue(sqs: Sqs, options: SqsPollerOptions, signal: AbortSignal): Promise<unknown> {
  const lane = async () => {
    while (!signal.aborted) {
      const rows = await sqs.receive(options.queue, { max: options.batchSize, waitSeconds: 20, signal });
      if (rows.length > 0) await deliver(sqs, options, rows);
    }
  };
  return Promise.all(Array.from({ length: options.concurrency }, lane));
}

async function deliver(sqs: Sqs, options: SqsPollerOptions, rows: readonly MessageRow[]): Promise<void> {
  const event = { Records: rows.map((row) => toRecord(row, options.queueArn)) };
  const failed = await invoke(options, event, rows);
  if (options.faults.strikes('duplicateDeliveries')) await invoke(options, event, rows);
  for (const row of rows) {
    if (failed.has(row.id) || row.receipt === null) continue;
    try {
      sqs.remove(options.queue, row.receipt);
    } catch {
      options.report(`${options.queue}: a message became visible again before it was done`);
    }
  }
}

async function invoke(
  options: SqsPollerOptions,
  event: object,
  rows: readonly MessageRow[],
): Promise<ReadonlySet<string>> {
  try {
    const { batchItemFailures } = partialResponse.parse((await options.target.invoke(event)) ?? {});
    return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  } catch (error) {
    options.report(
      `${options.target.settings.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return new Set(rows.map(({ id }) => id));
  }
}

const toRecord = (row: MessageRow, queueArn: string) => ({
  messageId: row.id,
  receiptHandle: row.receipt,
  body: row.body,
  attributes: systemAttributes(row),
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: 'local',
});
