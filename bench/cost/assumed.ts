import type { FunctionName } from '../../shared/config/names.ts';

/** What a bill needs and no run on a laptop can tell. Upper bounds where a bound is known. */
export const assumed = {
  hoursOfMonth: 730,
  /** Billed milliseconds of one run of a function; those that ask a vendor mostly wait for its answer. */
  runMs: {
    'receive-webhook': 20,
    'sync-records': 300,
    'publish-changes': 20,
    'note-receipts': 15,
    'run-jobs': 1500,
    'watch-health': 1500,
    'check-ledger': 1500,
    'retry-parked': 200,
    'clean-up': 300,
  } satisfies Partial<Record<FunctionName, number>>,
  /** Bytes of the lines that Lambda itself writes about one run. */
  platformLogBytes: 400,
  /** Bytes of one line of the API's access log. */
  accessLogBytes: 170,
  /** Requests of Lambda's pollers for one run: a receive and a delete. */
  pollsOfRun: 2,
  /** Lambda asks an idle queue with five long polls of 20 seconds at a time. */
  pollersOfIdleQueue: 5,
  longPollSeconds: 20,
  /** Bytes kept for a change: its log entry and its receipt, keys and indexes included. */
  keptBytesOfChange: 1400,
  monthsKept: 3,
  /** Bytes sent to a vendor for one request, TLS included, and requests for one change. */
  vendorRequestBytes: 2000,
  /** A cached secret is read again after five minutes. */
  secretCacheSeconds: 300,
  /** watch-health and check-ledger read an entry again and again: decisions 20 and 24. */
  readUnitsOfLooks: 0.95,
  healingPollsOfHour: 4,
} as const;

/** What a month is like. */
export interface Month {
  readonly changes: number;
  readonly integrations: number;
  /** Kinds of systems in use: each has its own metrics. */
  readonly types: number;
  /** Environments of a function that are warm at a time, each with a cache of its own. */
  readonly environments: number;
}

export const months: readonly Month[] = [
  { changes: 1_000, integrations: 5, types: 3, environments: 1 },
  { changes: 100_000, integrations: 20, types: 6, environments: 1 },
  { changes: 10_000_000, integrations: 100, types: 10, environments: 3 },
];
