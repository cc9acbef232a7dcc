import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  ListSchedulesCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { KnownSchedule, Schedules } from '../../application/ports.ts';
import type { Integration } from '../../domain/integration.ts';
import { type SchedulePlan, schedulePlan } from '../../domain/schedule.ts';

export interface ScheduleOptions {
  readonly group: string;
  readonly queueArn: string;
  readonly roleArn: string;
  /** Zone of integrations that name none. */
  readonly timeZone: string;
  /** How often a system can afford the healing poll, by its type. */
  readonly healingMinutes?: (type: Integration['type']) => number | undefined;
}

const planOf = (integration: Integration, { timeZone, healingMinutes }: ScheduleOptions) =>
  schedulePlan(integration, timeZone, healingMinutes?.(integration.type));

/** One EventBridge schedule per integration, named like it, that asks jobs.fifo for a run. */
export const eventBridgeSchedules = (client: SchedulerClient, options: ScheduleOptions): Schedules => ({
  plan: (integration) => planOf(integration, options),
  async put(integration) {
    const plan = planOf(integration, options);
    if (plan === undefined) return removeSchedule(client, options.group, integration.id);
    const schedule = describe(integration, plan, options);
    try {
      await client.send(new UpdateScheduleCommand(schedule));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      await client.send(new CreateScheduleCommand(schedule));
    }
  },
  remove: (integrationId) => removeSchedule(client, options.group, integrationId),
  async list() {
    const names = await listNames(client, options.group);
    const found: KnownSchedule[] = [];
    for (let at = 0; at < names.length; at += readsAtOnce) {
      const page = names.slice(at, at + readsAtOnce).map((name) => read(client, options, name));
      found.push(...(await Promise.all(page)).flat());
    }
    return found;
  },
});

const readsAtOnce = 10;

const target = (integrationId: string, options: ScheduleOptions): CreateScheduleCommandInput['Target'] => ({
  Arn: options.queueArn,
  RoleArn: options.roleArn,
  SqsParameters: { MessageGroupId: integrationId },
  Input: JSON.stringify({
    schemaVersion: 1,
    kind: 'due',
    integrationId,
    scheduledFor: '<aws.scheduler.scheduled-time>',
  }),
  RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 3600 },
});

const describe = (
  integration: Integration,
  plan: SchedulePlan,
  options: ScheduleOptions,
): CreateScheduleCommandInput => ({
  Name: integration.id,
  GroupName: options.group,
  Description: `Sync of "${integration.name}"`.slice(0, 512),
  ScheduleExpression: plan.expression,
  ScheduleExpressionTimezone: plan.timeZone,
  FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: plan.windowMinutes },
  State: plan.enabled ? 'ENABLED' : 'DISABLED',
  Target: target(integration.id, options),
});

async function listNames(client: SchedulerClient, GroupName: string): Promise<readonly string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListSchedulesCommand({
        GroupName,
        MaxResults: 100,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    names.push(...(page.Schedules ?? []).flatMap(({ Name }) => Name ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return names;
}

/** Nothing for one that was removed between the list and the look. */
async function read(
  client: SchedulerClient,
  options: ScheduleOptions,
  Name: string,
): Promise<readonly KnownSchedule[]> {
  try {
    return [
      known(await client.send(new GetScheduleCommand({ GroupName: options.group, Name })), Name, options),
    ];
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}

function known(
  found: GetScheduleCommandOutput,
  integrationId: string,
  options: ScheduleOptions,
): KnownSchedule {
  const wanted = target(integrationId, options);
  const { Arn, RoleArn, Input, SqsParameters } = found.Target ?? {};
  return {
    integrationId,
    plan: {
      expression: found.ScheduleExpression ?? '',
      timeZone: found.ScheduleExpressionTimezone ?? 'UTC',
      windowMinutes: found.FlexibleTimeWindow?.MaximumWindowInMinutes ?? 0,
      enabled: found.State === 'ENABLED',
    },
    intact:
      Arn === wanted?.Arn &&
      RoleArn === wanted?.RoleArn &&
      Input === wanted?.Input &&
      SqsParameters?.MessageGroupId === integrationId,
  };
}

async function removeSchedule(client: SchedulerClient, GroupName: string, Name: string): Promise<void> {
  try {
    await client.send(new DeleteScheduleCommand({ GroupName, Name }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
