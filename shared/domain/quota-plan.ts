import type { SyncFrequency } from './integration.ts';
import type { JobExecution } from './job.ts';
import { median } from './job-estimate.ts';
import { capacityFor, type RateLimit } from './rate-limit.ts';

/** What one scheduled run asks of the vendor. */
export interface ExpectedRun {
  readonly streams: number;
  readonly pages: number;
  /** Records that go over there: each is read, then written. */
  readonly records: number;
}

export interface QuotaPlan {
  readonly fits: boolean;
  readonly requestsPerRun: number;
  /** Percent of the tightest published budget that the schedule uses, rounded up. */
  readonly usedPercent: number;
  /** The most frequent schedule that fits; `null` where none does. */
  readonly best: SyncFrequency | null;
  /** For the admin. */
  readonly sentences: readonly string[];
}

/** From the most frequent on. */
const rhythms = [
  { frequency: 'EVERY_15MIN', seconds: 900, words: 'every 15 minutes' },
  { frequency: 'HOURLY', seconds: 3600, words: 'every hour' },
  { frequency: 'DAILY', seconds: 86_400, words: 'every day' },
  { frequency: 'WEEKLY', seconds: 604_800, words: 'every week' },
] as const satisfies readonly { frequency: SyncFrequency; seconds: number; words: string }[];
type Rhythm = (typeof rhythms)[number];

/**
 * Whether runs at this frequency end before the next one begins, with the requests that scheduled runs may draw: four
 * fifths of each budget, less what is kept for people. A run that needs more than a window holds takes several.
 */
export function quotaPlan(
  limits: readonly RateLimit[],
  frequency: SyncFrequency,
  { streams, pages, records }: ExpectedRun,
): QuotaPlan {
  const requests = Math.max(streams, pages) + 2 * records;
  // REALTIME reads what its webhooks missed as often as the shortest schedule.
  const rhythm = rhythms.find(
    (item) => item.frequency === (frequency === 'REALTIME' ? 'EVERY_15MIN' : frequency),
  );
  const best = rhythms.find((item) => fits(limits, requests, item)) ?? null;
  const common = { requestsPerRun: requests, best: best?.frequency ?? null };
  if (rhythm === undefined) return { ...common, fits: true, usedPercent: 0, sentences: [noSchedule] };
  const tightest = tightestOf(limits, requests, rhythm);
  if (tightest === undefined) return { ...common, fits: true, usedPercent: 0, sentences: [noLimits] };
  const usedPercent = Math.ceil((100 * requests * tightest.seconds) / (rhythm.seconds * tightest.requests));
  const ok = fits(limits, requests, rhythm);
  const sentences = ok
    ? [`${needs(requests, rhythm)} That is ${usedPercent} % of what the other system allows.`]
    : [`${needs(requests, rhythm)} ${allows(tightest)}`, bestSentence(best)];
  return { ...common, fits: ok, usedPercent, sentences };
}

/** Requests of the schedule in a window of the limit. */
const inWindow = (requests: number, { seconds }: Rhythm, limit: RateLimit): number =>
  (requests * limit.seconds) / seconds;

const fits = (limits: readonly RateLimit[], requests: number, rhythm: Rhythm): boolean =>
  limits.every((limit) => inWindow(requests, rhythm, limit) <= capacityFor(limit, 'sweep'));

const tightestOf = (limits: readonly RateLimit[], requests: number, rhythm: Rhythm): RateLimit | undefined =>
  [...limits].sort(
    (a, b) =>
      inWindow(requests, rhythm, b) / capacityFor(b, 'sweep') -
      inWindow(requests, rhythm, a) / capacityFor(a, 'sweep'),
  )[0];

const noSchedule = 'Nothing runs by itself, so no requests are used up.';
const noLimits =
  'The other system publishes no limit of requests; if it refuses one, everything waits as it asks.';

const needs = (requests: number, { words }: Rhythm): string =>
  `A run needs about ${requests} ${requests === 1 ? 'request' : 'requests'}, ${words}.`;

const allows = (limit: RateLimit): string =>
  `The other system allows ${limit.requests} in ${lengthOf(limit.seconds)}, of which scheduled runs may use ${capacityFor(limit, 'sweep')}: they would not end before the next one begins.`;

const bestSentence = (best: Rhythm | null): string =>
  best === null
    ? 'No schedule fits: choose fewer kinds of data, or a larger plan over there.'
    : `The most frequent schedule that fits is ${best.words}.`;

function lengthOf(seconds: number): string {
  if (seconds === 86_400) return 'a day';
  if (seconds === 3600) return 'an hour';
  return seconds === 60 ? 'a minute' : `${seconds} seconds`;
}

/** What the next run is likely to ask, from the middle of those that were alike; a page a stream where there was none. */
export function expectedRun(past: readonly JobExecution[], streams: number): ExpectedRun {
  const alike = past.filter(({ status, fullSync }) => status === 'COMPLETED' && !fullSync);
  const middle = (of: (job: JobExecution) => number) => Math.ceil(median(alike.map(of)) ?? 0);
  return {
    streams,
    pages: middle(({ pages }) => pages),
    records: middle(({ handedOnCount }) => handedOnCount ?? 0),
  };
}
