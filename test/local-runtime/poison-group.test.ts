import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSchema } from '../../functions/runtime/queue/schemas.ts';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import { delayMessage, sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { limits } from '../../shared/config/limits.ts';
import { type Change, groupOf } from '../../shared/domain/change.ts';
import { connectedWorld, hint, pairsOf, type World } from '../application/support/world.ts';
import { startAws } from './aws.ts';

/** changes.fifo with its dead-letter queue, as the stack defines them, and a worker on it. */
async function startChanges() {
  const [aws, world] = await Promise.all([startAws(), connectedWorld()]);
  const client = new SQSClient({ ...aws.client, maxAttempts: 1 });
  const url = (queue: string) => `${aws.endpoint}/000000000000/${queue}`;
  const queue = {
    visibilitySeconds: limits.changesVisibilitySeconds,
    ...{ retentionSeconds: 345_600, perGroupDeduplication: true, fifo: true },
  };
  const redrive = { deadLetterQueue: 'changes-dlq.fifo', maxReceiveCount: limits.maxReceiveCount };
  aws.sqs.define({ ...queue, name: 'changes-dlq.fifo', redrive: undefined });
  aws.sqs.define({ ...queue, name: 'changes.fifo', redrive });
  const receive = async (name: string, MaxNumberOfMessages: number) => {
    const input = { QueueUrl: url(name), MaxNumberOfMessages };
    const all = { ...input, MessageSystemAttributeNames: ['All' as const] };
    return (await client.send(new ReceiveMessageCommand(all))).Messages ?? [];
  };
  const pass = (seconds: number) => {
    aws.clock.pass(seconds);
    world.clock.pass(seconds);
  };
  /** One batch, as the worker's function treats it. Answers the receive counts and the longest delay asked for. */
  const turn = async (atMost: number) => {
    const batch = await receive('changes.fifo', atMost);
    const readable = batch.flatMap((message) => {
      const parsed = changeSchema.safeParse(jsonOf(message.Body ?? ''));
      const receiveCount = Number(message.Attributes?.ApproximateReceiveCount);
      const messageId = message.MessageId ?? '';
      return parsed.success ? [{ messageId, receiveCount, change: parsed.data }] : [];
    });
    const failed = new Map(
      (await processChanges(world.deps, readable)).map(({ messageId, delaySeconds }) => [
        messageId,
        delaySeconds,
      ]),
    );
    for (const { MessageId = '', ReceiptHandle = '' } of batch) {
      const delay = failed.get(MessageId);
      if (delay !== undefined) await delayMessage(client, url('changes.fifo'), ReceiptHandle, delay);
      else if (readable.some(({ messageId }) => messageId === MessageId))
        await client.send(new DeleteMessageCommand({ QueueUrl: url('changes.fifo'), ReceiptHandle }));
    }
    return {
      counts: readable.map(({ receiveCount }) => receiveCount),
      delay: Math.max(0, ...failed.values()),
    };
  };
  return {
    ...{ world, pass, turn },
    changes: sqsChangeQueue(client, url('changes.fifo'), sha256Hasher, () => undefined),
    poison: (change: Change) =>
      client.send(
        new SendMessageCommand({
          ...{ QueueUrl: url('changes.fifo'), MessageBody: 'no change at all' },
          ...{ MessageGroupId: sha256Hasher.hash(groupOf(change)), MessageDeduplicationId: 'poison' },
        }),
      ),
    deadLetters: async () => (await receive('changes-dlq.fifo', 10)).map(({ Body }) => Body),
    async close(): Promise<void> {
      client.destroy();
      await aws.close();
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

let running: Awaited<ReturnType<typeof startChanges>>;
beforeEach(async () => {
  running = await startChanges();
});
afterEach(() => running.close());

const three = ['d1', 'd2', 'd3'].map((key) => hint('tasks-1', key));
const outcomes = ({ memory }: World) => three.map(({ logId }) => memory.logs.get(logId)?.outcome);

describe('three messages about one record of which the first fails', () => {
  it('wait behind it while it is tried, and go on once it is set aside; nothing falls into the dead-letter queue', async () => {
    const { world, changes, turn, pass, deadLetters } = running;
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    world.vendor.fail('get', { kind: 'unavailable', message: 'It does not answer.' }, 6);
    await changes.send(three);
    for (let count = 1; count < limits.maxReceiveCount; count++) {
      const { counts, delay } = await turn(1);
      expect(counts).toEqual([count]);
      expect((await turn(10)).counts).toEqual([]);
      pass(delay);
    }
    expect(await turn(1)).toEqual({ counts: [limits.maxReceiveCount], delay: 0 });
    expect([...world.memory.parked.values()]).toMatchObject([{ change: three[0], tries: 6 }]);
    expect((await turn(10)).counts).toEqual([1, 1]);
    expect(outcomes(world)).toEqual(['dead', 'superseded', 'applied']);
    expect(pairsOf(world)).toMatchObject({ 'tasks-1': { fields: { title: 'Plant trees' } } });
    expect(await deadLetters()).toEqual([]);
  });

  it('that arrive together are tried together and end together', async () => {
    const { world, changes, turn, pass, deadLetters } = running;
    world.vendor.fail('get', { kind: 'unavailable', message: 'It does not answer.' }, 99);
    await changes.send(three);
    for (let count = 1; count <= limits.maxReceiveCount; count++) pass((await turn(10)).delay);
    expect(outcomes(world)).toEqual(['superseded', 'superseded', 'dead']);
    expect((await turn(10)).counts).toEqual([]);
    expect(await deadLetters()).toEqual([]);
  });

  it('because it cannot even be read go on beside it; that one ends in the dead-letter queue', async () => {
    const { world, changes, turn, pass, deadLetters, poison } = running;
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    const [, second, third] = three;
    if (second === undefined || third === undefined) throw new Error('There are three.');
    await poison(second);
    await changes.send([second, third]);
    expect((await turn(10)).counts).toEqual([1, 1]);
    expect(outcomes(world)).toEqual([undefined, 'superseded', 'applied']);
    for (let count = 1; count <= limits.maxReceiveCount; count++) {
      pass(limits.changesVisibilitySeconds);
      await turn(10);
    }
    expect(await deadLetters()).toEqual(['no change at all']);
  });
});
