import {
  DeleteScheduleCommand,
  type FlexibleTimeWindow,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
  type UpdateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';

/** An operator at the AWS command line of the Scheduler. */
export class SchedulerOperator {
  readonly #client: SchedulerClient;

  constructor(awsUrl: string) {
    this.#client = new SchedulerClient({
      endpoint: awsUrl,
      region: 'local',
      credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
    });
  }

  /** Changes what is named of a schedule; everything else stays as the product made it. */
  async change(
    GroupName: string,
    Name: string,
    changes: Partial<Pick<UpdateScheduleCommandInput, 'ScheduleExpression' | 'FlexibleTimeWindow' | 'State'>>,
  ): Promise<void> {
    const { Target, State, ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow } =
      await this.#client.send(new GetScheduleCommand({ GroupName, Name }));
    await this.#client.send(
      new UpdateScheduleCommand({
        ...{ Name, GroupName, Target, State, ScheduleExpression },
        ...{ ScheduleExpressionTimezone, FlexibleTimeWindow },
        ...changes,
      }),
    );
  }

  /**
   * Brings a schedule forward to a moment, in UTC and to the second that follows it, within a flexible window from there. A
   * moment that is over when the call arrives never comes: leave some seconds for it.
   */
  async bringForward(
    group: string,
    name: string,
    to: Date,
    window: FlexibleTimeWindow = { Mode: 'OFF' },
  ): Promise<void> {
    const { Target, State } = await this.#client.send(
      new GetScheduleCommand({ GroupName: group, Name: name }),
    );
    const second = new Date(Math.ceil(to.getTime() / 1000) * 1000);
    const ScheduleExpression = `at(${second.toISOString().slice(0, 19)})`;
    await this.#client.send(
      new UpdateScheduleCommand({
        ...{ Name: name, GroupName: group, Target, State, ScheduleExpression, FlexibleTimeWindow: window },
      }),
    );
  }

  async remove(GroupName: string, Name: string): Promise<void> {
    await this.#client.send(new DeleteScheduleCommand({ GroupName, Name }));
  }

  /** The name of the fixed schedule that calls a function: its version that is live. */
  async nameOfFixed(functionName: string): Promise<string> {
    const { Schedules = [] } = await this.#client.send(new ListSchedulesCommand({ GroupName: 'default' }));
    const found = Schedules.find(({ Target }) => Target?.Arn?.endsWith(`${functionName}:live`));
    if (found?.Name === undefined) throw new Error(`No schedule calls ${functionName}.`);
    return found.Name;
  }

  close(): void {
    this.#client.destroy();
  }
}

/** Brings an integration's own schedule forward to `inSeconds` from now. */
export async function bringForward(
  awsUrl: string,
  group: string,
  integrationId: string,
  inSeconds: number,
): Promise<void> {
  const operator = new SchedulerOperator(awsUrl);
  await operator.bringForward(group, integrationId, new Date(Date.now() + inSeconds * 1000));
  operator.close();
}
