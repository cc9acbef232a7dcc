import type { SQSEvent } from 'aws-lambda';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSchema } from '../../functions/runtime/queue/schemas.ts';
import { batchFailures, parseBatch } from '../../functions/runtime/queue/sqs-batch.ts';

const change = {
  ...{ schemaVersion: 1, integrationId: 'int_1', resourceType: 'TASK', stream: 'tasks', side: 'external' },
  ...{ recordId: '42', kind: 'upserted', cause: 'webhook', receivedAt: '2026-03-01T10:00:00.000Z' },
  ...{ deliveryKey: 'd1', logId: 'log~int_1~0~x' },
};
const batch = (bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, at) => ({
    ...{ messageId: `m${at}`, receiptHandle: `r${at}`, body, messageAttributes: {}, md5OfBody: '' },
    ...{
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-1:1:changes.fifo',
      awsRegion: 'eu-west-1',
    },
    attributes: {
      ApproximateReceiveCount: '2',
      SentTimestamp: '0',
      SenderId: 'x',
      ApproximateFirstReceiveTimestamp: '0',
      MessageGroupId: 'g',
    },
  })),
});
const read = (bodies: readonly string[]) => parseBatch(batch(bodies), (json) => changeSchema.parse(json));

describe('a batch of messages', () => {
  it('with one that cannot be read fails that one and works on the others', () => {
    const { messages, unreadable } = read([JSON.stringify(change), 'not json', '{"schemaVersion":9}']);
    expect(messages.map(({ messageId, receiveCount }) => [messageId, receiveCount])).toEqual([['m0', 2]]);
    expect(unreadable).toEqual(['m1', 'm2']);
    expect(batchFailures(unreadable)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }],
    });
  });

  it('always ends with every message either read or failed, in order, whatever the bodies are', async () => {
    const body = fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify(change)));
    await fc.assert(
      fc.asyncProperty(fc.array(body, { maxLength: 10 }), async (bodies) => {
        const { messages, unreadable } = read(bodies);
        const ids = [...messages.map(({ messageId }) => messageId), ...unreadable];
        expect(new Set(ids)).toEqual(new Set(bodies.map((_, at) => `m${at}`)));
        expect(ids).toHaveLength(bodies.length);
        expect(messages.map(({ messageId }) => messageId)).toEqual(
          bodies.flatMap((text, at) => (text === JSON.stringify(change) ? [`m${at}`] : [])),
        );
      }),
      { seed: 20_260_303, numRuns: 300 },
    );
  });
});
