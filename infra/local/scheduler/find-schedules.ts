import { GetScheduleCommand, ListSchedulesCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import type { FoundSchedule } from './report.ts';

/** Every schedule of a group, as it is now. */
export async function findSchedules(
  client: SchedulerClient,
  GroupName: string,
): Promise<readonly FoundSchedule[]> {
  const found: FoundSchedule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListSchedulesCommand({ GroupName, ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    for (const { Name } of page.Schedules ?? []) {
      const schedule = await client.send(new GetScheduleCommand({ GroupName, Name }));
      found.push({
        name: Name ?? '',
        expression: schedule.ScheduleExpression ?? '',
        timeZone: schedule.ScheduleExpressionTimezone ?? 'UTC',
        windowMinutes: schedule.FlexibleTimeWindow?.MaximumWindowInMinutes ?? 0,
        state: schedule.State ?? '',
      });
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}
