import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Schedules } from '../../application/ports.ts';
import { type Integration, isRunning, type SyncFrequency } from '../../domain/integration.ts';

export interface ScheduleOptions {
  readonly group: string;
  readonly queueArn: string;
  readonly roleArn: string;
}

/** When each frequency runs. REALTIME has a healing poll, because webhooks may get lost. MANUAL has no schedule. */
const expressions: { readonly [frequency in SyncFrequency]: string | undefined } = {
  REALTIME: 'rate(15 minutes)',
  EVERY_15MIN: 'rate(15 minutes)',
  HOURLY: 'cron(0 * * * ? *)',
  DAILY: 'cron(0 2 * * ? *)',
  WEEKLY: 'cron(0 2 ? * SUN *)',
  MANUAL: undefined,
};

/** One EventBridge schedule per integration, named like it, that asks jobs.fifo for a run. */
export const eventBridgeSchedules = (client: SchedulerClient, options: ScheduleOptions): Schedules => ({
  async put(integration) {
    const expression = expressions[integration.syncFrequency];
    if (expression === undefined) return removeSchedule(client, options.group, integration.id);
    const schedule = describe(integration, expression, options);
    try {
      await client.send(new UpdateScheduleCommand(schedule));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      await client.send(new CreateScheduleCommand(schedule));
    }
  },
  remove: (integrationId) => removeSchedule(client, options.group, integrationId),
});

const describe = (
  integration: Integration,
  expression: string,
  options: ScheduleOptions,
): CreateScheduleCommandInput => ({
  Name: integration.id,
  GroupName: options.group,
  Description: `Sync of "${integration.name}"`.slice(0, 512),
  ScheduleExpression: expression,
  ScheduleExpressionTimezone: 'UTC',
  FlexibleTimeWindow: {
    Mode: 'FLEXIBLE',
    MaximumWindowInMinutes: integration.syncFrequency === 'HOURLY' ? 10 : 5,
  },
  State: isRunning(integration.status) ? 'ENABLED' : 'DISABLED',
  Target: {
    Arn: options.queueArn,
    RoleArn: options.roleArn,
    SqsParameters: { MessageGroupId: integration.id },
    Input: JSON.stringify({
      schemaVersion: 1,
      kind: 'due',
      integrationId: integration.id,
      scheduledFor: '<aws.scheduler.scheduled-time>',
    }),
    RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 3600 },
  },
});

async function removeSchedule(client: SchedulerClient, GroupName: string, Name: string): Promise<void> {
  try {
    await client.send(new DeleteScheduleCommand({ GroupName, Name }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
