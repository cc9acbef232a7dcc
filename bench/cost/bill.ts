import type { FunctionName } from '../../shared/config/names.ts';
import { assumed, type Month } from './assumed.ts';
import type { Measured, Spent } from './measured.ts';
import { type PriceName, prices, type Region } from './prices.ts';
import type { Standing } from './template.ts';

/** How much of each priced unit was used: millions, GB, pieces, as the price says. */
export type Usage = Readonly<Partial<Record<PriceName, number>>>;

const million = 1e6;
const gigabyte = 1e9;

export const add = (...parts: readonly Usage[]): Usage => {
  const sum: Partial<Record<PriceName, number>> = {};
  for (const part of parts)
    for (const name of priceNames) if (part[name] !== undefined) sum[name] = (sum[name] ?? 0) + part[name];
  return sum;
};
export const times = (usage: Usage, factor: number): Usage =>
  Object.fromEntries(Object.entries(usage).map(([name, amount]) => [name, amount * factor]));
/** USD in a region. */
export const costOf = (usage: Usage, region: Region): number =>
  priceNames.reduce((sum, name) => sum + (usage[name] ?? 0) * prices[name][region], 0);

const isPrice = (name: string): name is PriceName => name in prices;
export const priceNames: readonly PriceName[] = Object.keys(prices).filter(isPrice);

/** Runs of functions: requests, time, and the lines that Lambda writes about each. */
function runsOf(runs: Spent['runs'], { memory }: Standing): Usage {
  return add(
    ...Object.entries(runs).map(([name, count]): Usage => {
      const ms = Object.entries(assumed.runMs).find(([each]) => each === name)?.[1] ?? 1000;
      const gb = Object.entries(memory).find(([each]) => each === name)?.[1] ?? 1;
      return {
        lambdaRequest: count / million,
        lambdaTime: (count * gb * ms) / 1000 / million,
        logs: (count * assumed.platformLogBytes) / gigabyte,
      };
    }),
  );
}

/** What was counted, as amounts of what is paid for. */
function usageOf({ readUnits, writeUnits, queueRequests, runs, logBytes }: Spent, standing: Standing): Usage {
  const polled = (runs['sync-records'] ?? 0) + (runs['run-jobs'] ?? 0);
  const counted: Usage = {
    readUnit: readUnits / million,
    writeUnit: writeUnits / million,
    queueRequest: (queueRequests + polled * assumed.pollsOfRun) / million,
    logs: logBytes / gigabyte,
  };
  return add(counted, runsOf(runs, standing));
}

/** One change that is told by a webhook and applied: each comes alone, its receipt and its edit too. */
export function webhookUsage({ appliedWebhook }: Measured, standing: Standing): Usage {
  const door: Usage = {
    apiRequest: 1 / million,
    edgeRequest: 1 / million,
    firewallRequest: 1 / million,
    logs: assumed.accessLogBytes / gigabyte,
    transfer: assumed.vendorRequestBytes / gigabyte,
  };
  const followers: Usage = add(runsOf({ 'publish-changes': 1, 'note-receipts': 1 }, standing), {
    writeUnit: 1 / million,
    readUnit: assumed.readUnitsOfLooks / million,
  });
  return add(usageOf(appliedWebhook, standing), door, followers);
}

/** A record that a run reads, changed or not. */
export const pulledUsage = (spent: Spent, standing: Standing): Usage => usageOf(spent, standing);

/** A month of one integration at which nothing happens. Traces come on top: they depend on all of them together. */
export function integrationUsage(measured: Measured, standing: Standing): Usage {
  const hours = assumed.hoursOfMonth;
  const polls = hours * assumed.healingPollsOfHour;
  const look = (spent: Spent, ofHour: number): Usage =>
    times(usageOf({ ...spent, runs: {}, logBytes: 0 }, standing), hours * ofHour);
  return add(
    times(usageOf(measured.emptyRun, standing), polls),
    { schedule: polls / million, secretRead: polls / million, secret: measured.secretsOfIntegration },
    { transfer: (polls * assumed.vendorRequestBytes) / gigabyte },
    look(measured.watchHealth, 12),
    look(measured.retryParked, 4),
    look(measured.checkLedger, 1),
  );
}

/** Runs of the fixed schedules in a month. */
const fixedRuns: Spent['runs'] = {
  'watch-health': assumed.hoursOfMonth * 12,
  'retry-parked': assumed.hoursOfMonth * 4,
  'check-ledger': assumed.hoursOfMonth,
  'clean-up': 4.35,
};

/** A month of a stage without any integration. */
export function standingUsage(standing: Standing): Usage {
  const calls = Object.values(fixedRuns).reduce((sum, count) => sum + count, 0);
  const polls =
    standing.polledQueues *
    assumed.pollersOfIdleQueue *
    ((assumed.hoursOfMonth * 3600) / assumed.longPollSeconds);
  return add(runsOf(fixedRuns, standing), {
    alarm: standing.alarms,
    compositeAlarm: standing.compositeAlarms,
    dashboard: standing.dashboards,
    firewall: standing.firewalls,
    firewallRule: standing.firewallRules,
    secret: standing.secrets,
    schedule: calls / million,
    queueRequest: polls / million,
  });
}

/** Lambda traces the first run of a second and a twentieth of the others; `runs` of one function come at random in a month. */
export function tracesOf(runs: number): number {
  const seconds = assumed.hoursOfMonth * 3600;
  const rate = runs / seconds;
  const first = 1 - Math.exp(-rate);
  return seconds * (first + 0.05 * (rate - first));
}

export interface Bill {
  readonly changes: Usage;
  readonly integrations: Usage;
  readonly standing: Usage;
  readonly metrics: Usage;
  readonly traces: Usage;
  readonly kept: Usage;
}

/** A month in which every change comes by a webhook, is applied, and is seen once more, unchanged, by the next poll. */
export function billOf(month: Month, measured: Measured, standing: Standing): Bill {
  const { changes, integrations } = month;
  const { polls, byFunction } = runsIn(month);
  const seconds = assumed.hoursOfMonth * 3600;
  const mostReads = (seconds / assumed.secretCacheSeconds) * integrations * month.environments;
  const secretReads =
    Math.min(changes, mostReads) + Math.max(0, Math.min(changes + polls, mostReads) - polls);
  const logged = add(
    times(webhookUsage(measured, standing), changes),
    times(integrationUsage(measured, standing), integrations),
  );
  const entries = (changes * assumed.keptBytesOfChange * assumed.monthsKept) / gigabyte;
  return {
    changes: add(
      times(webhookUsage(measured, standing), changes),
      times(pulledUsage(measured.unchangedInPull, standing), changes),
      {
        secretRead: secretReads / million,
      },
    ),
    integrations: times(integrationUsage(measured, standing), integrations),
    standing: standingUsage(standing),
    metrics: { metric: measured.metrics * (1 + month.types) },
    traces: {
      trace: byFunction.reduce((sum, [, runs]) => sum + tracesOf(runs), 0) / million,
    },
    kept: { storage: entries, pointInTime: entries, logStorage: (logged.logs ?? 0) * assumed.monthsKept },
  };
}

function runsIn({ changes, integrations }: Month) {
  const polls = integrations * assumed.hoursOfMonth * assumed.healingPollsOfHour;
  const eventRuns = ['receive-webhook', 'sync-records', 'publish-changes', 'note-receipts'] as const;
  const byFunction: readonly (readonly [FunctionName | string, number])[] = [
    ...eventRuns.map((name) => [name, changes] as const),
    ['run-jobs', polls],
    ...Object.entries(fixedRuns),
  ];
  return { polls, byFunction };
}
