import type { Resolver, Template, TemplateResource } from './resolver.ts';

/** One resource of the synthesized stacks with its properties resolved. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly physicalName: string;
  readonly properties: Record<string, unknown>;
  readonly metadata: TemplateResource['Metadata'];
}

/** Resource types that run on this machine. */
export const livingTypes = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::SQS::Queue',
  'AWS::IAM::Policy',
  'AWS::Lambda::Function',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::Scheduler::Schedule',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::Logs::SubscriptionFilter',
] as const;

/** Types whose effect lies on AWS only: permissions, alarms, log retention, deployment helpers. */
export const awsOnlyTypes = [
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::Function',
  'AWS::Budgets::Budget',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::WAFv2::WebACL',
] as const;

/** Every resource of every stack; a type that is neither run nor known to need no running is refused. */
export function inventory(stacks: ReadonlyMap<string, Template>, resolver: Resolver): readonly Resource[] {
  return [...stacks].flatMap(([stack, template]) =>
    Object.entries(template.Resources ?? {}).map(([id, resource]) => {
      const living = livingTypes.some((type) => type === resource.Type);
      if (!living && !awsOnlyTypes.some((type) => type === resource.Type)) {
        throw new Error(
          `The local runtime does not run ${resource.Type} (${id}); teach it in infra/local/template/inventory.ts.`,
        );
      }
      return {
        stack,
        id,
        type: resource.Type,
        physicalName: resolver.physical(stack, id).ref,
        properties: living ? resolver.properties(stack, id) : {},
        metadata: resource.Metadata,
      };
    }),
  );
}
