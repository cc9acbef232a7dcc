import { createHash } from 'node:crypto';
import { AwsError } from '../wire/aws-error.ts';
import {
  batchInput,
  handleInput,
  type MessageRow,
  moveInput,
  queueInput,
  receiveInput,
  sendInput,
} from './queue-schema.ts';
import type { Sqs } from './sqs.ts';

const nameOf = (url: string): string => url.split('/').at(-1) ?? '';
const nameOfArn = (arn: string): string => arn.split(':').at(-1) ?? '';

/** SQS operations of the AWS JSON protocol over the queues. */
export async function callSqs(
  sqs: Sqs,
  operation: string,
  input: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  switch (operation) {
    case 'SendMessage':
      return sqs.send(nameOf(queueInput.parse(input).QueueUrl), [sendInput.parse(input)])[0];
    case 'SendMessageBatch':
      return batch(input, (name, entry) => sqs.send(name, [sendInput.parse(entry)])[0] ?? {});
    case 'ReceiveMessage':
      return receive(sqs, input, signal);
    case 'DeleteMessage': {
      const { QueueUrl, ReceiptHandle } = handleInput.parse(input);
      sqs.remove(nameOf(QueueUrl), ReceiptHandle);
      return {};
    }
    case 'DeleteMessageBatch':
      return batch(input, (name, entry) => {
        sqs.remove(name, handleInput.parse({ QueueUrl: name, ...entry }).ReceiptHandle);
        return {};
      });
    case 'ChangeMessageVisibility': {
      const { QueueUrl, ReceiptHandle, VisibilityTimeout } = handleInput.parse(input);
      sqs.changeVisibility(nameOf(QueueUrl), ReceiptHandle, VisibilityTimeout);
      return {};
    }
    case 'GetQueueAttributes': {
      const { visible, inFlight, delayed } = sqs.counts(nameOf(queueInput.parse(input).QueueUrl));
      return {
        Attributes: {
          ApproximateNumberOfMessages: String(visible),
          ApproximateNumberOfMessagesNotVisible: String(inFlight),
          ApproximateNumberOfMessagesDelayed: String(delayed),
        },
      };
    }
    case 'PurgeQueue':
      sqs.purge(nameOf(queueInput.parse(input).QueueUrl));
      return {};
    case 'StartMessageMoveTask': {
      const { SourceArn, DestinationArn } = moveInput.parse(input);
      sqs.moveAll(nameOfArn(SourceArn), DestinationArn === undefined ? undefined : nameOfArn(DestinationArn));
      return { TaskHandle: SourceArn };
    }
    default:
      throw new AwsError('InvalidAction', `The local SQS does not know ${operation}.`);
  }
}

function batch(input: unknown, work: (queue: string, entry: Record<string, unknown>) => object) {
  const { QueueUrl, Entries } = batchInput.parse(input);
  if (Entries.length === 0)
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (Entries.length > 10)
    throw new AwsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of Entries) {
    try {
      Successful.push({ Id: entry.Id, ...work(nameOf(QueueUrl), entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

async function receive(sqs: Sqs, input: unknown, signal: AbortSignal) {
  const { QueueUrl, MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds } = receiveInput.parse(input);
  if (MaxNumberOfMessages < 1 || MaxNumberOfMessages > 10) {
    throw new AwsError('InvalidParameterValue', 'MaxNumberOfMessages must be between 1 and 10.');
  }
  const rows = await sqs.receive(nameOf(QueueUrl), {
    max: MaxNumberOfMessages,
    waitSeconds: WaitTimeSeconds ?? 0,
    signal,
    ...(VisibilityTimeout === undefined ? {} : { visibilitySeconds: VisibilityTimeout }),
  });
  return rows.length === 0 ? {} : { Messages: rows.map(toMessage) };
}

const toMessage = (row: MessageRow) => ({
  MessageId: row.id,
  ReceiptHandle: row.receipt,
  Body: row.body,
  MD5OfBody: createHash('md5').update(row.body).digest('hex'),
  Attributes: systemAttributes(row),
});

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
