import { existsSync } from 'node:fs';
import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

export interface SiteStackProps extends StackProps {
  readonly stage: Stage;
  readonly api: HttpApi;
  readonly issuer: string;
  readonly local: boolean;
}

const built = 'admin-web/dist';

/** Paths without a dot are screens of the dashboard: all of them are its one page. */
const rewrite = `function handler(event) {
  var request = event.request;
  if (request.uri.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}`;

/** What people see: the dashboard and the API under one domain. */
export class SiteStack extends Stack {
  constructor(scope: Construct, id: string, { stage, api, issuer, local, ...props }: SiteStackProps) {
    super(scope, id, props);
    const bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const site = this.distribution(bucket, api, issuer);
    if (!local && existsSync(`${built}/index.html`)) this.deploy(bucket, site, stage, issuer);
    new CfnOutput(this, 'DashboardUrl', {
      value: stage.publicBaseUrl ?? `https://${site.distributionDomainName}`,
    });
  }

  private distribution(bucket: Bucket, api: HttpApi, issuer: string): Distribution {
    const apiHost = Fn.select(2, Fn.split('/', api.apiEndpoint));
    const edge = new EdgeFunction(this, 'Screens', {
      code: FunctionCode.fromInline(rewrite),
      runtime: FunctionRuntime.JS_2_0,
    });
    return new Distribution(this, 'Site', {
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: this.headers(issuer),
        functionAssociations: [{ function: edge, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/api/*': {
          origin: new HttpOrigin(apiHost),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
  }

  private headers(issuer: string): ResponseHeadersPolicy {
    const policy = [
      "default-src 'self'",
      `connect-src 'self' ${issuer}`,
      `frame-src ${issuer}`,
      "img-src 'self' data:",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      `form-action 'self' ${issuer}`,
    ].join('; ');
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
    });
  }

  private deploy(bucket: Bucket, distribution: Distribution, stage: Stage, issuer: string): void {
    const config = { issuer, clientId: stage.dashboardClientId, apiBaseUrl: '' };
    new BucketDeployment(this, 'Files-deployed', {
      sources: [Source.asset(built), Source.jsonData('config.json', config)],
      destinationBucket: bucket,
      distribution,
    });
  }
}
