import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAws } from './aws.ts';

let aws: Awaited<ReturnType<typeof startAws>>;
let client: SQSClient;
const url = (queue: string) => `${aws.endpoint}/000000000000/${queue}`;
const arn = (queue: string) => `arn:aws:sqs:local:000000000000:${queue}`;

beforeEach(async () => {
  aws = await startAws();
  client = new SQSClient({ ...aws.client, maxAttempts: 1 });
  const queue = { visibilitySeconds: 30, retentionSeconds: 345_600, perGroupDeduplication: true };
  aws.sqs.define({ ...queue, name: 'work-dlq.fifo', fifo: true, redrive: undefined });
  const redrive = { deadLetterQueue: 'work-dlq.fifo', maxReceiveCount: 2 };
  aws.sqs.define({ ...queue, name: 'work.fifo', fifo: true, redrive });
  aws.sqs.define({
    ...queue,
    name: 'per-queue.fifo',
    fifo: true,
    perGroupDeduplication: false,
    redrive: undefined,
  });
  aws.sqs.define({ ...queue, name: 'plain', fifo: false, redrive: undefined });
});
afterEach(async () => {
  client.destroy();
  await aws.close();
});

const fifo = (body: string, group = 'g', dedup = body): SendMessageCommandInput => ({
  QueueUrl: url('work.fifo'),
  MessageBody: body,
  MessageGroupId: group,
  MessageDeduplicationId: dedup,
});
const send = (...inputs: SendMessageCommandInput[]) =>
  inputs.reduce<Promise<unknown>>(
    (before, input) => before.then(() => client.send(new SendMessageCommand(input))),
    Promise.resolve(),
  );
const receive = async (more: Partial<ReceiveMessageCommandInput> = {}) =>
  (
    await client.send(
      new ReceiveMessageCommand({ QueueUrl: url('work.fifo'), MaxNumberOfMessages: 10, ...more }),
    )
  ).Messages ?? [];
const bodies = async (more: Partial<ReceiveMessageCommandInput> = {}) =>
  (await receive(more)).map(({ Body }) => Body);
const remove = (handle: string | undefined, queue = 'work.fifo') =>
  client.send(new DeleteMessageCommand({ QueueUrl: url(queue), ReceiptHandle: handle }));

