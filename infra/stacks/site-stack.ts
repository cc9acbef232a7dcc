import { spawnSync } from 'node:child_process';
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
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { SignIn } from '../constructs/sign-in.ts';
import { siteFolder } from '../site/build-site.ts';
import { siteFile } from '../site/site-file.ts';
import type { Stage } from '../stage.ts';
import type { EdgeStack } from './edge-stack.ts';

export interface SiteStackProps extends StackProps {
  readonly stage: Stage;
  readonly api: HttpApi;
  readonly signIn: SignIn;
  readonly local: boolean;
  readonly edge: EdgeStack | undefined;
}

/** Folder of the built dashboard; synthesis waits for the build, and fails with it. */
function builtSite(): string {
  const { status, stderr } = spawnSync(process.execPath, ['infra/site/main.ts'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr || 'The dashboard is heavier than its budget: npm run build:web');
  return siteFolder();
}

/** Everything but files of the build is a screen of the dashboard, also one whose address holds a dot: its one page. */
const rewrite = `function handler(event) {
  var request = event.request;
  if (!/${siteFile.source}/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;

/** What people see: the dashboard and the API under one domain. */
export class SiteStack extends Stack {
  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);
    const { stage, signIn, local } = props;
    const bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const site = this.distribution(bucket, props);
    this.name(site, stage);
    if (!local) this.deploy(bucket, site, signIn);
    new CfnOutput(this, 'DashboardUrl', {
      value: stage.publicBaseUrl ?? `https://${site.distributionDomainName}`,
    });
  }

  private distribution(bucket: Bucket, { api, signIn, edge, stage }: SiteStackProps): Distribution {
    const apiHost = Fn.select(2, Fn.split('/', api.apiEndpoint));
    const screens = new EdgeFunction(this, 'Screens', {
      code: FunctionCode.fromInline(rewrite),
      runtime: FunctionRuntime.JS_2_0,
    });
    return new Distribution(this, 'Site', {
      ...(edge?.firewallArn === undefined ? {} : { webAclId: edge.firewallArn }),
      ...(edge?.certificate === undefined || stage.domain === undefined
        ? {}
        : { certificate: edge.certificate, domainNames: [stage.domain.name] }),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: this.headers(signIn.origins.join(' ')),
        functionAssociations: [{ function: screens, eventType: FunctionEventType.VIEWER_REQUEST }],
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

  /** Points the stage's own name at the distribution. */
  private name(site: Distribution, { domain }: Stage): void {
    if (domain === undefined) return;
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', domain);
    const record = {
      zone,
      recordName: domain.name,
      target: RecordTarget.fromAlias(new CloudFrontTarget(site)),
    };
    new ARecord(this, 'Name', record);
    new AaaaRecord(this, 'NameOverIpv6', record);
  }

  private headers(signIn: string): ResponseHeadersPolicy {
    const policy = [
      "default-src 'self'",
      `connect-src 'self' ${signIn}`,
      "img-src 'self' data:",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      `form-action 'self' ${signIn}`,
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

  private deploy(bucket: Bucket, distribution: Distribution, { issuer, clientId }: SignIn): void {
    const config = { issuer, clientId, apiBaseUrl: '' };
    const folder = builtSite();
    const common = { destinationBucket: bucket, distribution, prune: false };
    // Named by their content: kept for good, and kept for pages that were opened before this deployment.
    const assets = new BucketDeployment(this, 'Assets-deployed', {
      ...common,
      sources: [Source.asset(folder, { exclude: ['*', '!assets', '!assets/**'] })],
      cacheControl: [CacheControl.immutable(), CacheControl.maxAge(Duration.days(365))],
    });
    const page = new BucketDeployment(this, 'Page-deployed', {
      ...common,
      sources: [
        Source.asset(folder, { exclude: ['assets', '.vite'] }),
        Source.jsonData('config.json', config),
      ],
      cacheControl: [CacheControl.noCache()],
    });
    page.node.addDependency(assets);
  }
}
