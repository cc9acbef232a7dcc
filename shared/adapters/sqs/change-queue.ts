import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChangeQueue, Hasher } from '../../application/ports.ts';
import { type Change, groupOf } from '../../domain/change.ts';

const sentAtOnce = 10;

/**
 * changes.fifo. The group is the pair; the deduplication id is the delivery, so that a vendor's immediate retry
 * within five minutes is dropped by the queue itself.
 */
export const sqsChangeQueue = (
  client: SQSClient,
  queueUrl: string,
  hasher: Hasher,
  /** Told of what the queue took for the first time, as soon as it did. */
  tellReceipts: (changes: readonly Change[]) => void,
): ChangeQueue => ({
  async send(changes, again) {
    const told = again === undefined ? tellReceipts : () => undefined;
    const batches = Array.from({ length: Math.ceil(changes.length / sentAtOnce) }, (_, at) =>
      changes.slice(at * sentAtOnce, (at + 1) * sentAtOnce),
    );
    try {
      const answers = await Promise.all(
        batches.map((batch) => sendBatch(client, queueUrl, hasher, batch, told)),
      );
      return answers.every(Boolean) ? 'accepted' : 'unavailable';
    } catch {
      return 'unavailable';
    }
  },
});

async function sendBatch(
  client: SQSClient,
  QueueUrl: string,
  hasher: Hasher,
  changes: readonly Change[],
  tellReceipts: (changes: readonly Change[]) => void,
): Promise<boolean> {
  const Entries = changes.map((change, index) => {
    const group = groupOf(change);
    return {
      Id: String(index),
      MessageBody: JSON.stringify(change),
      MessageGroupId: hasher.hash(group),
      MessageDeduplicationId: hasher.hash(`${change.deliveryKey} ${group}`),
    };
  });
  const answer = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  const failed = new Set((answer.Failed ?? []).map(({ Id }) => Id));
  const taken = changes.filter((_, index) => !failed.has(String(index)));
  tellReceipts(taken);
  return taken.length === changes.length;
}

/** Makes a failed message come back after `delaySeconds` instead of the queue's default. */
export async function delayMessage(
  client: SQSClient,
  queueUrl: string,
  receiptHandle: string,
  delaySeconds: number,
): Promise<void> {
  await client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: Math.min(43_200, Math.max(0, delaySeconds)),
    }),
  );
}
