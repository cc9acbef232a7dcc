import { createHash } from 'node:crypto';
import { AwsError } from '../wire/aws-error.ts';
import { asked, attributesDigest, queueAttributes, systemAttributes } from './attributes.ts';
import { invalid, largestMessageBytes } from './message-check.ts';
import {
  attributesInput,
  batchInput,
  handleInput,
  type MessageRow,
  messageAttributes,
  moveInput,
  nameInput,
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
  { signal, origin }: { readonly signal: AbortSignal; readonly origin: string },
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
    case 'ChangeMessageVisibilityBatch':
      return batch(input, (name, entry) => {
        const { ReceiptHandle, VisibilityTimeout } = handleInput.parse({ QueueUrl: name, ...entry });
        sqs.changeVisibility(name, ReceiptHandle, VisibilityTimeout);
        return {};
      });
    case 'GetQueueUrl': {
      const { name } = sqs.queue(nameInput.parse(input).QueueName);
      return { QueueUrl: `${origin}/000000000000/${name}` };
    }
    case 'GetQueueAttributes': {
      const { QueueUrl, AttributeNames } = attributesInput.parse(input);
      const queue = sqs.queue(nameOf(QueueUrl));
      const { visible, inFlight, delayed } = sqs.counts(queue.name);
      const counts = {
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: String(inFlight),
        ApproximateNumberOfMessagesDelayed: String(delayed),
      };
      return { Attributes: asked({ ...queueAttributes(queue), ...counts }, AttributeNames) };
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
  if (new Set(Entries.map(({ Id }) => Id)).size < Entries.length)
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  const bytes = Entries.reduce(
    (sum, { MessageBody }) => sum + Buffer.byteLength(String(MessageBody ?? '')),
    0,
  );
  if (bytes > largestMessageBytes)
    throw new AwsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${largestMessageBytes} bytes.`,
    );
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
  const request = receiveInput.parse(input);
  const { QueueUrl, MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds } = request;
  if (MaxNumberOfMessages < 1 || MaxNumberOfMessages > 10)
    throw invalid('MaxNumberOfMessages must be between 1 and 10.');
  const rows = await sqs.receive(nameOf(QueueUrl), {
    max: MaxNumberOfMessages,
    waitSeconds: WaitTimeSeconds ?? 0,
    signal,
    ...(VisibilityTimeout === undefined ? {} : { visibilitySeconds: VisibilityTimeout }),
  });
  const system = [...request.AttributeNames, ...request.MessageSystemAttributeNames];
  return rows.length === 0
    ? {}
    : { Messages: rows.map((row) => toMessage(row, system, request.MessageAttributeNames)) };
}

function toMessage(row: MessageRow, system: readonly string[], own: readonly string[]) {
  const stored = row.attributes === null ? {} : messageAttributes.parse(JSON.parse(row.attributes));
  const MessageAttributes = asked(stored, own);
  return {
    MessageId: row.id,
    ReceiptHandle: row.receipt,
    Body: row.body,
    MD5OfBody: createHash('md5').update(row.body).digest('hex'),
    Attributes: asked(systemAttributes(row), system),
    ...(MessageAttributes === undefined
      ? {}
      : { MessageAttributes, MD5OfMessageAttributes: attributesDigest(MessageAttributes) }),
  };
}