describe('a FIFO queue', () => {
  it('hands messages of one group out in order, several at once', async () => {
    await send(fifo('a'), fifo('b'), fifo('c'));
    expect(await bodies()).toEqual(['a', 'b', 'c']);
  });

  it('locks a group while one of its messages is in flight; other groups go on', async () => {
    await send(fifo('a1', 'a'), fifo('a2', 'a'), fifo('b1', 'b'));
    expect(await bodies({ MaxNumberOfMessages: 1 })).toEqual(['a1']);
    expect(await bodies()).toEqual(['b1']);
    expect(await bodies()).toEqual([]);
  });

  it('frees the group when the message is deleted', async () => {
    await send(fifo('a1'), fifo('a2'));
    const [first] = await receive({ MaxNumberOfMessages: 1 });
    await remove(first?.ReceiptHandle);
    expect(await bodies()).toEqual(['a2']);
  });

  it('hands a message out again, before the later ones, when its time is up', async () => {
    await send(fifo('a1'), fifo('a2'));
    await receive({ MaxNumberOfMessages: 1 });
    aws.clock.pass(31);
    expect(await bodies()).toEqual(['a1', 'a2']);
  });

  it('swallows a send repeated within five minutes, also when the first was deleted', async () => {
    await send(fifo('a'));
    const [message] = await receive();
    await remove(message?.ReceiptHandle);
    await send(fifo('a'));
    expect(await bodies()).toEqual([]);
    aws.clock.pass(301);
    await send(fifo('a'));
    expect(await bodies()).toEqual(['a']);
  });

  it('answers a repeated send with the first one’s id', async () => {
    const first = await client.send(new SendMessageCommand(fifo('a')));
    const again = await client.send(new SendMessageCommand(fifo('a')));
    expect(again.MessageId).toBe(first.MessageId);
  });

  it('compares deduplication ids within the group, where the queue says so', async () => {
    await send(fifo('a', 'g1', 'same'), fifo('b', 'g2', 'same'));
    expect(await bodies()).toEqual(['a', 'b']);
    const QueueUrl = url('per-queue.fifo');
    await send({ ...fifo('a', 'g1', 'same'), QueueUrl }, { ...fifo('b', 'g2', 'same'), QueueUrl });
    expect(await bodies({ QueueUrl })).toEqual(['a']);
  });

  it('wants a group and a deduplication id, and no delay of its own', async () => {
    const { MessageGroupId: _group, ...groupless } = fifo('a');
    await expect(send(groupless)).rejects.toMatchObject({ name: 'MissingParameter' });
    const { MessageDeduplicationId: _dedup, ...endless } = fifo('a');
    await expect(send(endless)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(send({ ...fifo('a'), DelaySeconds: 5 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('refuses to delete with a handle that ran out: the message is somebody else’s by now', async () => {
    await send(fifo('a'));
    const [message] = await receive();
    aws.clock.pass(31);
    await expect(remove(message?.ReceiptHandle)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    expect(await bodies()).toEqual(['a']);
  });

  it('moves a message to the dead letters after its tries, and the group goes on', async () => {
    await send(fifo('poison'));
    for (let tries = 0; tries < 2; tries++) {
      expect(await bodies()).toEqual(['poison']);
      aws.clock.pass(31);
    }
    await send(fifo('next'));
    expect(await bodies()).toEqual(['next']);
    expect(await bodies({ QueueUrl: url('work-dlq.fifo') })).toEqual(['poison']);
  });

  it('gets its dead letters back by a move task', async () => {
    await send(fifo('poison'));
    for (let tries = 0; tries < 3; tries++) {
      await receive();
      aws.clock.pass(31);
    }
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: arn('work-dlq.fifo') }));
    expect(await bodies({ QueueUrl: url('work-dlq.fifo') })).toEqual([]);
    expect(await bodies()).toEqual(['poison']);
  });
});

describe('visibility', () => {
  it('can be prolonged, and ended at once', async () => {
    await send(fifo('a'));
    const [message] = await receive();
    const handle = { QueueUrl: url('work.fifo'), ReceiptHandle: message?.ReceiptHandle };
    await client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 100 }));
    aws.clock.pass(60);
    expect(await bodies()).toEqual([]);
    await client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 0 }));
    expect(await bodies()).toEqual(['a']);
  });

  it('can be changed for several messages at once; each answers for itself', async () => {
    await send(fifo('a', 'a'), fifo('b', 'b'));
    const [first] = await receive();
    const answer = await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: url('work.fifo'),
        Entries: [
          { Id: '1', ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 },
          { Id: '2', ReceiptHandle: 'nonsense', VisibilityTimeout: 0 },
        ],
      }),
    );
    expect(answer.Successful).toEqual([{ Id: '1' }]);
    expect(answer.Failed).toMatchObject([{ Id: '2', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
    expect(await bodies()).toEqual(['a']);
  });

  it('of a message that is not in flight cannot be changed, and not beyond 12 hours', async () => {
    await send(fifo('a'));
    const [message] = await receive();
    const handle = { QueueUrl: url('work.fifo'), ReceiptHandle: message?.ReceiptHandle };
    await expect(
      client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 43_201 })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    aws.clock.pass(31);
    await expect(
      client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 5 })),
    ).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });
});

describe('a standard queue', () => {
  it('keeps nobody waiting for another, and delays a message when asked', async () => {
    const QueueUrl = url('plain');
    await send({ QueueUrl, MessageBody: 'late', DelaySeconds: 60 }, { QueueUrl, MessageBody: 'now' });
    expect(await bodies({ QueueUrl })).toEqual(['now']);
    aws.clock.pass(61);
    expect(await bodies({ QueueUrl })).toContain('late');
  });

  it('carries attributes with the digest that clients check', async () => {
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: 'edit' },
      size: { DataType: 'Number', StringValue: '7' },
      raw: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2, 3]) },
    };
    const sent = await client.send(
      new SendMessageCommand({ QueueUrl: url('plain'), MessageBody: 'a', MessageAttributes }),
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
    const [message] = await receive({ QueueUrl: url('plain'), MessageAttributeNames: ['All'] });
    expect(message?.MessageAttributes).toMatchObject({ kind: { StringValue: 'edit' } });
    expect(message?.MessageAttributes?.raw?.BinaryValue).toEqual(new Uint8Array([1, 2, 3]));
  });
});

