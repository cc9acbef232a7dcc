import type { DatabaseSync } from 'node:sqlite';
import type { LocalFunction } from '../lambda/local-function.ts';
import type { Sqs } from '../sqs/sqs.ts';
import type { Resource } from '../template/inventory.ts';
import { eventSourceProperties } from '../template/naming.ts';
import type { Faults } from '../wire/faults.ts';
import { pollQueue } from './sqs-poller.ts';
import { pollStream } from './stream-poller.ts';

export interface EventSourceOptions {
  readonly resources: readonly Resource[];
  readonly sqs: Sqs;
  readonly db: DatabaseSync;
  /** Stream ARN by table name. */
  readonly streams: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly engineUrl: () => string;
  readonly onRead: (table: string, sequence: string) => void;
  readonly faults: Faults;
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
}

/** Pollers on this machine at a time per queue, whatever the template would allow on AWS. */
const mostLanes = 4;

/** Starts every event source of the template; the promise settles when all have stopped. */
export function startEventSources(options: EventSourceOptions): Promise<unknown> {
  return Promise.all(options.resources.map((resource) => start(options, resource)));
}

function start(options: EventSourceOptions, { id, properties }: Resource): Promise<unknown> {
  const parsed = eventSourceProperties.parse(properties);
  const { EventSourceArn, FunctionName, BatchSize, ScalingConfig } = parsed;
  const { BisectBatchOnFunctionError, MaximumRetryAttempts, DestinationConfig } = parsed;
  const target = options.functions.get(FunctionName);
  if (target === undefined)
    throw new Error(`The event source ${id} names the unknown function ${FunctionName}.`);
  const { report, faults, signal } = options;
  if (EventSourceArn.includes(':sqs:')) {
    const queue = EventSourceArn.split(':').at(-1) ?? '';
    const concurrency = Math.min(mostLanes, ScalingConfig?.MaximumConcurrency ?? mostLanes);
    return pollQueue(
      options.sqs,
      { queue, queueArn: EventSourceArn, target, batchSize: BatchSize, concurrency, faults, report },
      signal,
    );
  }
  const table = /:table\/([^/]+)\/stream/.exec(EventSourceArn)?.[1] ?? '';
  const streamArn = options.streams.get(table);
  if (streamArn === undefined) throw new Error(`The table ${table} has no stream.`);
  const { engineUrl, db, sqs } = options;
  const destination = DestinationConfig?.OnFailure.Destination.split(':').at(-1);
  return pollStream(
    db,
    {
      ...{ id, streamArn, engineUrl, target, batchSize: BatchSize, pauseMs: 150, report },
      onRead: (sequence) => options.onRead(table, sequence),
      bisect: BisectBatchOnFunctionError,
      ...(MaximumRetryAttempts < 0 ? {} : { maximumRetryAttempts: MaximumRetryAttempts }),
      onFailure(batch) {
        report(`${target.settings.name}: a stretch of the stream was set aside`);
        if (destination !== undefined) sqs.send(destination, [{ MessageBody: JSON.stringify(batch) }]);
      },
    },
    signal,
  );
}
