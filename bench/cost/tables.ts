import { table } from '../support/document.ts';
import { months } from './assumed.ts';
import {
  add,
  type Bill,
  billOf,
  costOf,
  integrationUsage,
  priceNames,
  pulledUsage,
  standingUsage,
  type Usage,
  webhookUsage,
} from './bill.ts';
import type { Measured } from './measured.ts';
import { type Price, prices, type Region, readOn } from './prices.ts';
import type { Standing } from './template.ts';

const regions = ['frankfurt', 'virginia'] as const satisfies readonly Region[];
const usd = (amount: number): string =>
  amount >= 100 ? Math.round(amount).toLocaleString('en') : amount.toFixed(2);

const parts = {
  changes: 'the changes themselves',
  kept: 'what is kept of them: table, point in time, log',
  traces: 'X-Ray traces',
  metrics: 'metrics of our own',
  integrations: 'integrations: polls, looks after them, secrets',
  standing: 'the stage: alarms, firewall, dashboard, idle queues',
} as const satisfies Record<keyof Bill, string>;

/** USD per month at three sizes, and what they are made of. */
export function monthTable(measured: Measured, standing: Standing): string {
  const bills = months.map((month) => billOf(month, measured, standing));
  const whole = (region: Region) =>
    bills.map((bill) => `**${usd(costOf(add(...Object.values(bill)), region))}**`);
  const row = (part: keyof Bill) => [
    parts[part],
    ...bills.map((bill) => usd(costOf(bill[part], 'frankfurt'))),
  ];
  const partNames = ['changes', 'kept', 'traces', 'metrics', 'integrations', 'standing'] as const;
  return table(
    ['USD a month', ...months.map(({ changes }) => `${changes.toLocaleString('en')} changes`)],
    [
      ['integrations', ...months.map(({ integrations }) => String(integrations))],
      ['kinds of systems', ...months.map(({ types }) => String(types))],
      ...partNames.map(row),
      ['**all, eu-central-1**', ...whole('frankfurt')],
      ['**all, us-east-1**', ...whole('virginia')],
    ],
  );
}

/** USD per million events by what is paid for. */
export function eventTable(measured: Measured, standing: Standing): string {
  const events = [
    webhookUsage(measured, standing),
    pulledUsage(measured.changedInPull, standing),
    pulledUsage(measured.unchangedInPull, standing),
  ];
  const names = priceNames.filter((name) => events.some((usage) => (usage[name] ?? 0) > 0));
  const million = (usage: Usage, region: Region): string => `**${usd(costOf(usage, region) * 1e6)}**`;
  return table(
    ['USD per million', 'applied webhooks', 'changed records in a pull', 'unchanged records in a pull'],
    [
      ...names.map((name) => [
        prices[name].what,
        ...events.map((usage) => usd((usage[name] ?? 0) * prices[name].frankfurt * 1e6)),
      ]),
      ...regions.map((region) => [
        `**all, ${region === 'frankfurt' ? 'eu-central-1' : 'us-east-1'}**`,
        ...events.map((usage) => million(usage, region)),
      ]),
    ],
  );
}

/** What was counted on the running stack. */
export function countedTable(measured: Measured): string {
  const rows = [
    ['applied webhook', measured.appliedWebhook],
    ['changed record in a pull', measured.changedInPull],
    ['unchanged record in a pull', measured.unchangedInPull],
    ['run that finds nothing', measured.emptyRun],
    ['watch-health, one integration', measured.watchHealth],
    ['retry-parked, one integration', measured.retryParked],
    ['check-ledger, one integration', measured.checkLedger],
    ['clean-up, one integration', measured.cleanUp],
  ] as const;
  return table(
    ['counted per event', 'AWS calls', 'read units', 'write units', 'bytes of log'],
    rows.map(([name, { calls, readUnits, writeUnits, logBytes }]) => [
      name,
      // A look is a whole, and one more or less of its units depends on the minute of the hour.
      ...[calls, readUnits, writeUnits].map((figure) =>
        figure.toFixed(name.includes(', one integration') ? 0 : 2),
      ),
      logBytes.toFixed(0),
    ]),
  );
}

/** What a stage and an integration cost before anything happens, each traced to its resource. */
export function standingTable(measured: Measured, standing: Standing): string {
  const usage = standingUsage(standing);
  const cost = (part: Usage): string => usd(costOf(part, 'frankfurt'));
  const pick = (...names: readonly (keyof Usage)[]): Usage =>
    Object.fromEntries(names.map((name) => [name, usage[name] ?? 0]));
  const one = integrationUsage(measured, standing);
  const secrets: Usage = { secret: one.secret ?? 0 };
  return table(
    ['resource of the template', 'how many', 'USD a month'],
    [
      ['`AWS::CloudWatch::Alarm`', String(standing.alarms), cost(pick('alarm'))],
      ['`AWS::CloudWatch::CompositeAlarm`', String(standing.compositeAlarms), cost(pick('compositeAlarm'))],
      ['`AWS::CloudWatch::Dashboard`', String(standing.dashboards), cost(pick('dashboard'))],
      ['`AWS::WAFv2::WebACL`', String(standing.firewalls), cost(pick('firewall'))],
      ['rules of it', String(standing.firewallRules), cost(pick('firewallRule'))],
      ['`AWS::SecretsManager::Secret`', String(standing.secrets), cost(pick('secret'))],
      [
        'queues polled by `AWS::Lambda::EventSourceMapping`',
        String(standing.polledQueues),
        cost(pick('queueRequest')),
      ],
      [
        '`AWS::Scheduler::Schedule`: calls, and the functions they run',
        String(standing.schedules),
        cost(pick('schedule', 'lambdaRequest', 'lambdaTime', 'logs')),
      ],
      ['`AWS::Logs::LogGroup` (by the GB only)', String(standing.logGroups), '0.00'],
      ['`AWS::Budgets::Budget` (the first two are free)', String(standing.budgets), '0.00'],
      ['`AWS::KMS::Key` (keys of AWS are free)', String(standing.customKeys), '0.00'],
      ['**a stage**', '', `**${cost(usage)}**`],
      [
        'secrets of an integration (counted when it was connected)',
        String(measured.secretsOfIntegration),
        cost(secrets),
      ],
      [
        'its polls every 15 minutes, the looks of watch-health, check-ledger and retry-parked',
        '',
        cost({ ...one, secret: 0 }),
      ],
      ['**an integration**', '', `**${cost(one)}**`],
    ],
  );
}

/** The price list, with where each price comes from. */
export function priceTable(): string {
  const all: readonly Price[] = Object.values(prices);
  const place = (host: string | undefined): string => (host === undefined ? '' : ` ([seen here](${host}))`);
  return table(
    ['price of', 'eu-central-1', 'us-east-1', `as read on ${readOn}`],
    all.map(({ what, frankfurt, virginia, basis, list, seen }) => [
      `[${what}](${list})`,
      `${frankfurt}${basis.frankfurt === 'memory' ? ' *' : ''}`,
      `${virginia}${basis.virginia === 'memory' ? ' *' : ''}${place(seen)}`,
      basis.virginia === 'memory' ? 'from memory' : basis.frankfurt === 'memory' ? 'us-east-1 only' : 'read',
    ]),
  );
}
