import { capacityOf, leaseMs, type RateLimit } from './rate-limit.ts';

/** Tokens granted in one stretch of time: its number, and how many. */
export type Grants = readonly (readonly [slot: number, tokens: number])[];

/** A window at any moment is counted in twentieths of its length. */
const slotsPerWindow = 20;

/** One limit as the bucket counts it. Times are milliseconds since 1970. */
export interface RateWindow {
  /** What its grants are stored under. */
  readonly key: string;
  readonly capacity: number;
  slotAt(now: number): number;
  /** From when on what was granted in a slot no longer counts. */
  freedAt(slot: number): number;
  /** Until when a token granted now may be used, as far as this limit goes. */
  endsAfter(now: number): number;
  /** How long it takes at most until everything granted is granted anew. */
  readonly lengthMs: number;
}

export function rateWindow(limit: RateLimit, limits: readonly RateLimit[]): RateWindow {
  const windowMs = limit.seconds * 1000;
  const slotMs = limit.fixed === true ? windowMs : windowMs / slotsPerWindow;
  // A token of a slot may have been used until the lease was over, and counts at the vendor for a window after that.
  const countedMs = limit.fixed === true ? slotMs : slotMs + windowMs + leaseMs(limits);
  return {
    key: String(limit.seconds),
    capacity: capacityOf(limit),
    slotAt: (now) => Math.floor(now / slotMs),
    freedAt: (slot) => slot * slotMs + countedMs,
    endsAfter: (now) =>
      limit.fixed === true ? (Math.floor(now / slotMs) + 1) * slotMs : Number.POSITIVE_INFINITY,
    lengthMs: countedMs,
  };
}

/** The grants that still count. */
export const counting = (window: RateWindow, grants: Grants, now: number): Grants =>
  grants.filter(([slot]) => window.freedAt(slot) > now);

export const sumOf = (grants: Grants): number => grants.reduce((sum, [, tokens]) => sum + tokens, 0);

/** The grants with so many more at this moment. */
export function withGrant(window: RateWindow, grants: Grants, tokens: number, now: number): Grants {
  const slot = window.slotAt(now);
  const before = counting(window, grants, now);
  const same = before.find(([known]) => known === slot);
  return same === undefined
    ? [...before, [slot, tokens]]
    : before.map((item) => (item === same ? [slot, item[1] + tokens] : item));
}

/** When so many of the grants no longer count, if nothing is granted meanwhile. */
export function whenFreed(window: RateWindow, grants: Grants, tokens: number, now: number): number {
  let left = tokens;
  for (const [slot, count] of [...counting(window, grants, now)].sort(([a], [b]) => a - b)) {
    if (left <= 0) break;
    left -= count;
    if (left <= 0) return window.freedAt(slot);
  }
  return now;
}
