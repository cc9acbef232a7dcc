import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

/** Messages that nobody is working on. */
export const visible = (queue: Queue, statistic: 'max' | 'min', minutes: number): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(minutes), statistic });

/** Seconds since the oldest message was sent, those that are put off included. */
export const oldest = (queue: Queue): Metric =>
  queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'max' });
