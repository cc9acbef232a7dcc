import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pollQueue } from '../../infra/local/event-sources/sqs-poller.ts';
import { Faults, noFaults, parseFaults } from '../../infra/local/wire/faults.ts';
import { until } from '../support/api.ts';
import { startAws } from './aws.ts';
import { functionMaker } from './functions.ts';
import { startTable } from './tables.ts';

let local: Awaited<ReturnType<typeof startTable>>;
let aws: Awaited<ReturnType<typeof startAws>>;
let documents: DynamoDBDocumentClient;
beforeEach(async () => {
  local = await startTable();
  aws = await startAws({ engine: local.engine.url });
  documents = DynamoDBDocumentClient.from(new DynamoDBClient({ ...aws.client, maxAttempts: 1 }));
});
afterEach(async () => {
  documents.destroy();
  await aws.close();
  await local.close();
});

const condition = { ConditionExpression: 'attribute_not_exists(pk)' };
const put = (pk: string, more: object = {}) =>
  documents.send(new PutCommand({ TableName: 'things', Item: { pk }, ...more }));
const plan = (more: object) => {
  aws.faults.plan = { ...noFaults, ...more };
};

describe('the switch for bad luck', () => {
  it('is off unless somebody turns it', async () => {
    for (let i = 0; i < 50; i++) await put(`k${i}`, condition);
    expect(aws.faults.plan).toEqual({ throttling: 0, lostRaces: 0, duplicateDeliveries: 0 });
  });

  it('throttles DynamoDB and SQS as AWS does', async () => {
    plan({ throttling: 1 });
    await expect(put('a')).rejects.toMatchObject({ name: 'ThrottlingException' });
    const sqs = new SQSClient({ ...aws.client, maxAttempts: 1 });
    const QueueUrl = `${aws.endpoint}/0/work`;
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }))).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    sqs.destroy();
  });

  it('loses races: a conditional write fails as if somebody had been faster, and nothing is written', async () => {
    plan({ lostRaces: 1 });
    await put('unconditional');
    await expect(put('a', condition)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    const transaction = new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName: 'things', Item: { pk: 'b' } } },
        { Put: { TableName: 'things', Item: { pk: 'c' }, ...condition } },
      ],
    });
    const refused = await documents.send(transaction).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TransactionCanceledException);
    expect(refused).toMatchObject({
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    plan({});
    await put('a', condition);
    await documents.send(transaction);
  });

  it('strikes the same calls in every run', () => {
    const strikes = () => {
      const faults = new Faults(7);
      faults.plan = { ...noFaults, throttling: 0.3 };
      return Array.from({ length: 200 }, () => faults.strikes('throttling'));
    };
    const first = strikes();
    expect(strikes()).toEqual(first);
    const share = first.filter(Boolean).length / first.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });

  it('is set by a line of text, and a wrong one is refused', () => {
    expect(parseFaults('throttling=0.1, lostRaces=0.05')).toEqual({
      throttling: 0.1,
      lostRaces: 0.05,
      duplicateDeliveries: 0,
    });
    expect(parseFaults('')).toEqual(noFaults);
    expect(() => parseFaults('throttling=2')).toThrow('throttling');
    expect(() => parseFaults('thunder=0.1')).toThrow('thunder');
  });
});

describe('a worker of a queue', () => {
  const functions = functionMaker();
  afterAll(() => functions.close());
  const queue = 'work.fifo';
  beforeEach(() => {
    aws.sqs.define({
      ...{ name: queue, fifo: true, visibilitySeconds: 30, retentionSeconds: 1000 },
      ...{ perGroupDeduplication: true, redrive: undefined },
    });
  });
  const send = (body: string, group = body) =>
    aws.sqs.send(queue, [{ MessageBody: body, MessageGroupId: group, MessageDeduplicationId: body }]);
  /** Runs the worker until `done`; answers what it was handed. */
  async function work(source: string, done: () => boolean): Promise<void> {
    const end = new AbortController();
    const target = functions.make(source, { maxWorkers: 1 });
    const { faults } = aws;
    const settings = { queue, queueArn: 'arn', target, batchSize: 10, concurrency: 1, faults };
    const running = pollQueue(aws.sqs, { ...settings, report: () => undefined }, end.signal);
    await until('the end of the work', async () => (done() ? true : undefined));
    end.abort();
    await running;
    await target.close();
  }

  it('is handed messages twice when the switch says so, and they are gone afterwards', async () => {
    plan({ duplicateDeliveries: 1 });
    send('a');
    const calls =
      'let calls = 0; export const handler = async () => { if (++calls > 2) throw new Error("too often") }';
    await work(calls, () => aws.sqs.contents(queue).length === 0);
    expect(aws.sqs.contents(queue)).toEqual([]);
  });

  it('loses only the messages it did: what it names as failed comes back after its time', async () => {
    send('good');
    send('bad');
    const source = `export const handler = async ({ Records }) => ({
      batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })) })`;
    await work(source, () => aws.sqs.contents(queue).length === 1 && aws.sqs.counts(queue).inFlight === 1);
    expect(aws.sqs.contents(queue).map(({ body }) => body)).toEqual(['bad']);
  });

  it('that breaks loses no message', async () => {
    send('a');
    await work(
      'export const handler = async () => { throw new Error("bug") }',
      () => aws.sqs.contents(queue)[0]?.receives === 1,
    );
    expect(aws.sqs.contents(queue)).toHaveLength(1);
  });
});
