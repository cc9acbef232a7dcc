import type { BudgetReading } from './look-ups.ts';
import { capacityFor, type Lane, leaseMs, leaseSize, type RateLimit, usable } from './rate-limit.ts';
import {
  counting,
  type Grants,
  type RateWindow,
  rateWindow,
  sumOf,
  whenFreed,
  withGrant,
} from './rate-window.ts';

/** What the requests with one credential have used up, over all workers. Times are milliseconds since 1970. */
export interface RateBucket {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  /** By the length of the window in seconds. */
  readonly granted: { readonly [seconds: string]: Grants };
  /** Who was sent away and is not due yet: how many, and when the last of them comes. */
  readonly queues: { readonly [lane in Lane]?: { readonly count: number; readonly until: number } };
  /** Nobody is let through before; the vendor said so. */
  readonly blockedUntil: number;
}

/** `tokens` may be used until the lease is over · `waitMs`: come back then. The bucket has to be stored either way. */
export type Taken =
  | {
      readonly outcome: 'granted';
      readonly tokens: number;
      readonly until: number;
      readonly bucket: RateBucket;
    }
  | { readonly outcome: 'wait'; readonly waitMs: number; readonly bucket: RateBucket };

export const emptyBucket = (id: string): RateBucket => ({
  ...{ schemaVersion: 1, id, version: 0 },
  ...{ granted: {}, queues: {}, blockedUntil: 0 },
});

/** Between two who wait for a vendor that publishes no limits. */
const openSpacingMs = 100;

/**
 * Draws up to `wanted` tokens for a lane. Where none is left, the one who asks is told a time of its own: everybody who
 * comes back when told finds a token there, unless others were quicker.
 */
export function take(
  bucket: RateBucket,
  limits: readonly RateLimit[],
  lane: Lane,
  wanted: number,
  now: number,
): Taken {
  const windows = limits.map((limit) => ({
    window: rateWindow(limit, limits),
    capacity: capacityFor(limit, lane),
  }));
  const free = Math.min(
    ...windows.map(
      ({ window, capacity }) => capacity - sumOf(counting(window, grantsOf(bucket, window), now)),
    ),
  );
  if (now < bucket.blockedUntil || free < 1) return sentAway(bucket, windows, lane, now);
  const tokens = Math.max(1, Math.min(wanted, leaseSize(limits), free));
  const granted = windows.map(({ window }) => [
    window.key,
    withGrant(window, grantsOf(bucket, window), tokens, now),
  ]);
  const until = Math.min(now + leaseMs(limits), ...windows.map(({ window }) => window.endsAfter(now)));
  return {
    ...{ outcome: 'granted', tokens, until },
    bucket: { ...next(bucket), granted: { ...bucket.granted, ...Object.fromEntries(granted) } },
  };
}

function sentAway(
  bucket: RateBucket,
  windows: readonly { readonly window: RateWindow; readonly capacity: number }[],
  lane: Lane,
  now: number,
): Taken {
  const queue = bucket.queues[lane];
  const waiting = queue !== undefined && queue.until > now ? queue : undefined;
  const count = (waiting?.count ?? 0) + 1;
  const spacing = Math.max(
    openSpacingMs,
    ...windows.map(({ window, capacity }) => window.lengthMs / capacity),
  );
  const freed = windows.map(({ window, capacity }) => {
    const grants = grantsOf(bucket, window);
    const tooMany = sumOf(counting(window, grants, now)) - capacity;
    return whenFreed(window, grants, tooMany + Math.min(count, capacity), now);
  });
  const behind = waiting === undefined ? now : waiting.until + spacing;
  const until = Math.ceil(Math.max(bucket.blockedUntil, behind, ...freed));
  return {
    ...{ outcome: 'wait', waitMs: until - now },
    bucket: { ...next(bucket), queues: { ...bucket.queues, [lane]: { count, until } } },
  };
}

const grantsOf = (bucket: RateBucket, { key }: RateWindow): Grants => bucket.granted[key] ?? [];
const next = (bucket: RateBucket): RateBucket => ({ ...bucket, version: bucket.version + 1 });

/** The bucket that nobody gets anything out of for so long. */
export const block = (bucket: RateBucket, until: number): RateBucket =>
  until <= bucket.blockedUntil ? bucket : { ...next(bucket), blockedUntil: until };

/**
 * The bucket after the vendor said what is left: others may have used up some of it. It can only say less than what we
 * counted, since requests of ours may still be under way.
 */
export function lower(
  bucket: RateBucket,
  limits: readonly RateLimit[],
  reading: BudgetReading,
  now: number,
): RateBucket {
  const limit = limitOf(limits, reading);
  if (limit === undefined) return bucket;
  const window = rateWindow(limit, limits);
  const grants = grantsOf(bucket, window);
  const gone = window.capacity - sumOf(counting(window, grants, now)) - usable(reading.remaining);
  if (gone <= 0) return bucket;
  return {
    ...bucket,
    granted: { ...bucket.granted, [window.key]: withGrant(window, grants, gone, now) },
  };
}

/** The limit that a reading tells of: the shortest that it fits into, unless it says which. */
function limitOf(
  limits: readonly RateLimit[],
  { windowSeconds, resetSeconds = 0 }: BudgetReading,
): RateLimit | undefined {
  const sorted = [...limits].sort((a, b) => a.seconds - b.seconds);
  return windowSeconds === undefined
    ? (sorted.find(({ seconds }) => seconds >= resetSeconds) ?? sorted.at(-1))
    : sorted.find(({ seconds }) => seconds === windowSeconds);
}
