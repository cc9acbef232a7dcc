import * as z from 'zod';

/** What is needed of a schedule as CreateSchedule and AWS::Scheduler::Schedule describe it, with AWS's defaults. */
export const scheduleBody = z.looseObject({
  GroupName: z.string().default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  FlexibleTimeWindow: z.discriminatedUnion('Mode', [
    z.looseObject({ Mode: z.literal('OFF') }),
    z.looseObject({ Mode: z.literal('FLEXIBLE'), MaximumWindowInMinutes: z.int().min(1).max(1440) }),
  ]),
  Target: z.looseObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default('{}'),
    SqsParameters: z.looseObject({ MessageGroupId: z.string() }).optional(),
    DeadLetterConfig: z.looseObject({ Arn: z.string() }).optional(),
    RetryPolicy: z
      .looseObject({
        MaximumRetryAttempts: z.int().min(0).max(185).default(185),
        MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
      })
      .prefault({}),
  }),
});
export type ScheduleBody = z.output<typeof scheduleBody>;
export type Target = ScheduleBody['Target'];

/** One schedule with when it was made and when it fires next, in epoch milliseconds. */
export type Schedule = {
  readonly group: string;
  readonly name: string;
  readonly body: ScheduleBody;
  readonly created: number;
  readonly next: number | null;
};
