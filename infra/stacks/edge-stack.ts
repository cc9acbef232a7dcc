import { Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Stage } from '../stage.ts';

const webhooks = '/api/webhooks/';

/** What CloudFront takes from us-east-1 only: the certificate of the stage's name, and the firewall. */
export class EdgeStack extends Stack {
  readonly certificate: ICertificate | undefined;
  readonly firewallArn: string | undefined;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    const { domain } = stage;
    if (domain !== undefined)
      this.certificate = new Certificate(this, 'Certificate', {
        domainName: domain.name,
        validation: CertificateValidation.fromDns(HostedZone.fromHostedZoneAttributes(this, 'Zone', domain)),
      });
    if (stage.waf) this.firewallArn = this.firewall(stage).attrArn;
  }

  /**
   * Addresses of bad repute and floods are stopped. Contents are looked at everywhere but at webhooks: what people write
   * into a task may look like an attack, and an edit that is turned away there is an edit that is late.
   * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
   */
  private firewall({ name, webhookRequests, otherRequests }: Stage): CfnWebACL {
    return new CfnWebACL(this, 'Firewall', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: seenAs(`britepool-${name}-firewall`),
      rules: [
        flood('WebhookFlood', 0, webhookRequests, onWebhooks),
        flood('Flood', 1, otherRequests, { notStatement: { statement: onWebhooks } }),
        managed('AWSManagedRulesAmazonIpReputationList', 2),
        managed('AWSManagedRulesKnownBadInputsRuleSet', 3, { notStatement: { statement: onWebhooks } }),
      ],
    });
  }
}

type Statement = CfnWebACL.StatementProperty;

const onWebhooks: Statement = {
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: webhooks,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

const seenAs = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
  metricName,
});

/** Stops an address that sends more than `limit` requests within five minutes. */
const flood = (
  name: string,
  priority: number,
  limit: number,
  scopeDownStatement: Statement,
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit, scopeDownStatement } },
  visibilityConfig: seenAs(name),
});

const managed = (name: string, priority: number, scopeDownStatement?: Statement): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ...(scopeDownStatement === undefined ? {} : { scopeDownStatement }),
    },
  },
  visibilityConfig: seenAs(name),
});
