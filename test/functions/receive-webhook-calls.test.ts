import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { integrationKey } from '../../shared/adapters/dynamodb/keys.ts';
import { mockedClient } from '../support/mocked-client.ts';
import { setEnvironment } from './environment.ts';
import { ask, problemOf } from './events.ts';
import { delivery, integration, secret, signed } from './webhook-world.ts';

setEnvironment();
const { handler } = await import('../../functions/receive-webhook/handler.ts');
const tables = mockedClient(DynamoDBDocumentClient);
const secrets = mockedClient(SecretsManagerClient);
const queues = mockedClient(SQSClient);

beforeEach(() => {
  tables.reset();
  secrets.reset();
  queues.reset();
  const item = { ...integrationKey('int_1'), ...integration };
  tables.on(GetCommand, { Key: integrationKey('int_1') }).resolves({ Item: item });
  secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify({ default: [secret] }) });
  queues.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
});

const now = () => signed(delivery());
const calls = () => tables.calls().length + secrets.calls().length + queues.calls().length;

describe('a warm webhook function', () => {
  it('makes one AWS call per delivery: it hands the change to changes.fifo', async () => {
    expect((await ask(handler, now())).statusCode).toBe(200);
    for (const client of [tables, secrets, queues]) client.resetHistory();
    expect((await ask(handler, now())).statusCode).toBe(200);
    expect(calls()).toBe(1);
    const [sent] = queues.commandCalls(SendMessageBatchCommand);
    expect(sent?.args[0].input).toMatchObject({ QueueUrl: process.env.CHANGES_QUEUE_URL });
    expect(sent?.args[0].input.Entries).toHaveLength(1);
  });

  it('sends the pair as group and the delivery as deduplication id', async () => {
    await ask(handler, signed(delivery('42')));
    await ask(handler, signed(delivery('42')));
    await ask(handler, signed(delivery('43')));
    const entries = queues
      .commandCalls(SendMessageBatchCommand)
      .flatMap(({ args }) => args[0].input.Entries ?? []);
    const [first, again, other] = entries;
    expect(first?.MessageGroupId).toBe(again?.MessageGroupId);
    expect(first?.MessageDeduplicationId).toBe(again?.MessageDeduplicationId);
    expect(other?.MessageGroupId).not.toBe(first?.MessageGroupId);
  });

  it('asks AWS nothing about a flood of wrong signatures', async () => {
    const wrong = { ...now(), headers: { 'x-webhook-signature': '00' } };
    await ask(handler, wrong);
    for (const client of [tables, secrets, queues]) client.resetHistory();
    for (let i = 0; i < 20; i++) expect((await ask(handler, wrong)).statusCode).toBe(401);
    expect(calls()).toBe(0);
  });

  it.each([
    [
      'refuses the message',
      () =>
        queues
          .on(SendMessageBatchCommand)
          .resolves({ Successful: [], Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }] }),
    ],
    ['cannot be reached', () => queues.on(SendMessageBatchCommand).rejects(new Error('ECONNREFUSED'))],
    [
      'throttles',
      () =>
        queues
          .on(SendMessageBatchCommand)
          .rejects(Object.assign(new Error('slow down'), { name: 'ThrottlingException' })),
    ],
  ])('answers 503 with Retry-After when the queue %s', async (_what, arrange) => {
    arrange();
    const answer = await ask(handler, now());
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'queue-unavailable' });
    expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  });
});
