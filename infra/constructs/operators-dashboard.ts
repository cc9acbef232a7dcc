import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  MathExpression,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ours, streamAge, type WatchedSystem } from './operator-metrics.ts';
import { oldest, visible } from './queue-metrics.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const columns = 24;
const period = Duration.minutes(5);

/** One screen that answers: are edits late, is anything lost, who is to blame. */
export class OperatorsDashboard extends Construct {
  constructor(scope: Construct, id: string, system: WatchedSystem, alarms: readonly IAlarm[]) {
    super(scope, id);
    new Dashboard(this, 'Screen', {
      dashboardName: `britepool-${system.stage.name}-operators`,
      defaultInterval: Duration.hours(12),
      widgets: [
        [heading(system.stage.name)],
        [new AlarmStatusWidget({ title: 'Alarms', width: columns, height: 5, alarms: [...alarms] })],
        edits(system),
        queues(system),
        functions(system),
        systems(system),
      ],
    });
  }
}

const heading = (stage: string): IWidget =>
  new TextWidget({
    width: columns,
    height: 1,
    markdown: `**BritePool Integrations, ${stage}.** What each alarm means and what to do: docs/runbook.md. Lines of one change: filter the log groups by \`correlationId\`.`,
  });

const row = (
  ...graphs: readonly { readonly title: string; readonly left: IMetric[]; readonly late?: number }[]
) =>
  graphs.map(
    ({ title, left, late }) =>
      new GraphWidget({
        title,
        left,
        width: columns / graphs.length,
        height: 6,
        leftYAxis: { min: 0 },
        ...(late === undefined ? {} : { leftAnnotations: [{ value: late, label: 'late' }] }),
      }),
  );

const edits = ({ stage }: WatchedSystem): IWidget[] =>
  row(
    {
      title: 'From receipt to the write (ms)',
      left: [
        ours(stage, 'LagMs', { statistic: 'p50', label: 'half of the edits' }),
        ours(stage, 'LagMs', { statistic: 'p99', label: '99 of 100' }),
      ],
      late: 30_000,
    },
    { title: 'Received and ended', left: [ours(stage, 'Received'), ours(stage, 'Ended')] },
    {
      title: 'How they end',
      left: (
        ['Applied', 'Unchanged', 'Echo', 'Superseded', 'Held', 'Conflict', 'Rejected', 'Dead'] as const
      ).map((name) => ours(stage, name)),
    },
    { title: 'Lost or unexplained', left: [ours(stage, 'LedgerMissing'), ours(stage, 'DriftUnexplained')] },
  );

const queues = ({ changes, jobs, functions: { publishChanges } }: WatchedSystem): IWidget[] =>
  row(
    { title: 'Oldest change (s)', left: [oldest(changes.queue)], late: 30 },
    { title: 'Oldest message for a run (s)', left: [oldest(jobs.queue)] },
    { title: 'Messages waiting', left: [visible(changes.queue, 'max', 1), visible(jobs.queue, 'max', 1)] },
    {
      title: 'Dead letters',
      left: [visible(changes.deadLetters, 'max', 5), visible(jobs.deadLetters, 'max', 5)],
    },
    { title: 'Edits in the stream (ms)', left: [streamAge(publishChanges)], late: 60_000 },
  );

function functions({ functions: { all } }: WatchedSystem): IWidget[] {
  const of = (make: (each: (typeof all)[number]) => IMetric): IMetric[] => all.map(make);
  return row(
    {
      title: 'Errors of functions',
      left: of(({ lambda, node }) => lambda.metricErrors({ period, label: node.id })),
    },
    {
      title: 'Throttles of functions',
      left: of(({ lambda, node }) => lambda.metricThrottles({ period, label: node.id })),
    },
    {
      title: 'Longest run of functions (% of the time-out)',
      left: of(
        ({ lambda, node }, at = all.findIndex(({ node: { id } }) => id === node.id)) =>
          new MathExpression({
            expression: `100 * m${at} / ${lambda.timeout?.toMilliseconds() ?? 1}`,
            usingMetrics: { [`m${at}`]: lambda.metricDuration({ period, statistic: 'max' }) },
            label: node.id,
            period,
          }),
      ),
    },
  );
}

const systems = ({ stage, api }: WatchedSystem): IWidget[] =>
  row(
    { title: 'Requests to other systems', left: [ours(stage, 'VendorCalls'), ours(stage, 'VendorRefusals')] },
    { title: 'Tries that failed, set aside', left: [ours(stage, 'FailedTries'), ours(stage, 'Parked')] },
    {
      title: 'Runs, outages, alerts',
      left: (['RunsEnded', 'RunsFailed', 'BreakersOpened', 'AlertsRaised'] as const).map((name) =>
        ours(stage, name),
      ),
    },
    {
      title: 'API and webhooks',
      left: [
        api.http.metricCount({ period }),
        api.http.metricServerError({ period }),
        ours(stage, 'Refused'),
      ],
    },
  );
