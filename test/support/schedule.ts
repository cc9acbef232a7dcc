import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';

/**
 * Brings an integration's own schedule forward to `inSeconds` from now, as an operator would with the AWS command
 * line: everything but the time stays as the product made it.
 */
export async function bringForward(
  awsUrl: string,
  group: string,
  integrationId: string,
  inSeconds: number,
): Promise<void> {
  const client = new SchedulerClient({
    endpoint: awsUrl,
    region: 'local',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
  const schedule = await client.send(new GetScheduleCommand({ GroupName: group, Name: integrationId }));
  const at = new Date(Date.now() + inSeconds * 1000).toISOString().slice(0, 19);
  await client.send(
    new UpdateScheduleCommand({
      Name: schedule.Name,
      GroupName: schedule.GroupName,
      Target: schedule.Target,
      State: schedule.State,
      ScheduleExpression: `at(${at})`,
      FlexibleTimeWindow: { Mode: 'OFF' },
    }),
  );
  client.destroy();
}
