import * as z from 'zod';
import type { Need } from './permissions.ts';

const account = '000000000000';
const arn = (service: string, rest: string): string => `arn:aws:${service}:local:${account}:${rest}`;
const named = z.looseObject({ TableName: z.string().optional(), IndexName: z.string().optional() });
const dynamoInput = z.looseObject({
  ...named.shape,
  RequestItems: z.record(z.string(), z.unknown()).default({}),
  TransactItems: z.array(z.record(z.string(), named)).default([]),
});
const itemActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** A transaction needs what each of its items needs by itself. */
export function dynamoNeeds(operation: string, input: unknown): readonly Need[] {
  const { TableName, IndexName, RequestItems, TransactItems } = dynamoInput.parse(input);
  const table = (name: string, index?: string) =>
    arn('dynamodb', `table/${name}${index === undefined ? '' : `/index/${index}`}`);
  const need = (action: string, resource: string): Need => ({ action: `dynamodb:${action}`, resource });
  return [
    ...(TableName === undefined ? [] : [need(operation, table(TableName, IndexName))]),
    ...Object.keys(RequestItems).map((name) => need(operation, table(name))),
    ...TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, part]) =>
        need(itemActions[kind] ?? kind, table(part.TableName ?? '')),
      ),
    ),
  ];
}

/** One permission covers the single and the batch form of a call. */
export function sqsNeeds(operation: string, input: unknown): readonly Need[] {
  const { QueueUrl } = z.looseObject({ QueueUrl: z.string().default('') }).parse(input);
  const resource = arn('sqs', QueueUrl.split('/').at(-1) ?? '');
  return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource }];
}

/** The end of a secret's ARN is chosen by Secrets Manager: six characters. */
export function secretNeeds(operation: string, input: unknown): readonly Need[] {
  const { SecretId, Name } = z
    .looseObject({ SecretId: z.string().optional(), Name: z.string().optional() })
    .parse(input);
  const id = SecretId ?? Name ?? '';
  const resource = id.startsWith('arn:') ? id : arn('secretsmanager', `secret:${id}-AbCdEf`);
  return [{ action: `secretsmanager:${operation}`, resource }];
}

const scheduleActions: Readonly<Record<string, string>> = {
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  GET: 'GetSchedule',
  DELETE: 'DeleteSchedule',
};

/** Whoever writes a schedule hands its role on. */
export function schedulerNeeds(method: string, path: string, group: string, input: unknown): readonly Need[] {
  const { GroupName, Target } = z
    .looseObject({
      GroupName: z.string().default(group),
      Target: z.looseObject({ RoleArn: z.string() }).optional(),
    })
    .parse(input);
  const resource = arn('scheduler', `schedule/${GroupName}/${path.split('/').at(-1)}`);
  if (path === '/schedules') return [{ action: 'scheduler:ListSchedules', resource: '*' }];
  const call = { action: `scheduler:${scheduleActions[method] ?? method}`, resource };
  return Target === undefined ? [call] : [call, { action: 'iam:PassRole', resource: Target.RoleArn }];
}

/** A mail is sent in the name of an identity that was verified. */
export function mailNeeds(input: unknown): readonly Need[] {
  const { FromEmailAddress } = z.looseObject({ FromEmailAddress: z.string() }).parse(input);
  return [{ action: 'ses:SendEmail', resource: arn('ses', `identity/${FromEmailAddress}`) }];
}
