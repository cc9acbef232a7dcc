/** Where a price comes from: read on a page, or remembered because the page shows its tables to browsers only. */
type Basis = 'read' | 'memory';

export interface Price {
  readonly what: string;
  /** USD in eu-central-1, where staging and production are; and in us-east-1, where more could be read. */
  readonly frankfurt: number;
  readonly virginia: number;
  readonly basis: Readonly<Record<'frankfurt' | 'virginia', Basis>>;
  /** The price list itself. */
  readonly list: string;
  /** The page on which it was read, if the list itself could not be. */
  readonly seen?: string;
}

export type Region = 'frankfurt' | 'virginia';
export const readOn = '2026-11-26';

/** One price everywhere, read. */
const everywhere = (what: string, usd: number, list: string, seen?: string): Price => ({
  ...{ what, list, frankfurt: usd, virginia: usd },
  basis: { frankfurt: 'read', virginia: 'read' },
  ...(seen === undefined ? {} : { seen }),
});
/** Read for us-east-1, remembered for eu-central-1. */
const half = (what: string, frankfurt: number, virginia: number, list: string, seen: string): Price => ({
  ...{ what, list, frankfurt, virginia, seen },
  basis: { frankfurt: 'memory', virginia: 'read' },
});
const remembered = (what: string, frankfurt: number, virginia: number, list: string): Price => ({
  ...{ what, list, frankfurt, virginia },
  basis: { frankfurt: 'memory', virginia: 'memory' },
});

const lists = {
  apiGateway: 'https://aws.amazon.com/api-gateway/pricing/',
  cloudFront: 'https://aws.amazon.com/cloudfront/pricing/',
  cloudWatch: 'https://aws.amazon.com/cloudwatch/pricing/',
  dynamo: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  eventBridge: 'https://aws.amazon.com/eventbridge/pricing/',
  lambda: 'https://aws.amazon.com/lambda/pricing/',
  secrets: 'https://aws.amazon.com/secrets-manager/pricing/',
  sqs: 'https://aws.amazon.com/sqs/pricing/',
  transfer: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  waf: 'https://aws.amazon.com/waf/pricing/',
  xray: 'https://aws.amazon.com/xray/pricing/',
} as const;
const dynamoSeen = 'https://airbyte.com/data-engineering-resources/dynamodb-pricing';
const logsSeen = 'https://c3x.dev/blog/cloudwatch-logs-cost-optimization';
const wafSeen = 'https://c3x.dev/blog/aws-waf-cost-explained/';
const cloudWatchSeen = 'https://signoz.io/guides/cloudwatch-pricing';

/** List prices without free allowances, first tier, each for one unit of what it says. */
export const prices = {
  writeUnit: half('a million DynamoDB write request units', 0.7625, 0.625, lists.dynamo, dynamoSeen),
  readUnit: half('a million DynamoDB read request units', 0.1525, 0.125, lists.dynamo, dynamoSeen),
  storage: remembered('a GB of DynamoDB storage, a month', 0.306, 0.25, lists.dynamo),
  pointInTime: remembered('a GB of point-in-time recovery, a month', 0.2448, 0.2, lists.dynamo),
  lambdaRequest: remembered('a million Lambda requests', 0.2, 0.2, lists.lambda),
  lambdaTime: half(
    'a million GB-seconds of Lambda on arm64',
    13.3334,
    13.3334,
    lists.lambda,
    'https://cloudchipr.com/blog/aws-lambda-pricing',
  ),
  queueRequest: half(
    'a million requests to FIFO queues',
    0.5,
    0.5,
    lists.sqs,
    'https://cloudburn.io/blog/amazon-sqs-pricing',
  ),
  apiRequest: half(
    'a million requests to the HTTP API',
    1.2,
    1,
    lists.apiGateway,
    'https://www.apigatewaycost.com/aws',
  ),
  edgeRequest: remembered(
    'a million HTTPS requests through CloudFront, Europe and US',
    1.2,
    1,
    lists.cloudFront,
  ),
  firewallRequest: everywhere('a million requests looked at by WAF', 0.6, lists.waf, wafSeen),
  firewall: everywhere('a web ACL, a month', 5, lists.waf, wafSeen),
  firewallRule: everywhere('a rule of a web ACL, a month', 1, lists.waf, wafSeen),
  logs: half('a GB of log lines taken in', 0.63, 0.5, lists.cloudWatch, logsSeen),
  logStorage: half('a GB of log lines kept, a month', 0.0324, 0.03, lists.cloudWatch, logsSeen),
  alarm: remembered('an alarm on one metric, a month', 0.1, 0.1, lists.cloudWatch),
  compositeAlarm: remembered('a composite alarm, a month', 0.5, 0.5, lists.cloudWatch),
  dashboard: half(
    'a dashboard, a month',
    3,
    3,
    lists.cloudWatch,
    'https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/',
  ),
  metric: half('a metric of our own, a month', 0.3, 0.3, lists.cloudWatch, cloudWatchSeen),
  trace: remembered('a million X-Ray traces', 5, 5, lists.xray),
  secret: half(
    'a secret, a month',
    0.4,
    0.4,
    lists.secrets,
    'https://hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms',
  ),
  secretRead: half(
    'a million reads of secrets',
    5,
    5,
    lists.secrets,
    'https://hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms',
  ),
  schedule: half(
    'a million calls by the Scheduler',
    1,
    1,
    lists.eventBridge,
    'https://cloudburn.io/blog/amazon-eventbridge-pricing',
  ),
  transfer: remembered('a GB sent to vendors', 0.09, 0.09, lists.transfer),
} as const satisfies Record<string, Price>;
export type PriceName = keyof typeof prices;
