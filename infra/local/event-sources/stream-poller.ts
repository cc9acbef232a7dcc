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
  /** First pause after a failure; it doubles up to 10 s. */
  readonly backoffMs?: number;
  /** Tries after the first before a batch is set aside; for ever when absent. */
  readonly maximumRetryAttempts?: number;
  /** Halve a batch that fails, to find the record that spoils it. */
  readonly bisect?: boolean;
  /** Receives what AWS would send to the on-failure destination. */
  readonly onFailure?: (batch: object) => void;
  readonly onRead: (sequenceNumber: string) => void;
  readonly report: (message: string) => void;
}

interface Progress {
  /** Iterator of the next page; absent: from the saved position. */
  at: string | undefined;
  failures: number;
  limit: number;
}

/**
 * Feeds a table's stream to a function and remembers how far it got. A failed batch is tried again from its first
 * failed record, with a growing pause; what fails too often is set aside, as the template says.
 */
export async function pollStream(
  db: DatabaseSync,
  options: StreamPollerOptions,
  signal: AbortSignal,
): Promise<void> {
  db.exec('CREATE TABLE IF NOT EXISTS stream_position(id TEXT PRIMARY KEY, sequence TEXT NOT NULL)');
  const progress: Progress = { at: undefined, failures: 0, limit: options.batchSize };
  while (!signal.aborted) {
    try {
      progress.at ??= await openIterator(db, options);
      const input = { ShardIterator: progress.at, Limit: progress.limit };
      const page = records.parse(await call(options, 'GetRecords', input));
      if (page.Records.length === 0) {
        progress.at = page.NextShardIterator;
        await pause(options.pauseMs, signal);
      } else await work(db, options, progress, page, signal);
    } catch (error) {
      if (signal.aborted) return;
      options.report(`stream ${options.id}: ${String(error)}`);
      progress.at = undefined;
      await pause(500, signal);
    }
  }
}

async function work(
  db: DatabaseSync,
  options: StreamPollerOptions,
  progress: Progress,
  page: z.output<typeof records>,
  signal: AbortSignal,
): Promise<void> {
  const save = (sequence: string | undefined) => {
    if (sequence === undefined) return;
    db.prepare('INSERT OR REPLACE INTO stream_position VALUES (?,?)').run(options.id, sequence);
    options.onRead(sequence);
  };
  const { length } = page.Records;
  const done = await deliver(options, page.Records);
  save(page.Records[done - 1]?.dynamodb.SequenceNumber);
  if (done === length) {
    Object.assign(progress, { at: page.NextShardIterator, failures: 0, limit: options.batchSize });
    return;
  }
  progress.at = undefined;
  progress.failures = done > 0 ? 1 : progress.failures + 1;
  if (options.bisect === true && progress.limit > 1 && length > 1) {
    Object.assign(progress, { limit: Math.ceil(length / 2), failures: 0 });
  } else if (progress.failures > (options.maximumRetryAttempts ?? Number.POSITIVE_INFINITY)) {
    options.onFailure?.(batchInfo(options, page.Records.slice(done)));
    save(page.Records.at(-1)?.dynamodb.SequenceNumber);
    Object.assign(progress, { failures: 0, limit: options.batchSize });
    return;
  }
  await pause(Math.min(10_000, (options.backoffMs ?? 100) * 2 ** progress.failures), signal);
}

type StreamRecord = z.output<typeof records>['Records'][number];

/** The message of an on-failure destination: it names the stretch of the stream, not the records. */
const batchInfo = ({ streamArn, target }: StreamPollerOptions, batch: readonly StreamRecord[]) => ({
  requestContext: { functionArn: target.settings.arn, condition: 'RetryAttemptsExhausted' },
  DDBStreamBatchInfo: {
    startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
    endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
    batchSize: batch.length,
    streamArn,
  },
});

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
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const first = batch.findIndex((record) => failed.has(record.dynamodb.SequenceNumber));
    if (failed.size === 0) return batch.length;
    return Math.max(0, first);
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
