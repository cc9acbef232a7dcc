import {
  AlarmRule,
  AlarmState,
  Alarm as CloudWatchAlarm,
  CompositeAlarm as CloudWatchCompositeAlarm,
  ComparisonOperator,
  type IAlarm,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

interface Telling {
  /** What a user loses while this lasts. */
  readonly impact: string;
  /** Heading in docs/runbook.md, as an anchor. */
  readonly runbook: string;
  readonly topic: ITopic;
}

export interface AlarmProps extends Telling {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly periods?: number;
  /** Rings below the threshold instead, and when nothing is measured at all: something that has to happen does not. */
  readonly silence?: true;
}

const describe = ({ impact, runbook }: Telling): string => `${impact} What to do: docs/runbook.md#${runbook}`;

/** An alarm that says who is hurt and where to read what to do; it cannot be made without both. */
export class Alarm extends Construct {
  readonly alarm: IAlarm;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { metric, threshold, periods = 1, silence, topic } = props;
    const alarm = new CloudWatchAlarm(this, 'Alarm', {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator:
        silence === true
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silence === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: describe(props),
    });
    alarm.addAlarmAction(new SnsAction(topic));
    this.alarm = alarm;
  }
}

export interface PagingAlarmProps extends Telling {
  readonly name: string;
  /** It rings while all alarms of any one of these groups do. */
  readonly anyOf: readonly (readonly Alarm[])[];
}

/** Wakes somebody: made of other alarms, so that one hiccup of one metric does not. */
export class PagingAlarm extends Construct {
  readonly alarm: IAlarm;

  constructor(scope: Construct, id: string, props: PagingAlarmProps) {
    super(scope, id);
    const groups = props.anyOf.map((all) =>
      AlarmRule.allOf(...all.map(({ alarm }) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    );
    const alarm = new CloudWatchCompositeAlarm(this, 'Alarm', {
      compositeAlarmName: props.name,
      alarmRule: AlarmRule.anyOf(...groups),
      alarmDescription: describe(props),
    });
    alarm.addAlarmAction(new SnsAction(props.topic));
    alarm.addOkAction(new SnsAction(props.topic));
    this.alarm = alarm;
  }
}