describe('receiving', () => {
  it('brings the system attributes asked for and no others', async () => {
    await send(fifo('a'));
    const [bare] = await receive();
    expect(bare?.Attributes).toBeUndefined();
    aws.clock.pass(31);
    const [asked] = await receive({
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'MessageGroupId'],
    });
    expect(asked?.Attributes).toEqual({ ApproximateReceiveCount: '2', MessageGroupId: 'g' });
  });

  it('waits for a message to come, and wakes every waiting receiver', async () => {
    const QueueUrl = url('plain');
    const waiting = [1, 2].map(() => bodies({ QueueUrl, WaitTimeSeconds: 20, MaxNumberOfMessages: 1 }));
    await send({ QueueUrl, MessageBody: 'a' }, { QueueUrl, MessageBody: 'b' });
    expect((await Promise.all(waiting)).flat().toSorted()).toEqual(['a', 'b']);
  });

  it('loses nothing to a receiver that went away while it waited', async () => {
    const gone = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl: url('plain'), WaitTimeSeconds: 20 });
    const waiting = client.send(command, { abortSignal: gone.signal });
    setImmediate(() => gone.abort());
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await send({ QueueUrl: url('plain'), MessageBody: 'a' });
    expect(await bodies({ QueueUrl: url('plain'), WaitTimeSeconds: 1 })).toEqual(['a']);
  });

  it('takes 1 to 10 messages', async () => {
    for (const MaxNumberOfMessages of [0, 11])
      await expect(receive({ MaxNumberOfMessages })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

describe('batches', () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ Id: String(at), MessageBody: `m${at}` }));
  const batch = (Entries: { Id: string; MessageBody: string }[]) =>
    client.send(new SendMessageBatchCommand({ QueueUrl: url('plain'), Entries }));

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
    await expect(send({ QueueUrl: url('plain'), MessageBody: 'x'.repeat(1_048_577) })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('of deletions answer for each message', async () => {
    await send(fifo('a', 'a'), fifo('b', 'b'));
    const received = await receive();
    const answer = await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url('work.fifo'),
        Entries: received.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle })),
      }),
    );
    expect(answer.Successful).toEqual([{ Id: '0' }, { Id: '1' }]);
    aws.clock.pass(31);
    expect(await bodies()).toEqual([]);
  });
});

describe('a queue', () => {
  it('tells its address, its settings and how much lies in it', async () => {
    const found = await client.send(new GetQueueUrlCommand({ QueueName: 'work.fifo' }));
    expect(found.QueueUrl).toBe(url('work.fifo'));
    await send(fifo('a', 'a'), fifo('b', 'b'));
    await receive({ MaxNumberOfMessages: 1 });
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url('work.fifo'), AttributeNames: ['All'] }),
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
    await send(fifo('a'));
    await client.send(new PurgeQueueCommand({ QueueUrl: url('work.fifo') }));
    expect(await bodies()).toEqual([]);
    await send(fifo('b'));
    aws.clock.pass(345_601);
    aws.sqs.sweep();
    expect(await bodies()).toEqual([]);
  });

  it('that does not exist is an error of its own', async () => {
    await expect(bodies({ QueueUrl: url('nowhere') })).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  it('keeps what it acknowledged when its process is gone', async () => {
    await send(fifo('a'));
    const { Sqs } = await import('../../infra/local/sqs/sqs.ts');
    const reopened = new Sqs(aws.db, aws.clock.now);
    expect(reopened.contents('work.fifo').map(({ body }) => body)).toEqual(['a']);
  });
});
