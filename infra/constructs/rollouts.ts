import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { metricDimensions, metricsNamespace } from '../../shared/config/metrics.ts';
import type { Stage } from '../stage.ts';
import { Alarm } from './alarm.ts';
import type { ServiceFunction } from './service-function.ts';
import type { ServiceFunctions } from './service-functions.ts';

export interface RolloutsProps {
  readonly stage: Stage;
  readonly functions: ServiceFunctions;
  readonly topic: ITopic;
}

const configs = {
  canary: LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES,
  'at-once': LambdaDeploymentConfig.ALL_AT_ONCE,
} as const;
const failuresAllowed = 2;

/**
 * A new version of a function takes a tenth of the calls first. When it fails, its alarm rings, CodeDeploy gives all calls
 * back to the version before, and CloudFormation takes the whole deployment back.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html
 */
export class Rollouts extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { stage, functions, topic }: RolloutsProps) {
    super(scope, id);
    const application = new LambdaApplication(this, 'Application', {
      applicationName: `britepool-${stage.name}`,
    });
    const role = this.role(functions.all);
    this.alarms = functions.all.map((each) => {
      const alarm = this.brake(each, stage, topic);
      new LambdaDeploymentGroup(this, `${each.node.id}Group`, {
        ...{ application, alias: each.live, alarms: [alarm.alarm], deploymentConfig: configs[stage.rollout] },
        // The library would attach a managed policy that reaches every function of the account.
        role: role.withoutPolicyUpdates(),
      });
      return alarm;
    });
  }

  /**
   * Counts the new version alone, so that a version that fails does not stand in the way of its own remedy: what broke off,
   * and what our code met without having foreseen it, which a worker survives.
   * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
   */
  private brake({ node, lambda, live }: ServiceFunction, stage: Stage, topic: ITopic): Alarm {
    const { version } = live.version;
    const period = Duration.minutes(1);
    const brokeOff = new Metric({
      ...{ namespace: 'AWS/Lambda', metricName: 'Errors', statistic: 'Sum', period },
      dimensionsMap: {
        FunctionName: lambda.functionName,
        Resource: `${lambda.functionName}:${live.aliasName}`,
        ExecutedVersion: version,
      },
    });
    const bugs = new Metric({
      ...{ namespace: metricsNamespace, metricName: 'Bugs', statistic: 'Sum', period },
      dimensionsMap: {
        [metricDimensions.stage]: stage.name,
        [metricDimensions.functionName]: node.id,
        [metricDimensions.version]: version,
      },
    });
    return new Alarm(this, node.id, {
      metric: new MathExpression({
        ...{ expression: 'FILL(brokeOff, 0) + FILL(bugs, 0)', usingMetrics: { brokeOff, bugs }, period },
        label: `failures of the new ${node.id}`,
      }),
      threshold: failuresAllowed + 1,
      impact: `The new version of ${node.id} fails; while it is being rolled out it is taken back by itself.`,
      runbook: 'new-version-fails',
      topic,
    });
  }

  private role(functions: readonly ServiceFunction[]): Role {
    const aliases = functions.map(({ lambda }) =>
      Stack.of(this).formatArn({
        ...{ service: 'lambda', resource: 'function', resourceName: `${lambda.functionName}:live` },
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      description: 'CodeDeploy moves the calls of a function from one version to the next',
      inlinePolicies: {
        // What AWSCodeDeployRoleForLambdaLimited grants everywhere, on our own functions:
        // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambdaLimited.html
        shift: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:GetAlias', 'lambda:UpdateAlias'], resources: aliases }),
            new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
          ],
        }),
      },
    });
  }
}
