import { join } from 'node:path';
import { App, CfnResource, type Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { environment, type FunctionName } from '../../shared/config/names.ts';
import type { Stage } from '../stage.ts';
import { bundleFunction, type Companions } from './bundling.ts';
import type { EntryKind, TableAction, TableUse } from './table-use.ts';

export interface ServiceFunctionProps {
  readonly stage: Stage;
  readonly local: boolean;
  readonly name: FunctionName;
  readonly timeout: Duration;
  readonly memory?: number;
  readonly settings: Partial<Record<keyof typeof environment, string>>;
  readonly companions?: Companions;
}

const retention = {
  7: RetentionDays.ONE_WEEK,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
  365: RetentionDays.ONE_YEAR,
};

/** One of our functions: arm64, bundled, its own log group, and only the settings it reads. */
export class ServiceFunction extends Construct {
  readonly lambda: LambdaFunction;
  /** What everybody calls: the version that is live, and during a rollout the new one beside it. */
  readonly live: Alias;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { stage, name, companions = {} } = props;
    const entry = `functions/${name}/handler.ts`;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: retention[stage.logRetentionDays],
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const common = {
      functionName: `britepool-${stage.name}-${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memory ?? 512,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      environment: this.variables(props),
      logGroup: this.logGroup,
      // Its own role: the managed one may write to every log group of the account.
      role: new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
    };
    this.lambda = new LambdaFunction(this, 'Function', {
      ...common,
      handler: 'index.handler',
      code: props.local ? Code.fromInline('//') : this.bundled(props.name, entry, companions),
    });
    this.live = new Alias(this, 'Live', { aliasName: 'live', version: this.lambda.currentVersion });
    this.may(['logs:CreateLogStream', 'logs:PutLogEvents'], this.logGroup.logGroupArn);
    const { defaultChild } = this.lambda.node;
    if (defaultChild instanceof CfnResource) {
      defaultChild.addMetadata('local:entry', entry);
      defaultChild.addMetadata('local:companions', companions);
    }
  }

  private bundled(name: string, entry: string, companions: Companions): Code {
    const outdir = join(App.of(this)?.outdir ?? '', 'bundles', name);
    bundleFunction(entry, companions, outdir);
    return Code.fromAsset(outdir);
  }

  private variables({ stage, settings }: ServiceFunctionProps): Record<string, string> {
    const given = { stage: stage.name, logLevel: stage.logLevel, ...settings };
    const names: Readonly<Record<string, string>> = environment;
    return Object.fromEntries(
      Object.entries(given).map(([setting, value]) => [names[setting] ?? setting, value]),
    );
  }

  /** Grants exactly these actions on exactly these resources. */
  may(actions: readonly string[], ...resources: string[]): this {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources }));
    return this;
  }

  /** What is done to a table and nothing else: of an index nothing but a query is possible. */
  mayUse(table: TableV2, { does = [], queries = [], puts = [], batches = [] }: TableUse): this {
    if (does.length > 0)
      this.may(
        does.map((action) => `dynamodb:${action}`),
        table.tableArn,
      );
    for (const index of queries) this.may(['dynamodb:Query'], `${table.tableArn}/index/${index}`);
    return this.mayAppend('PutItem', puts, table).mayAppend('BatchWriteItem', batches, table);
  }

  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  private mayAppend(action: TableAction, kinds: readonly EntryKind[], table: TableV2): this {
    if (kinds.length === 0) return this;
    const keys = kinds.map((kind) => `${kind}#*`);
    this.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: [`dynamodb:${action}`],
        resources: [table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
      }),
    );
    return this;
  }
}
