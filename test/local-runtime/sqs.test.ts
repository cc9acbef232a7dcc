import { createHash } from 'node:crypto';
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sqs } from '../../infra/local/sqs/sqs.ts';
import { arn, startQueues } from './queues.ts';

let queues: Awaited<ReturnType<typeof startQueues>>;
beforeEach(async () => {
  queues = await startQueues();
});
afterEach(() => queues.close());

describe('a standard queue', () => {
  it('keeps nobody waiting for another, and delays a message when asked', async () => {
    const QueueUrl = queues.url('plain');
    await queues.send({ QueueUrl, MessageBody: 'late', DelaySeconds: 60 }, { QueueUrl, MessageBody: 'now' });
    expect(await queues.bodies({ QueueUrl })).toEqual(['now']);
    queues.aws.clock.pass(61);
    expect(await queues.bodies({ QueueUrl })).toContain('late');
  });

  it('carries attributes with the digest that clients check', async () => {
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: 'edit' },
      size: { DataType: 'Number', StringValue: '7' },
      raw: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2, 3]) },
    };
    const sent = await queues.client.send(
      new SendMessageCommand({ QueueUrl: queues.url('plain'), MessageBody: 'a', MessageAttributes }),
    );
    const word = (text: string | Buffer) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(text));
      return Buffer.concat([length, Buffer.from(text)]);
    };
    const attribute = (name: string, type: string, kind: number, value: string | Buffer) =>
      Buffer.concat([word(name), word(type), Buffer.from([kind]), word(value)]);
    const digest = createHash('md5')
      .update(attribute('kind', 'String', 1, 'edit'))
      .update(attribute('raw', 'Binary', 2, Buffer.from([1, 2, 3])))
      .update(attribute('size', 'Number', 1, '7'))
      .digest('hex');
    expect(sent.MD5OfMessageAttributes).toBe(digest);
    const [message] = await queues.receive({ QueueUrl: queues.url('plain'), MessageAttributeNames: ['All'] });
    expect(message?.MessageAttributes).toMatchObject({ kind: { StringValue: 'edit' } });
    expect(message?.MessageAttributes?.raw?.BinaryValue).toEqual(new Uint8Array([1, 2, 3]));
  });
});

describe('receiving', () => {
  it('brings the system attributes asked for and no others', async () => {
    await queues.send(queues.fifo('a'));
    const [bare] = await queues.receive();
    expect(bare?.Attributes).toBeUndefined();
    queues.aws.clock.pass(31);
    const [asked] = await queues.receive({
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'MessageGroupId'],
    });
    expect(asked?.Attributes).toEqual({ ApproximateReceiveCount: '2', MessageGroupId: 'g' });
  });

  it('waits for a message to come, and wakes every waiting receiver', async () => {
    const QueueUrl = queues.url('plain');
    const waiting = [1, 2].map(() =>
      queues.bodies({ QueueUrl, WaitTimeSeconds: 20, MaxNumberOfMessages: 1 }),
    );
    await queues.send({ QueueUrl, MessageBody: 'a' }, { QueueUrl, MessageBody: 'b' });
    expect((await Promise.all(waiting)).flat().toSorted()).toEqual(['a', 'b']);
  });

  it('loses nothing to a receiver that went away while it waited', async () => {
    const gone = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl: queues.url('plain'), WaitTimeSeconds: 20 });
    const waiting = queues.client.send(command, { abortSignal: gone.signal });
    setImmediate(() => gone.abort());
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await queues.send({ QueueUrl: queues.url('plain'), MessageBody: 'a' });
    expect(await queues.bodies({ QueueUrl: queues.url('plain'), WaitTimeSeconds: 1 })).toEqual(['a']);
  });

  it('takes 1 to 10 messages', async () => {
    for (const MaxNumberOfMessages of [0, 11])
      await expect(queues.receive({ MaxNumberOfMessages })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
  });
});

describe('batches', () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ Id: String(at), MessageBody: `m${at}` }));
  const batch = (Entries: { Id: string; MessageBody: string }[]) =>
    queues.client.send(new SendMessageBatchCommand({ QueueUrl: queues.url('plain'), Entries }));

  it('hold 1 to 10 entries with ids of their own', async () => {
    expect((await batch(entries(10))).Successful).toHaveLength(10);
    await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
    await expect(batch(entries(11))).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
    const [one] = entries(1);
    await expect(batch([one, one].flatMap((each) => each ?? []))).rejects.toMatchObject({
      name: 'BatchEntryIdsNotDistinct',
    });
  });

  it('of more than 1 MiB are refused, and so is one message', async () => {
    const MessageBody = 'x'.repeat(600_000);
    await expect(
      batch([
        { Id: 'a', MessageBody },
        { Id: 'b', MessageBody },
      ]),
    ).rejects.toMatchObject({
      name: 'BatchRequestTooLong',
    });
    await expect(
      queues.send({ QueueUrl: queues.url('plain'), MessageBody: 'x'.repeat(1_048_577) }),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('of deletions answer for each message', async () => {
    await queues.send(queues.fifo('a', 'a'), queues.fifo('b', 'b'));
    const received = await queues.receive();
    const answer = await queues.client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queues.url('work.fifo'),
        Entries: received.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle })),
      }),
    );
    expect(answer.Successful).toEqual([{ Id: '0' }, { Id: '1' }]);
    queues.aws.clock.pass(31);
    expect(await queues.bodies()).toEqual([]);
  });
});

describe('a queue', () => {
  it('tells its address, its settings and how much lies in it', async () => {
    const found = await queues.client.send(new GetQueueUrlCommand({ QueueName: 'work.fifo' }));
    expect(found.QueueUrl).toBe(queues.url('work.fifo'));
    await queues.send(queues.fifo('a', 'a'), queues.fifo('b', 'b'));
    await queues.receive({ MaxNumberOfMessages: 1 });
    const { Attributes } = await queues.client.send(
      new GetQueueAttributesCommand({ QueueUrl: queues.url('work.fifo'), AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: arn('work.fifo'),
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      VisibilityTimeout: '30',
      FifoQueue: 'true',
      DeduplicationScope: 'messageGroup',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn('work-dlq.fifo'), maxReceiveCount: 2 }),
    });
  });

  it('is emptied by a purge and forgets what is past its retention', async () => {
    await queues.send(queues.fifo('a'));
    await queues.client.send(new PurgeQueueCommand({ QueueUrl: queues.url('work.fifo') }));
    expect(await queues.bodies()).toEqual([]);
    await queues.send(queues.fifo('b'));
    queues.aws.clock.pass(345_601);
    queues.aws.sqs.sweep();
    expect(await queues.bodies()).toEqual([]);
  });

  it('that does not exist is an error of its own', async () => {
    await expect(queues.bodies({ QueueUrl: queues.url('nowhere') })).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    await expect(queues.client.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  it('keeps what it acknowledged when its process is gone', async () => {
    await queues.send(queues.fifo('a'));
    const reopened = new Sqs(queues.aws.db, queues.aws.clock.now);
    expect(reopened.contents('work.fifo').map(({ body }) => body)).toEqual(['a']);
  });
});
