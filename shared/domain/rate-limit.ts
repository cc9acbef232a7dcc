/** Requests that a vendor allows in a time. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
  /**
   * The vendor counts from whole multiples of the time, in UTC (a day from midnight). Elsewhere a window may begin at
   * any moment, and no stretch of this length may hold more.
   */
  readonly fixed?: true;
}

/** Whose requests go first: what a person waits for, before what nobody watches. */
export const lanes = ['live', 'manual', 'retry', 'sweep', 'compare'] as const;
export type Lane = (typeof lanes)[number];

/** The part of a published budget that is ever used; the rest is for other programs and for what we do not see. */
const usedShare = 0.8;

/** Whole requests of a budget that we use: at least one, or nothing would ever happen. */
export const capacityOf = ({ requests }: Pick<RateLimit, 'requests'>): number => usable(requests, 1);

/** The part of what is left, by the vendor's word, that we may use. */
export const usable = (requests: number, least = 0): number =>
  Math.max(least, Math.floor(requests * usedShare));

/** The part of the capacity that a lane leaves to those before it. */
const reserves: { readonly [lane in Lane]: number } = {
  live: 0,
  manual: 0.1,
  retry: 0.2,
  sweep: 0.4,
  compare: 0.7,
};

/** Whole requests of a budget that a lane may draw when nobody else draws: at least one. */
export const capacityFor = (limit: Pick<RateLimit, 'requests'>, lane: Lane): number => {
  const capacity = capacityOf(limit);
  return capacity - Math.floor(capacity * reserves[lane]);
};

/** Tokens are handed out a few at a time, so that not every request costs a call. */
const longestLeaseMs = 2000;
const largestLease = 10;

/** How long a lease may be used: short beside every window, so that little is counted late. */
export const leaseMs = (limits: readonly RateLimit[]): number =>
  Math.min(longestLeaseMs, ...limits.map(({ seconds }) => seconds * 100));

/** Most tokens of one lease: what two seconds bring. */
export const leaseSize = (limits: readonly RateLimit[]): number =>
  Math.max(
    1,
    Math.min(
      largestLease,
      ...limits.map((limit) => Math.floor((capacityOf(limit) * longestLeaseMs) / (limit.seconds * 1000))),
    ),
  );
