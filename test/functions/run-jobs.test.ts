import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { addSeconds } from '../../shared/domain/dates.ts';
import { aJob, anIntegration } from '../contract/support/samples.ts';
import { mockedClient } from '../support/mocked-client.ts';
import { setEnvironment } from './environment.ts';
import { lambdaContext } from './events.ts';

setEnvironment();
const { handler } = await import('../../functions/run-jobs/handler.ts');
const tables = mockedClient(DynamoDBDocumentClient);
const queues = mockedClient(SQSClient);

const page = (receiveCount: number): SQSEvent => ({
  Records: [
    {
      ...{
        messageId: 'm1',
        receiptHandle: 'r1',
        messageAttributes: {},
        md5OfBody: '',
        awsRegion: 'eu-west-1',
      },
      ...{ eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:eu-west-1:1:jobs.fifo' },
      body: JSON.stringify({
        schemaVersion: 1,
        kind: 'page',
        jobId: 'job_1',
        integrationId: 'int_1',
        page: 3,
      }),
      attributes: {
        ApproximateReceiveCount: String(receiveCount),
        SentTimestamp: '0',
        SenderId: 'x',
        ApproximateFirstReceiveTimestamp: '0',
      },
    },
  ],
});

beforeEach(() => {
  tables.reset();
  queues.reset();
  tables.on(GetCommand).rejects(new Error('the table cannot be reached'));
  queues.on(ChangeMessageVisibilityCommand).resolves({});
});

describe('a page of a run that fails', () => {
  it.each([
    [1, 60],
    [2, 120],
    [3, 240],
    [4, 480],
    [5, 960],
  ])('comes back after its try number %i in about %i seconds', async (receiveCount, seconds) => {
    const answer = await handler(page(receiveCount), lambdaContext);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    const [delay] = queues.commandCalls(ChangeMessageVisibilityCommand);
    expect(delay?.args[0].input).toMatchObject({ QueueUrl: process.env.JOBS_QUEUE_URL, ReceiptHandle: 'r1' });
    expect(delay?.args[0].input.VisibilityTimeout).toBeGreaterThanOrEqual(0.9 * seconds);
    expect(delay?.args[0].input.VisibilityTimeout).toBeLessThanOrEqual(1.1 * seconds);
  });

  it('is still tried again when its delay cannot be set', async () => {
    queues.on(ChangeMessageVisibilityCommand).rejects(new Error('the queue cannot be reached'));
    expect(await handler(page(1), lambdaContext)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });
});

describe('a page of a run that waits for requests', () => {
  const waiting = () => {
    const until = addSeconds(new Date().toISOString(), 100);
    const job = { ...aJob('int_1'), id: 'job_1', pages: 3, waits: { until, sent: true } };
    tables
      .on(GetCommand)
      .callsFake(({ Key }) => ({ Item: Key.sk === 'JOB' ? job : anIntegration({ id: 'int_1' }) }));
    queues.on(SendMessageCommand).resolves({});
  };

  it('comes back when they are there, not earlier', async () => {
    waiting();
    expect(await handler(page(1), lambdaContext)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    const [delay] = queues.commandCalls(ChangeMessageVisibilityCommand);
    expect(delay?.args[0].input.VisibilityTimeout).toBeGreaterThanOrEqual(90);
    expect(delay?.args[0].input.VisibilityTimeout).toBeLessThanOrEqual(100);
  });

  it('gets a message of its own long before its tries are used up', async () => {
    waiting();
    expect(await handler(page(3), lambdaContext)).toEqual({ batchItemFailures: [] });
    const [sent] = queues.commandCalls(SendMessageCommand);
    expect(JSON.parse(sent?.args[0].input.MessageBody ?? '')).toMatchObject({ jobId: 'job_1', page: 3 });
  });
});
