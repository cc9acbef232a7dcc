import {
  Alarm as CloudWatchAlarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface AlarmProps {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly periods?: number;
  /** What a user loses while this lasts. */
  readonly impact: string;
  /** Heading in docs/runbook.md, as an anchor. */
  readonly runbook: string;
  readonly topic: ITopic;
}

/** An alarm that says who is hurt and where to read what to do; it cannot be made without both. */
export class Alarm extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { metric, threshold, periods = 1, impact, runbook, topic }: AlarmProps,
  ) {
    super(scope, id);
    const alarm = new CloudWatchAlarm(this, 'Alarm', {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${impact} What to do: docs/runbook.md#${runbook}`,
    });
    alarm.addAlarmAction(new SnsAction(topic));
  }
}
