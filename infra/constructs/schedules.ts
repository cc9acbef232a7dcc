import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';

/** The group that holds one schedule per integration, the role they run with, and the fixed schedules. */
export class Schedules extends Construct {
  readonly group: CfnScheduleGroup;
  readonly groupName: string;
  readonly role: Role;
  /** Calls of fixed functions that the Scheduler gave up. */
  readonly deadLetters: Queue;
  /** The functions that fixed schedules call. */
  readonly targets: ServiceFunction[] = [];

  constructor(
    scope: Construct,
    id: string,
    { stage, jobs }: { readonly stage: Stage; readonly jobs: Queue },
  ) {
    super(scope, id);
    this.groupName = `britepool-${stage.name}-integrations`;
    this.group = new CfnScheduleGroup(this, 'Group', { name: this.groupName });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'EventBridge Scheduler asks for runs on jobs.fifo and calls the fixed functions',
    });
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['sqs:SendMessage'],
        resources: [jobs.queueArn, this.deadLetters.queueArn],
      }),
    );
  }

  every(id: string, expression: string, target: ServiceFunction): void {
    this.targets.push(target);
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.live.functionArn] }),
    );
    new CfnSchedule(this, id, {
      scheduleExpression: expression,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.live.functionArn,
        roleArn: this.role.roleArn,
        input: '{}',
        // The next one comes soon enough: a call that is an hour late helps nobody.
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        deadLetterConfig: { arn: this.deadLetters.queueArn },
      },
    });
  }
}
