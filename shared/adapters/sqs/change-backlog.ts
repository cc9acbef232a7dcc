import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChangeBacklog } from '../../application/ports.ts';

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** What these queues hold together. The counts may be a minute behind. */
export const sqsChangeBacklog = (client: SQSClient, queueUrls: readonly string[]): ChangeBacklog => ({
  async count() {
    const answers = await Promise.all(
      queueUrls.map((QueueUrl) =>
        client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counts] })),
      ),
    );
    const found = answers.flatMap(({ Attributes }) => counts.map((name) => Number(Attributes?.[name] ?? 0)));
    return found.reduce((total, count) => total + count, 0);
  },
});
