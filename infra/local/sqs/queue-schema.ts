import * as z from 'zod';

const text = z.string();
export const messageAttributes = z.record(
  text,
  z.looseObject({ DataType: text, StringValue: text.optional(), BinaryValue: text.optional() }),
);

export type MessageAttributes = z.output<typeof messageAttributes>;

export const sendInput = z.looseObject({
  MessageBody: text.optional(),
  MessageGroupId: text.optional(),
  MessageDeduplicationId: text.optional(),
  DelaySeconds: z.number().optional(),
  MessageAttributes: messageAttributes.optional(),
});
export type SendInput = z.output<typeof sendInput>;

export const queueInput = z.looseObject({ QueueUrl: text });
export const receiveInput = z.looseObject({
  QueueUrl: text,
  MaxNumberOfMessages: z.int().default(1),
  VisibilityTimeout: z.int().optional(),
  WaitTimeSeconds: z.int().optional(),
  AttributeNames: z.array(text).default([]),
  MessageSystemAttributeNames: z.array(text).default([]),
  MessageAttributeNames: z.array(text).default([]),
});
export const attributesInput = z.looseObject({ QueueUrl: text, AttributeNames: z.array(text).default([]) });
export const nameInput = z.looseObject({ QueueName: text });
export const handleInput = z.looseObject({
  QueueUrl: text,
  ReceiptHandle: text,
  VisibilityTimeout: z.int().default(0),
});
export const batchInput = z.looseObject({
  QueueUrl: text,
  Entries: z.array(z.looseObject({ Id: text })).default([]),
});
export const moveInput = z.looseObject({ SourceArn: text, DestinationArn: text.optional() });

/** A stored message; `visible` and the other times are milliseconds since the epoch. */
export const messageRow = z.object({
  seq: z.number(),
  queue: text,
  id: text,
  body: text,
  attributes: z.nullable(text),
  group_id: z.nullable(text),
  dedup: z.nullable(text),
  sent: z.number(),
  visible: z.number(),
  receipt: z.nullable(text),
  receives: z.number(),
  first_received: z.nullable(z.number()),
  source: z.nullable(text),
});
export type MessageRow = z.output<typeof messageRow>;

export interface QueueSettings {
  readonly name: string;
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  readonly retentionSeconds: number;
  readonly perGroupDeduplication: boolean;
  readonly redrive: { readonly deadLetterQueue: string; readonly maxReceiveCount: number } | undefined;
}
