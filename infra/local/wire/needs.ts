import * as z from 'zod';
import type { Need } from './permissions.ts';

const account = '000000000000';
const arn = (service: string, rest: string): string => `arn:aws:${service}:local:${account}:${rest}`;
/** The partition key of an item, or of the key of one. */
const keyed = z.looseObject({ pk: z.looseObject({ S: z.string() }).optional() }).optional();
const named = z.looseObject({
  ...{ TableName: z.string().optional(), IndexName: z.string().optional(), Item: keyed, Key: keyed },
});
const written = z.looseObject({
  PutRequest: z.looseObject({ Item: keyed }).optional(),
  DeleteRequest: z.looseObject({ Key: keyed }).optional(),
});
/** Writes are a list; reads are not. */
const batch = z.union([z.array(written), z.unknown().transform(() => [])]);
const dynamoInput = z.looseObject({
  ...named.shape,
  RequestItems: z.record(z.string(), batch).default({}),
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
  const { TransactItems, RequestItems, ...single } = dynamoInput.parse(input);
  return [
    ...(single.TableName === undefined ? [] : [itemNeed(operation, single)]),
    ...Object.entries(RequestItems).map(([TableName, writes]) => ({
      ...itemNeed(operation, { TableName }),
      keys: writes.flatMap(({ PutRequest, DeleteRequest }) => [
        ...keyOf(PutRequest?.Item),
        ...keyOf(DeleteRequest?.Key),
      ]),
    })),
    ...TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, part]) => itemNeed(itemActions[kind] ?? kind, part)),
    ),
  ];
}

function itemNeed(operation: string, part: z.output<typeof named>): Need {
  const { TableName = '', IndexName, Item, Key } = part;
  return {
    action: `dynamodb:${operation}`,
    resource: arn('dynamodb', `table/${TableName}${IndexName === undefined ? '' : `/index/${IndexName}`}`),
    keys: [...keyOf(Item), ...keyOf(Key)],
  };
}

const keyOf = (item: z.output<typeof keyed>): readonly string[] =>
  item?.pk === undefined ? [] : [item.pk.S];

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
