import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { JobQueue } from '../../application/ports.ts';
import type { JobMessage } from '../../domain/job.ts';

/** jobs.fifo: one group per integration, so that the pages of one run are worked on one after the other. */
export const sqsJobQueue = (client: SQSClient, queueUrl: string, nonce: () => string): JobQueue => ({
  async send(message) {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.integrationId,
        MessageDeduplicationId: deduplicationId(message, nonce),
      }),
    );
  },
});

/** A page may have to be sent again after a death, hence never the same id twice; its number makes repeats harmless. */
const deduplicationId = (message: JobMessage, nonce: () => string): string => {
  if (message.kind === 'page') return `${message.jobId}-${message.page}-${nonce()}`;
  return message.kind === 'due' ? `${message.integrationId}-${message.scheduledFor}` : nonce();
};
