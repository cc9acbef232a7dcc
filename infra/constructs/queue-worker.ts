import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Alarm } from './alarm.ts';
import { oldest, visible } from './queue-metrics.ts';
import type { ServiceFunction } from './service-function.ts';

export interface QueueWorkerProps {
  readonly name: string;
  readonly visibility: Duration;
  readonly maxReceiveCount: number;
  readonly topic: ITopic;
  readonly impact: string;
  /** Age in seconds from which the oldest message is late. */
  readonly lateAfterSeconds: number;
  readonly runbook: string;
}

/** A FIFO queue with its dead-letter queue and their alarms; a worker is attached with `feed`. */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly deadLetterAlarm: Alarm;
  readonly ageAlarm: Alarm;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const fifo = {
      fifo: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...fifo,
      queueName: `${props.name}-dlq.fifo`,
      visibilityTimeout: Duration.minutes(3),
    });
    this.queue = new Queue(this, 'Queue', {
      ...fifo,
      queueName: `${props.name}.fifo`,
      visibilityTimeout: props.visibility,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount },
    });
    this.deadLetterAlarm = new Alarm(this, 'DeadLetterAlarm', {
      metric: visible(this.deadLetters, 'max', 5),
      threshold: 1,
      impact: props.impact,
      runbook: `${props.runbook}-dead-letters`,
      topic: props.topic,
    });
    this.ageAlarm = new Alarm(this, 'AgeAlarm', {
      metric: oldest(this.queue),
      threshold: props.lateAfterSeconds,
      periods: 5,
      impact: `${props.impact} (work waits too long)`,
      runbook: `${props.runbook}-late`,
      topic: props.topic,
    });
  }

  feed(
    worker: ServiceFunction,
    options: { readonly batchSize: number; readonly maxConcurrency: number },
  ): this {
    worker.live.addEventSource(new SqsEventSource(this.queue, { ...options, reportBatchItemFailures: true }));
    return this;
  }

  /** What used up its tries is taken out of the dead-letter queue and kept where people can work on it. */
  drainDeadLetters(worker: ServiceFunction): this {
    worker.live.addEventSource(
      new SqsEventSource(this.deadLetters, {
        batchSize: 10,
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
    return this;
  }
}
