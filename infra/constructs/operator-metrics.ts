import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  type CountName,
  metricDimensions,
  metricsNamespace,
  type TimeName,
} from '../../shared/config/metrics.ts';
import type { Stage } from '../stage.ts';
import type { IntegrationsApi } from './http-api.ts';
import type { QueueWorker } from './queue-worker.ts';
import type { Schedules } from './schedules.ts';
import type { ServiceFunction } from './service-function.ts';
import type { ServiceFunctions } from './service-functions.ts';

/** What operators watch. */
export interface WatchedSystem {
  readonly stage: Stage;
  readonly changes: QueueWorker;
  readonly jobs: QueueWorker;
  readonly functions: ServiceFunctions;
  readonly api: IntegrationsApi;
  readonly schedules: Schedules;
  /** Edits that were not passed on. */
  readonly unpublished: Queue;
  /** Read in the morning. */
  readonly quiet: ITopic;
  /** Wakes somebody. */
  readonly pages: ITopic;
}

/** One of our own metrics, of all integrations together. */
export const ours = (
  stage: Stage,
  metricName: CountName | TimeName,
  {
    statistic = 'Sum',
    minutes = 5,
    label,
  }: { readonly statistic?: string; readonly minutes?: number; readonly label?: string } = {},
): Metric =>
  new Metric({
    namespace: metricsNamespace,
    metricName,
    statistic,
    ...(label === undefined ? {} : { label }),
    period: Duration.minutes(minutes),
    dimensionsMap: { [metricDimensions.stage]: stage.name },
  });

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html */
export const scheduler = (
  scheduleGroup: string,
  metricName: 'TargetErrorCount' | 'InvocationDroppedCount',
): Metric =>
  new Metric({
    namespace: 'AWS/Scheduler',
    metricName,
    statistic: 'Sum',
    period: Duration.minutes(5),
    dimensionsMap: { ScheduleGroup: scheduleGroup },
  });

export const streamAge = ({ lambda }: ServiceFunction): Metric =>
  lambda.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'max' });
