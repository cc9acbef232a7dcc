import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/** A message of a batch with its parsed body; `receiveCount` starts at 1. */
export interface Message<Body> {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly receiveCount: number;
  readonly body: Body;
}

/**
 * Splits a batch into messages that parse and messages that never will. The latter are failed here, so that after
 * their tries they lie in the dead-letter queue instead of vanishing.
 */
export function parseBatch<Body>(
  event: SQSEvent,
  parse: (json: unknown) => Body,
): { readonly messages: readonly Message<Body>[]; readonly unreadable: readonly string[] } {
  const messages: Message<Body>[] = [];
  const unreadable: string[] = [];
  for (const record of event.Records) {
    const body = tryParse(record, parse);
    if (body === undefined) unreadable.push(record.messageId);
    else messages.push({ ...identityOf(record), body });
  }
  return { messages, unreadable };
}

const identityOf = ({ messageId, receiptHandle, attributes }: SQSRecord) => ({
  messageId,
  receiptHandle,
  receiveCount: Number(attributes.ApproximateReceiveCount),
});

function tryParse<Body>(record: SQSRecord, parse: (json: unknown) => Body): Body | undefined {
  try {
    return parse(JSON.parse(record.body));
  } catch {
    return undefined;
  }
}

export const batchFailures = (messageIds: readonly string[]): SQSBatchResponse => ({
  batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })),
});
