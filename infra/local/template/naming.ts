import * as z from 'zod';
import type { Naming, Physical, TemplateResource } from './resolver.ts';

const account = '000000000000';

export interface Addresses {
  /** The AWS endpoint of this machine. */
  readonly aws: string;
  readonly api: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Names, ARNs and URLs of everything the stacks make, as AWS would form them. */
export const namingFor =
  (addresses: Addresses): Naming =>
  (stack, id, resource, resolve) => {
    const named = (property: string) => text(resolve(resource.Properties?.[property])) ?? `${stack}-${id}`;
    const make = makers[resource.Type];
    return make === undefined ? unknownArn(id, resource) : make(named, addresses, id);
  };

/** What has no life on this machine (alarms, policies, log groups) still has a name that others may mention. */
const unknownArn = (id: string, resource: TemplateResource): Physical => ({
  ref: id,
  attributes: { Arn: `arn:aws:local:::${resource.Type}/${id}` },
  elsewhere: true,
});

type Make = (named: (property: string) => string, addresses: Addresses, id: string) => Physical;

const makers: Readonly<Record<string, Make>> = {
  'AWS::DynamoDB::GlobalTable': (named) => {
    const name = named('TableName');
    const Arn = `arn:aws:dynamodb:local:${account}:table/${name}`;
    return { ref: name, attributes: { Arn, StreamArn: `${Arn}/stream/local` } };
  },
  'AWS::SQS::Queue': (named, { aws }) => {
    const name = named('QueueName');
    const url = `${aws}/${account}/${name}`;
    return {
      ref: url,
      attributes: { Arn: `arn:aws:sqs:local:${account}:${name}`, QueueName: name, QueueUrl: url },
    };
  },
  'AWS::Lambda::Function': (named) => {
    const name = named('FunctionName');
    return { ref: name, attributes: { Arn: `arn:aws:lambda:local:${account}:function:${name}` } };
  },
  'AWS::Lambda::Alias': (named) => {
    const arn = `arn:aws:lambda:local:${account}:function:${named('FunctionName')}:${named('Name')}`;
    return { ref: arn, attributes: { AliasArn: arn } };
  },
  'AWS::SecretsManager::Secret': (named) => {
    const arn = `arn:aws:secretsmanager:local:${account}:secret:${named('Name')}-AbCdEf`;
    return { ref: arn, attributes: { Id: arn } };
  },
  'AWS::SNS::Topic': (named) => {
    const arn = `arn:aws:sns:local:${account}:${named('TopicName')}`;
    return { ref: arn, attributes: { TopicArn: arn, TopicName: named('TopicName') } };
  },
  'AWS::ApiGatewayV2::Api': (_named, { api }, id) => ({
    ref: id,
    attributes: { ApiEndpoint: api, ApiId: id },
  }),
  'AWS::Scheduler::ScheduleGroup': (named) => ({ ref: named('Name'), attributes: { Arn: named('Name') } }),
  'AWS::IAM::Role': (named, _addresses, id) => ({
    ref: named('RoleName'),
    attributes: { Arn: `arn:aws:iam::${account}:role/${id}`, RoleId: id },
  }),
};

export const functionProperties = z.looseObject({
  FunctionName: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.string()) }).optional(),
  LoggingConfig: z.looseObject({ LogGroup: z.string() }).optional(),
});
export const aliasProperties = z.looseObject({ FunctionName: z.string(), Name: z.string() });
export const queueProperties = z.looseObject({
  QueueName: z.string().optional(),
  FifoQueue: z.boolean().default(false),
  VisibilityTimeout: z.number().default(30),
  MessageRetentionPeriod: z.number().default(345_600),
  DeduplicationScope: z.string().optional(),
  RedrivePolicy: z.looseObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});
export const eventSourceProperties = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().default(10),
  ScalingConfig: z.looseObject({ MaximumConcurrency: z.number() }).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  /** -1 means for ever. */
  MaximumRetryAttempts: z.number().default(-1),
  DestinationConfig: z.looseObject({ OnFailure: z.looseObject({ Destination: z.string() }) }).optional(),
});
export const routeProperties = z.looseObject({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string().default('NONE'),
});
export const integrationProperties = z.looseObject({
  IntegrationUri: z.string(),
  TimeoutInMillis: z.number().default(30_000),
});
export const headersProperties = z.looseObject({
  ResponseHeadersPolicyConfig: z.looseObject({
    SecurityHeadersConfig: z.looseObject({
      ContentSecurityPolicy: z.looseObject({ ContentSecurityPolicy: z.string() }),
      FrameOptions: z.looseObject({ FrameOption: z.string() }),
      ReferrerPolicy: z.looseObject({ ReferrerPolicy: z.string() }),
    }),
  }),
});
