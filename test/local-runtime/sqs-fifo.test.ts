import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arn, startQueues } from './queues.ts';

let queues: Awaited<ReturnType<typeof startQueues>>;
beforeEach(async () => {
  queues = await startQueues();
});
afterEach(() => queues.close());

describe('a FIFO queue', () => {
  it('hands messages of one group out in order, several at once', async () => {
    await queues.send(queues.fifo('a'), queues.fifo('b'), queues.fifo('c'));
    expect(await queues.bodies()).toEqual(['a', 'b', 'c']);
  });

  it('locks a group while one of its messages is in flight; other groups go on', async () => {
    await queues.send(queues.fifo('a1', 'a'), queues.fifo('a2', 'a'), queues.fifo('b1', 'b'));
    expect(await queues.bodies({ MaxNumberOfMessages: 1 })).toEqual(['a1']);
    expect(await queues.bodies()).toEqual(['b1']);
    expect(await queues.bodies()).toEqual([]);
  });

  it('frees the group when the message is deleted', async () => {
    await queues.send(queues.fifo('a1'), queues.fifo('a2'));
    const [first] = await queues.receive({ MaxNumberOfMessages: 1 });
    await queues.remove(first?.ReceiptHandle);
    expect(await queues.bodies()).toEqual(['a2']);
  });

  it('hands a message out again, before the later ones, when its time is up', async () => {
    await queues.send(queues.fifo('a1'), queues.fifo('a2'));
    await queues.receive({ MaxNumberOfMessages: 1 });
    queues.aws.clock.pass(31);
    expect(await queues.bodies()).toEqual(['a1', 'a2']);
  });

  it('swallows a send repeated within five minutes, also when the first was deleted', async () => {
    await queues.send(queues.fifo('a'));
    const [message] = await queues.receive();
    await queues.remove(message?.ReceiptHandle);
    await queues.send(queues.fifo('a'));
    expect(await queues.bodies()).toEqual([]);
    queues.aws.clock.pass(301);
    await queues.send(queues.fifo('a'));
    expect(await queues.bodies()).toEqual(['a']);
  });

  it('answers a repeated send with the first one’s id', async () => {
    const first = await queues.client.send(new SendMessageCommand(queues.fifo('a')));
    const again = await queues.client.send(new SendMessageCommand(queues.fifo('a')));
    expect(again.MessageId).toBe(first.MessageId);
  });

  it('compares deduplication ids within the group, where the queue says so', async () => {
    await queues.send(queues.fifo('a', 'g1', 'same'), queues.fifo('b', 'g2', 'same'));
    expect(await queues.bodies()).toEqual(['a', 'b']);
    const QueueUrl = queues.url('per-queue.fifo');
    await queues.send(
      { ...queues.fifo('a', 'g1', 'same'), QueueUrl },
      { ...queues.fifo('b', 'g2', 'same'), QueueUrl },
    );
    expect(await queues.bodies({ QueueUrl })).toEqual(['a']);
  });

  it('wants a group and a deduplication id, and no delay of its own', async () => {
    const { MessageGroupId: _group, ...groupless } = queues.fifo('a');
    await expect(queues.send(groupless)).rejects.toMatchObject({ name: 'MissingParameter' });
    const { MessageDeduplicationId: _dedup, ...endless } = queues.fifo('a');
    await expect(queues.send(endless)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(queues.send({ ...queues.fifo('a'), DelaySeconds: 5 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('refuses to delete with a handle that ran out: the message is somebody else’s by now', async () => {
    await queues.send(queues.fifo('a'));
    const [message] = await queues.receive();
    queues.aws.clock.pass(31);
    await expect(queues.remove(message?.ReceiptHandle)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    expect(await queues.bodies()).toEqual(['a']);
  });

  it('moves a message to the dead letters after its tries, and the group goes on', async () => {
    await queues.send(queues.fifo('poison'));
    for (let tries = 0; tries < 2; tries++) {
      expect(await queues.bodies()).toEqual(['poison']);
      queues.aws.clock.pass(31);
    }
    await queues.send(queues.fifo('next'));
    expect(await queues.bodies()).toEqual(['next']);
    expect(await queues.bodies({ QueueUrl: queues.url('work-dlq.fifo') })).toEqual(['poison']);
  });

  it('gets its dead letters back by a move task', async () => {
    await queues.send(queues.fifo('poison'));
    for (let tries = 0; tries < 3; tries++) {
      await queues.receive();
      queues.aws.clock.pass(31);
    }
    await queues.client.send(new StartMessageMoveTaskCommand({ SourceArn: arn('work-dlq.fifo') }));
    expect(await queues.bodies({ QueueUrl: queues.url('work-dlq.fifo') })).toEqual([]);
    expect(await queues.bodies()).toEqual(['poison']);
  });
});

describe('visibility', () => {
  it('can be prolonged, and ended at once', async () => {
    await queues.send(queues.fifo('a'));
    const [message] = await queues.receive();
    const handle = { QueueUrl: queues.url('work.fifo'), ReceiptHandle: message?.ReceiptHandle };
    await queues.client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 100 }));
    queues.aws.clock.pass(60);
    expect(await queues.bodies()).toEqual([]);
    await queues.client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 0 }));
    expect(await queues.bodies()).toEqual(['a']);
  });

  it('can be changed for several messages at once; each answers for itself', async () => {
    await queues.send(queues.fifo('a', 'a'), queues.fifo('b', 'b'));
    const [first] = await queues.receive();
    const answer = await queues.client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queues.url('work.fifo'),
        Entries: [
          { Id: '1', ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 },
          { Id: '2', ReceiptHandle: 'nonsense', VisibilityTimeout: 0 },
        ],
      }),
    );
    expect(answer.Successful).toEqual([{ Id: '1' }]);
    expect(answer.Failed).toMatchObject([{ Id: '2', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]);
    expect(await queues.bodies()).toEqual(['a']);
  });

  it('of a message that is not in flight cannot be changed, and not beyond 12 hours', async () => {
    await queues.send(queues.fifo('a'));
    const [message] = await queues.receive();
    const handle = { QueueUrl: queues.url('work.fifo'), ReceiptHandle: message?.ReceiptHandle };
    await expect(
      queues.client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 43_201 })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    queues.aws.clock.pass(31);
    await expect(
      queues.client.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 5 })),
    ).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });
});
