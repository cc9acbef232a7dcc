import { assumed } from '../cost/assumed.ts';
import type { Measured } from '../cost/measured.ts';
import { model, systems } from './world.ts';
import type { Scale } from './year.ts';

/** What a scale asks of AWS at its worst moment of the year, from simulated traffic and the calls that were counted. */
export interface Demand {
  readonly requests: number;
  readonly requestsOfAddress: number;
  readonly doorConcurrency: number;
  readonly syncConcurrency: number;
  readonly jobsConcurrency: number;
  readonly allConcurrency: number;
  readonly growthOfSync: number;
  readonly sends: number;
  readonly waiting: number;
  readonly writes: number;
  readonly reads: number;
  readonly writesOfKey: number;
  readonly schedules: number;
  readonly firings: number;
  readonly secrets: number;
  readonly secretReads: number;
  readonly lookSeconds: number;
  readonly ledgerSeconds: number;
  readonly slowMassEdits: number;
}

/** One call inside a region, with the SDK's own work: a guess. */
const callMs = 5;
/** Integrations under way at a time: `atOnce` of shared/application/health/watch.ts and ledger/check-ledger.ts. */
const atOnce = { watchHealth: 20, checkLedger: 3 };
const windowSeconds = { quarter: 600, hour: 1800 };
/** A chance event comes in so many deviations above its mean at worst. */
const deviations = 4;
/** Write units that the log's key takes for an applied change: an entry of up to two kilobytes. */
const writesOfEntry = 2;

export function demandOf({ integrations, peaks }: Scale, measured: Measured): Demand {
  const { appliedWebhook, emptyRun, callsOfAnother, secretsOfIntegration } = measured;
  const seconds = (name: keyof typeof assumed.runMs): number => assumed.runMs[name] / 1000;
  const firings = firingsOf(integrations);
  const door = peaks.second * seconds('receive-webhook');
  const sync = peaks.tenSeconds * seconds('sync-records');
  const jobs = firings * seconds('run-jobs');
  const followers = peaks.tenSeconds * (seconds('publish-changes') + seconds('note-receipts'));
  const vendors = systems.filter(({ webhooks }) => webhooks).length;
  const look = (name: keyof typeof atOnce): number =>
    (integrations * callsOfAnother[name] * callMs) / 1000 / atOnce[name];
  return {
    requests: peaks.second,
    requestsOfAddress: (peaks.fiveMinutes * 300) / vendors,
    doorConcurrency: door,
    syncConcurrency: sync,
    jobsConcurrency: jobs,
    allConcurrency: door + sync + jobs + followers,
    growthOfSync: peaks.growth * seconds('sync-records'),
    sends: peaks.second,
    waiting: peaks.waiting,
    writes: peaks.tenSeconds * (appliedWebhook.writeUnits + 1) + firings * emptyRun.writeUnits,
    reads: peaks.tenSeconds * appliedWebhook.readUnits + firings * emptyRun.readUnits,
    writesOfKey: model.deliveriesOfSecond * writesOfEntry,
    schedules: integrations,
    firings,
    secrets: integrations * secretsOfIntegration,
    secretReads: firings + 2 * peaks.tenSeconds,
    lookSeconds: look('watchHealth'),
    ledgerSeconds: look('checkLedger'),
    slowMassEdits: peaks.slowMassEdits / Math.max(1, peaks.massEdits),
  };
}

/** Schedules that begin in one second of the first minutes of an hour, when those of every quarter and of the hour meet. */
function firingsOf(integrations: number): number {
  const often = systems.filter(({ pollMinutes }) => pollMinutes < 60).length / systems.length;
  const mean = integrations * (often / windowSeconds.quarter + (1 - often) / windowSeconds.hour);
  return mean + deviations * Math.sqrt(mean);
}
