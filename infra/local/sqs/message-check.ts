import { AwsError } from '../wire/aws-error.ts';
import type { QueueSettings, SendInput } from './queue-schema.ts';

/** 1 MiB: the limit of one message and of one batch. */
export const largestMessageBytes = 1_048_576;

export interface CheckedMessage {
  readonly body: string;
  readonly group: string | undefined;
  readonly dedup: string | undefined;
}

const missing = (parameter: string): AwsError =>
  new AwsError('MissingParameter', `The request must contain the parameter ${parameter}.`);
export const invalid = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

/** What SQS refuses before it stores anything. */
export function checkMessage(queue: QueueSettings, message: SendInput): CheckedMessage {
  const { MessageBody: body, MessageGroupId: group, MessageDeduplicationId: dedup } = message;
  if (body === undefined || body === '') throw missing('MessageBody');
  if (Buffer.byteLength(body) > largestMessageBytes)
    throw invalid(`Message must be shorter than ${largestMessageBytes} bytes.`);
  if (!queue.fifo) return { body, group, dedup: undefined };
  if (group === undefined) throw missing('MessageGroupId');
  if (dedup === undefined) throw invalid('MessageDeduplicationId must be provided explicitly');
  if ((message.DelaySeconds ?? 0) !== 0)
    throw invalid('DelaySeconds is invalid for a message of a queue of this type.');
  return { body, group, dedup };
}
