import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { LocalFunction } from '../lambda/local-function.ts';

const records = z.looseObject({
  Records: z.array(z.looseObject({ dynamodb: z.looseObject({ SequenceNumber: z.string() }) })),
  NextShardIterator: z.string().optional(),
});
const described = z.looseObject({
  StreamDescription: z.looseObject({ Shards: z.array(z.looseObject({ ShardId: z.string() })) }),
});
const iterator = z.looseObject({ ShardIterator: z.string() });
const partialResponse = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).default([]),
});

export interface StreamPollerOptions {
  readonly id: string;
  readonly streamArn: string;
  readonly engineUrl: () => string;
  readonly target: LocalFunction;
  readonly batchSize: number;
  readonly pauseMs: number;
  readonly onRead: (sequenceNumber: string) => void;
  readonly report: (message: string) => void;
}

/**
 * Feeds a table's stream to a function and remembers how far it got. A failed batch is tried again from its first
 * failed record, with a growing pause.
 */
export async function pollStream(
  db: DatabaseSync,
  options: StreamPollerOptions,
  signal: AbortSignal,
): Promise<void> {
  db.exec('CREATE TABLE IF NOT EXISTS stream_position(id TEXT PRIMARY KEY, sequence TEXT NOT NULL)');
  const save = db.prepare('INSERT OR REPLACE INTO stream_position VALUES (?,?)');
  let at: string | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      at ??= await openIterator(db, options);
      const page = records.parse(
        await call(options, 'GetRecords', { ShardIterator: at, Limit: options.batchSize }),
      );
      if (page.Records.length === 0) {
        at = page.NextShardIterator;
        await pause(options.pauseMs, signal);
        continue;
      }
      const done = await deliver(options, page.Records);
      const last = page.Records[done - 1]?.dynamodb.SequenceNumber;
      if (last !== undefined) {
        save.run(options.id, last);
        options.onRead(last);
      }
      failures = done === page.Records.length ? 0 : failures + 1;
      at = failures === 0 ? page.NextShardIterator : undefined;
      if (failures > 0) await pause(Math.min(10_000, 100 * 2 ** failures), signal);
    } catch (error) {
      if (signal.aborted) return;
      options.report(`stream ${options.id}: ${String(error)}`);
      at = undefined;
      await pause(500, signal);
    }
  }
}

async function openIterator(db: DatabaseSync, options: StreamPollerOptions): Promise<string> {
  const { StreamDescription } = described.parse(
    await call(options, 'DescribeStream', { StreamArn: options.streamArn }),
  );
  const saved = db.prepare('SELECT sequence FROM stream_position WHERE id=?').get(options.id)?.sequence;
  const start =
    typeof saved === 'string'
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: saved }
      : { ShardIteratorType: 'TRIM_HORIZON' };
  const shard = { StreamArn: options.streamArn, ShardId: StreamDescription.Shards[0]?.ShardId, ...start };
  return iterator.parse(await call(options, 'GetShardIterator', shard)).ShardIterator;
}

/** How many records from the front were taken. */
async function deliver(
  options: StreamPollerOptions,
  batch: readonly { readonly dynamodb: { readonly SequenceNumber: string } }[],
): Promise<number> {
  try {
    const event = { Records: batch.map((record) => ({ ...record, eventSourceARN: options.streamArn })) };
    const { batchItemFailures } = partialResponse.parse((await options.target.invoke(event)) ?? {});
    const failed = batchItemFailures[0]?.itemIdentifier;
    if (failed === undefined) return batch.length;
    return Math.max(
      0,
      batch.findIndex((record) => record.dynamodb.SequenceNumber === failed),
    );
  } catch (error) {
    options.report(`${options.target.settings.name}: ${String(error)}`);
    return 0;
  }
}

/** Raw JSON, as Lambda hands it over: the SDK would decode the attribute values. */
async function call(options: StreamPollerOptions, operation: string, input: object): Promise<unknown> {
  const response = await fetch(options.engineUrl(), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-date': '20260101T000000Z',
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  return response.json();
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resume) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resume();
    }
  });
