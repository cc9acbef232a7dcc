import type { Stage } from '../../infra/stage.ts';
import type { Demand } from './demand.ts';

export interface Quota {
  readonly what: string;
  readonly limit: number;
  readonly need: keyof Demand;
  /** Who raises it: we in our own settings or code, AWS on request, nobody. */
  readonly raise: 'setting' | 'code' | 'AWS' | 'no';
  /** Its documentation, or the file that sets it. */
  readonly source: string;
  /** The number stood on that page as it is kept; otherwise it is remembered. */
  readonly seen: boolean;
}

const docs = 'https://docs.aws.amazon.com';
const sqsMessages = `${docs}/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html`;
const sqsFifo = `${docs}/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html`;
const lambda = `${docs}/lambda/latest/dg`;
const dynamo = `${docs}/amazondynamodb/latest/developerguide`;
const gateway = `${docs}/apigateway/latest/developerguide/limits.html`;
const scheduler = `${docs}/scheduler/latest/UserGuide/scheduler-quotas.html`;
const secrets = `${docs}/secretsmanager/latest/userguide/reference_limits.html`;

const ours = (
  what: string,
  limit: number,
  need: keyof Demand,
  source: string,
  raise: 'setting' | 'code',
): Quota => ({
  ...{ what, limit, need, source, raise, seen: true },
});
const theirs = (
  what: string,
  limit: number,
  need: keyof Demand,
  raise: 'AWS' | 'no',
  source: string,
): Quota => ({
  ...{ what, limit, need, source, raise, seen: true },
});
const remembered = (quota: Quota): Quota => ({ ...quota, seen: false });

/** Limits of our own stage and of eu-central-1. */
export const quotasOf = ({ syncConcurrency, jobsConcurrency, webhookRequests }: Stage): readonly Quota[] => [
  ours(
    'seconds of one look of watch-health',
    240,
    'lookSeconds',
    'infra/constructs/service-functions.ts',
    'code',
  ),
  ours(
    'seconds of one check of the ledger',
    300,
    'ledgerSeconds',
    'infra/constructs/service-functions.ts',
    'code',
  ),
  ours('workers for changes', syncConcurrency, 'syncConcurrency', 'infra/stages.json', 'setting'),
  ours('workers for runs', jobsConcurrency, 'jobsConcurrency', 'infra/stages.json', 'setting'),
  ours(
    'webhooks of one address in five minutes',
    webhookRequests,
    'requestsOfAddress',
    'infra/stages.json',
    'setting',
  ),
  ours('requests a second to our API', 1_000, 'requests', 'infra/constructs/http-api.ts', 'setting'),
  theirs('requests a second, API Gateway', 10_000, 'requests', 'AWS', gateway),
  theirs(
    'Lambda runs at a time, account',
    1_000,
    'allConcurrency',
    'AWS',
    `${lambda}/gettingstarted-limits.html`,
  ),
  theirs(
    'workers more within ten seconds, a function',
    1_000,
    'growthOfSync',
    'no',
    `${lambda}/scaling-behavior.html`,
  ),
  theirs('workers of one FIFO queue', 1_250, 'syncConcurrency', 'AWS', `${lambda}/services-sqs-scaling.html`),
  remembered(theirs('sends a second, FIFO queue of high throughput', 19_000, 'sends', 'AWS', sqsMessages)),
  theirs('messages in flight, FIFO queue', 120_000, 'waiting', 'AWS', sqsFifo),
  ours(
    'write units a second, a new table',
    4_000,
    'writes',
    `${dynamo}/on-demand-capacity-mode.html`,
    'setting',
  ),
  theirs(
    'write units a second, a table',
    40_000,
    'writes',
    'AWS',
    `${dynamo}/on-demand-capacity-mode-max-throughput.html`,
  ),
  theirs(
    'read units a second, a table',
    40_000,
    'reads',
    'AWS',
    `${dynamo}/on-demand-capacity-mode-max-throughput.html`,
  ),
  theirs(
    'write units a second, the busiest key',
    1_000,
    'writesOfKey',
    'no',
    `${dynamo}/bp-partition-key-design.html`,
  ),
  theirs('schedules', 10_000_000, 'schedules', 'AWS', scheduler),
  theirs('calls of the Scheduler a second', 1_000, 'firings', 'AWS', scheduler),
  remembered(theirs('secrets', 500_000, 'secrets', 'no', secrets)),
  theirs('reads of secrets a second', 10_000, 'secretReads', 'no', secrets),
];

/** Used share of a limit; above 1 it is met. */
export const used = ({ limit, need }: Quota, demand: Demand): number => demand[need] / limit;

/** The quota of which most is used. */
export function tightest(quotas: readonly Quota[], demand: Demand): Quota {
  const [first, ...rest] = quotas;
  if (first === undefined) throw new Error('There are no quotas.');
  return rest.reduce((most, each) => (used(each, demand) > used(most, demand) ? each : most), first);
}
