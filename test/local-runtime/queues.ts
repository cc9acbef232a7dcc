import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startAws } from './aws.ts';

export const arn = (queue: string): string => `arn:aws:sqs:local:000000000000:${queue}`;

/** Four queues on an endpoint of their own, and short ways to use them: `work.fifo` unless another is named. */
export async function startQueues() {
  const aws = await startAws();
  const client = new SQSClient({ ...aws.client, maxAttempts: 1 });
  const url = (queue: string) => `${aws.endpoint}/000000000000/${queue}`;
  const queue = { visibilitySeconds: 30, retentionSeconds: 345_600, perGroupDeduplication: true };
  const redrive = { deadLetterQueue: 'work-dlq.fifo', maxReceiveCount: 2 };
  aws.sqs.define({ ...queue, name: 'work-dlq.fifo', fifo: true, redrive: undefined });
  aws.sqs.define({ ...queue, name: 'work.fifo', fifo: true, redrive });
  aws.sqs.define({
    ...{ ...queue, name: 'per-queue.fifo', fifo: true, redrive: undefined },
    perGroupDeduplication: false,
  });
  aws.sqs.define({ ...queue, name: 'plain', fifo: false, redrive: undefined });
  const receive = async (more: Partial<ReceiveMessageCommandInput> = {}) => {
    const input = { QueueUrl: url('work.fifo'), MaxNumberOfMessages: 10, ...more };
    return (await client.send(new ReceiveMessageCommand(input))).Messages ?? [];
  };
  return {
    ...{ aws, client, url, receive },
    fifo: (body: string, group = 'g', dedup = body): SendMessageCommandInput => ({
      QueueUrl: url('work.fifo'),
      MessageBody: body,
      MessageGroupId: group,
      MessageDeduplicationId: dedup,
    }),
    async send(...inputs: SendMessageCommandInput[]): Promise<void> {
      for (const input of inputs) await client.send(new SendMessageCommand(input));
    },
    bodies: async (more: Partial<ReceiveMessageCommandInput> = {}) =>
      (await receive(more)).map(({ Body }) => Body),
    remove: (handle: string | undefined) =>
      client.send(new DeleteMessageCommand({ QueueUrl: url('work.fifo'), ReceiptHandle: handle })),
    async close(): Promise<void> {
      client.destroy();
      await aws.close();
    },
  };
}
