import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnStage,
  HttpApi,
  type HttpMethod,
  HttpNoneAuthorizer,
  type IHttpRouteAuthorizer,
  HttpMethod as Methods,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../stage.ts';
import type { ServiceFunction } from './service-function.ts';
import type { SignIn } from './sign-in.ts';

/** The one HTTP API: webhooks in the open, everything else behind the JWT authorizer. */
export class IntegrationsApi extends Construct {
  readonly http: HttpApi;
  readonly #signedIn: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, stage: Stage, { issuer, audiences }: SignIn) {
    super(scope, id);
    this.#signedIn = new HttpJwtAuthorizer('SignedIn', issuer, { jwtAudience: audiences });
    this.http = new HttpApi(this, 'Http', {
      apiName: `britepool-${stage.name}-integrations`,
      createDefaultStage: true,
    });
    this.log(stage);
    new CfnOutput(this, 'ApiUrl', { value: this.http.apiEndpoint });
  }

  open(path: string, methods: readonly HttpMethod[], target: ServiceFunction): void {
    this.route(path, methods, target, new HttpNoneAuthorizer());
  }

  signedIn(path: string, target: ServiceFunction): void {
    const methods = [Methods.GET, Methods.POST, Methods.PUT, Methods.DELETE];
    this.route(path, methods, target, this.#signedIn);
  }

  private route(
    path: string,
    methods: readonly HttpMethod[],
    target: ServiceFunction,
    authorizer: IHttpRouteAuthorizer,
  ): void {
    const integration = new HttpLambdaIntegration(`${target.node.id}Integration`, target.live, {
      timeout: Duration.seconds(29),
    });
    this.http.addRoutes({ path, methods: [...methods], integration, authorizer });
  }

  private log(stage: Stage): void {
    const access = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const apiStage = this.http.defaultStage?.node.defaultChild;
    if (!(apiStage instanceof CfnStage)) throw new Error('The HTTP API has no default stage.');
    apiStage.accessLogSettings = {
      destinationArn: access.logGroupArn,
      format:
        '{"requestId":"$context.requestId","route":"$context.routeKey","status":"$context.status","ms":"$context.responseLatency"}',
    };
    apiStage.defaultRouteSettings = { throttlingBurstLimit: 2000, throttlingRateLimit: 1000 };
  }
}
