import { createHash } from 'node:crypto';
import type { MessageAttributes, MessageRow, QueueSettings } from './queue-schema.ts';

const word = (value: string | Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
};

/**
 * Digest of message attributes as SDKs check it: sorted by name, each part with its length.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function attributesDigest(attributes: MessageAttributes): string {
  const digest = createHash('md5');
  for (const name of Object.keys(attributes).sort((a, b) => (a < b ? -1 : 1))) {
    const { DataType = '', StringValue, BinaryValue } = attributes[name] ?? {};
    const binary = BinaryValue !== undefined;
    digest
      .update(word(name))
      .update(word(DataType))
      .update(Buffer.from([binary ? 2 : 1]))
      .update(word(binary ? Buffer.from(BinaryValue, 'base64') : (StringValue ?? '')));
  }
  return digest.digest('hex');
}

/** Everything that a message knows about itself; pollers hand over all of it. */
export const systemAttributes = (row: MessageRow): Record<string, string> => ({
  SenderId: 'local',
  SentTimestamp: String(row.sent),
  ApproximateReceiveCount: String(row.receives),
  ApproximateFirstReceiveTimestamp: String(row.first_received ?? row.sent),
  ...(row.group_id === null ? {} : { MessageGroupId: row.group_id }),
  ...(row.dedup === null
    ? {}
    : { MessageDeduplicationId: row.dedup, SequenceNumber: String(row.seq).padStart(20, '1') }),
});

const arnOf = (name: string): string => `arn:aws:sqs:local:000000000000:${name}`;

/** Settings of a queue as `GetQueueAttributes` tells them. */
export const queueAttributes = (queue: QueueSettings): Record<string, string> => ({
  QueueArn: arnOf(queue.name),
  VisibilityTimeout: String(queue.visibilitySeconds),
  MessageRetentionPeriod: String(queue.retentionSeconds),
  ...(queue.fifo
    ? { FifoQueue: 'true', DeduplicationScope: queue.perGroupDeduplication ? 'messageGroup' : 'queue' }
    : {}),
  ...(queue.redrive === undefined
    ? {}
    : {
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: arnOf(queue.redrive.deadLetterQueue),
          maxReceiveCount: queue.redrive.maxReceiveCount,
        }),
      }),
});

/** The ones asked for; `All` means every one. */
export const asked = <Value>(
  all: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> | undefined => {
  const chosen = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
};
