import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { find, ofType, synthesize } from './system.ts';

const queue = z.looseObject({
  QueueName: z.string().optional(),
  FifoQueue: z.boolean().optional(),
  SqsManagedSseEnabled: z.boolean(),
  MessageRetentionPeriod: z.number(),
  VisibilityTimeout: z.number().default(30),
  DeduplicationScope: z.string().optional(),
  FifoThroughputLimit: z.string().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});
const mapping = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number(),
  FunctionResponseTypes: z.array(z.string()),
});

const resources = synthesize();
const queueNamed = (name: string) =>
  queue.parse(find(resources, 'AWS::SQS::Queue', 'QueueName', `britepool-production-${name}`).properties);
const sources = ofType(resources, 'AWS::Lambda::EventSourceMapping').map(({ properties }) =>
  mapping.parse(properties),
);
const fifo = ['changes.fifo', 'changes-dlq.fifo', 'jobs.fifo', 'jobs-dlq.fifo'];

describe('work waiting in queues', () => {
  it('keeps its identity from one release to the next, so that nothing in flight is dropped', () => {
    expect(ofType(resources, 'AWS::SQS::Queue').map(({ id }) => id)).toEqual([
      'ChangesDeadLetters18B289EF',
      'ChangesQueueD86756A9',
      'JobsDeadLetters8D991969',
      'JobsQueue24944186',
      'SchedulesDeadLettersE738B711',
      'UnpublishedEdits6E3609AF',
    ]);
  });

  it('is encrypted and kept for 14 days', () => {
    for (const { properties } of ofType(resources, 'AWS::SQS::Queue')) {
      expect(queue.parse(properties)).toMatchObject({
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 14 * 86_400,
      });
    }
  });

  it('is refused to whoever does not come over TLS', () => {
    const policies = ofType(resources, 'AWS::SQS::QueuePolicy').map(({ properties }) => properties);
    expect(policies).toHaveLength(ofType(resources, 'AWS::SQS::Queue').length);
    for (const policy of policies) {
      expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
      expect(JSON.stringify(policy)).not.toContain('"Allow"');
    }
  });

  it.each(fifo)('in %s is ordered per pair only: high throughput, deduplicated per group', (name) => {
    expect(queueNamed(name)).toMatchObject({
      FifoQueue: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
  });

  it.each(['changes', 'jobs'])('in %s.fifo is set aside after the first try and five retries', (name) => {
    const { RedrivePolicy } = queueNamed(`${name}.fifo`);
    expect(RedrivePolicy?.deadLetterTargetArn).toMatch(
      new RegExp(`:britepool-production-${name}-dlq\\.fifo$`),
    );
    expect(RedrivePolicy?.maxReceiveCount).toBe(6);
  });
});

describe('a worker', () => {
  const fed = sources.filter(({ EventSourceArn }) => EventSourceArn.includes(':sqs:'));

  it.each(fed)('$FunctionName has six times its time-out before its messages show up again', (source) => {
    const worker = find(
      resources,
      'AWS::Lambda::Function',
      'FunctionName',
      source.FunctionName.replace(/:live$/, ''),
    );
    const { VisibilityTimeout } = queueNamed(
      source.EventSourceArn.split('britepool-production-').at(-1) ?? '',
    );
    const timeout = z.number().parse(worker.properties.Timeout);
    expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
  });

  it('answers which records failed, so that the others are done', () => {
    expect(sources).toHaveLength(4);
    for (const { FunctionResponseTypes } of sources)
      expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('takes at most ten messages of a FIFO queue, and one page of a run at a time', () => {
    const sizes = fed.map(({ FunctionName, BatchSize }) => [
      FunctionName.split('-production-')[1]?.replace(/:live$/, ''),
      BatchSize,
    ]);
    expect(Object.fromEntries(sizes)).toEqual({ 'sync-records': 10, 'run-jobs': 1, 'park-failures': 10 });
  });

  it('that publishes edits splits a bad batch and sets the rest aside after 50 tries', () => {
    const stream = ofType(resources, 'AWS::Lambda::EventSourceMapping').find(({ properties }) =>
      String(properties.EventSourceArn).includes('/stream/'),
    );
    expect(stream?.properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 50,
      DestinationConfig: { OnFailure: { Destination: expect.stringContaining('UnpublishedEdits') } },
    });
  });
});
