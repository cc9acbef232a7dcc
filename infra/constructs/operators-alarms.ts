import { Duration } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { Alarm, type AlarmProps, PagingAlarm } from './alarm.ts';
import { ours, scheduler, streamAge, type WatchedSystem } from './operator-metrics.ts';
import { visible } from './queue-metrics.ts';
import type { ServiceFunction } from './service-function.ts';

/** "Real-time updates delivered within 30 seconds": what takes longer is late. */
const lateSeconds = 30;
const lateMs = lateSeconds * 1000;
/** Of its time-out: whoever takes so long is about to be stopped. */
const nearTimeout = 0.8;

/** Every alarm but those of a queue itself, and the one that pages. */
export class OperatorsAlarms extends Construct {
  readonly #system: WatchedSystem;

  constructor(scope: Construct, id: string, system: WatchedSystem) {
    super(scope, id);
    this.#system = system;
    this.late();
    this.lost();
    this.schedules();
    for (const each of system.functions.all) this.functionAlarms(each);
    this.api();
  }

  /** Every metric alarm and composite alarm, the paging one first. */
  get all(): readonly IAlarm[] {
    return this.node.children
      .flatMap((child) => (child instanceof Alarm || child instanceof PagingAlarm ? [child] : []))
      .sort((a, b) => Number(b instanceof PagingAlarm) - Number(a instanceof PagingAlarm))
      .map(({ alarm }) => alarm);
  }

  private late(): void {
    const { stage, changes, functions, pages } = this.#system;
    const waiting = this.quiet('ChangesWait', {
      metric: visible(changes.queue, 'min', 1),
      threshold: 1,
      periods: 5,
      impact: 'Edits wait for a worker; none of them is taken up at once.',
      runbook: 'changes-wait',
    });
    const typical = this.quiet('TypicalLag', {
      metric: ours(stage, 'LagMs', { statistic: 'p50', minutes: 1 }),
      threshold: lateMs,
      periods: 3,
      impact: 'Half of the edits reach the other side later than the promised 30 seconds.',
      runbook: 'lag',
    });
    this.quiet('WorstLag', {
      metric: ours(stage, 'LagMs', { statistic: 'p99' }),
      threshold: lateMs,
      periods: 3,
      impact: 'One edit in a hundred reaches the other side later than the promised 30 seconds.',
      runbook: 'lag',
    });
    const stream = this.quiet('StreamAge', {
      metric: streamAge(functions.publishChanges),
      threshold: 60_000,
      periods: 3,
      impact: 'Edits made in BritePool are passed on late.',
      runbook: 'stream-late',
    });
    new PagingAlarm(this, 'EditsAreLate', {
      name: `britepool-${stage.name}-edits-are-late`,
      anyOf: [[changes.ageAlarm, waiting], [typical], [stream]],
      impact: 'Edits of everybody reach the other side late or not at all.',
      runbook: 'edits-are-late',
      topic: pages,
    });
  }

  private lost(): void {
    const { stage, unpublished } = this.#system;
    this.quiet('UnpublishedEdits', {
      metric: visible(unpublished, 'max', 5),
      threshold: 1,
      impact: 'Edits made in BritePool were not passed on.',
      runbook: 'unpublished-edits',
    });
    this.quiet('LedgerMissing', {
      metric: ours(stage, 'LedgerMissing', { statistic: 'Maximum', minutes: 60 }),
      threshold: 1,
      impact: 'Changes that were received have come to no end: edits may be lost.',
      runbook: 'ledger-does-not-close',
    });
    this.quiet('DriftUnexplained', {
      metric: ours(stage, 'DriftUnexplained', { statistic: 'Maximum', minutes: 60 }),
      threshold: 1,
      impact: 'Records differ on the two sides and nothing explains it.',
      runbook: 'unexplained-differences',
    });
  }

  private schedules(): void {
    const { schedules, functions } = this.#system;
    const impact = 'Scheduled runs of integrations do not begin; what has no webhook is not seen.';
    for (const metric of ['TargetErrorCount', 'InvocationDroppedCount'] as const)
      this.quiet(metric, {
        metric: scheduler(schedules.groupName, metric),
        threshold: 1,
        periods: metric === 'TargetErrorCount' ? 3 : 1,
        impact,
        runbook: 'schedules-fail',
      });
    this.quiet('ScheduleDeadLetters', {
      metric: visible(schedules.deadLetters, 'max', 5),
      threshold: 1,
      impact:
        'A task of the service itself did not run: looking after health, retries, the ledger or the log.',
      runbook: 'schedules-fail',
    });
    this.quiet('NobodyWatches', {
      metric: functions.watchHealth.lambda.metricInvocations({ period: Duration.minutes(5) }),
      threshold: 1,
      periods: 3,
      silence: true,
      impact:
        'Nobody looks after health: outages do not end by themselves and admins are not told of trouble.',
      runbook: 'nobody-watches',
    });
  }

  private functionAlarms(each: ServiceFunction): void {
    const { node, lambda } = each;
    const isScheduled = this.#system.schedules.targets.includes(each);
    const period = Duration.minutes(5);
    this.quiet(`${node.id}Errors`, {
      metric: lambda.metricErrors({ period }),
      // What runs by the clock fails at most three times each time: five would never come together.
      threshold: isScheduled ? 1 : 5,
      periods: isScheduled ? 1 : 3,
      impact: `The function ${node.id} keeps failing; what it does is delayed.`,
      runbook: 'function-errors',
    });
    this.quiet(`${node.id}Throttles`, {
      metric: lambda.metricThrottles({ period }),
      threshold: 1,
      periods: 3,
      impact: `The function ${node.id} is not let run as often as it has to; what it does is delayed.`,
      runbook: 'function-throttles',
    });
    this.quiet(`${node.id}Duration`, {
      metric: lambda.metricDuration({ period, statistic: 'max' }),
      threshold: nearTimeout * (lambda.timeout?.toMilliseconds() ?? 0),
      periods: 3,
      impact: `The function ${node.id} is about to be stopped in the middle of its work, which then begins anew.`,
      runbook: 'function-duration',
    });
  }

  private api(): void {
    this.quiet('ApiErrors', {
      metric: this.#system.api.http.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
      threshold: 5,
      periods: 3,
      impact:
        'Webhooks are answered with errors (vendors send them again, for a time) or the dashboard does not work.',
      runbook: 'api-errors',
    });
  }

  private quiet(id: string, props: Omit<AlarmProps, 'topic'>): Alarm {
    return new Alarm(this, id, { ...props, topic: this.#system.quiet });
  }
}
