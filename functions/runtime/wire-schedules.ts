import { schedulerClient } from '../../shared/adapters/scheduler/client.ts';
import { eventBridgeSchedules } from '../../shared/adapters/scheduler/schedules.ts';
import type { Schedules } from '../../shared/application/ports.ts';
import { manifests } from '../../shared/connectors/manifests.ts';
import { readEnv } from './env.ts';

/** The schedules of the integrations, in the stage's group. */
export function wireSchedules(): Schedules {
  const env = readEnv(['jobsQueueArn', 'scheduleGroup', 'scheduleRoleArn', 'timeZone'] as const);
  return eventBridgeSchedules(schedulerClient(), {
    group: env.scheduleGroup,
    queueArn: env.jobsQueueArn,
    roleArn: env.scheduleRoleArn,
    timeZone: env.timeZone,
    healingMinutes: (type) => manifests.find((each) => each.type === type)?.healingPollMinutes,
  });
}
