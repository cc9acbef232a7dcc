import type { Comparison, DifferenceReason, FieldDifference } from './compare-pair.ts';
import { addSeconds } from './dates.ts';
import type { ResourceType } from './resources.ts';
import type { Instant } from './values.ts';

/** A pair by its two ids. */
export interface PairRef {
  readonly resourceType: ResourceType;
  readonly stream: string;
  readonly internalId: string;
  readonly externalId: string;
}

/** One field of one pair that differs; holds no value. */
export interface Difference extends Omit<PairRef, 'stream'>, FieldDifference {}

export type DriftCounts = {
  /** Pairs compared. */
  readonly pairs: number;
  /** Pairs that nobody compares: excluded, unlinked, parted, or left alone for now. */
  readonly alone: number;
  /** Pairs that could not be read over there. */
  readonly unread: number;
  readonly fields: number;
  readonly equal: number;
  /** Fields that differed for no reason and were found equal after the sync had looked. */
  readonly repaired: number;
} & { readonly [reason in DifferenceReason]: number };

export const noDrift: DriftCounts = {
  ...{ pairs: 0, alone: 0, unread: 0, fields: 0, equal: 0, repaired: 0 },
  ...{ waiting: 0, conflict: 0, held: 0, 'one-way': 0, unexplained: 0 },
};

/** A pair of which fields differ for no reason. It is saved as that before the sync is asked to look at it. */
export interface HintedPair extends PairRef {
  readonly fields: readonly string[];
  /** When the sync was asked, and when the pair is looked at again. */
  readonly asked?: { readonly at: Instant; readonly lookAt: Instant };
}

/** What a round came to, as it is kept for 90 days. */
export interface DriftResult {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly integrationId: string;
  readonly startedAt: Instant;
  readonly startedBy: string;
  readonly endedAt: Instant;
  readonly counts: DriftCounts;
  /** Requests that it asked of the other system. */
  readonly requests: number;
}

/** One comparison of all pairs of an integration, with its place. Saved step by step: a death repeats one step. */
export interface DriftRound extends Omit<DriftResult, 'endedAt'> {
  readonly version: number;
  readonly updatedAt: Instant;
  readonly endedAt?: Instant;
  /** Streams whose list is still to be read, the one in work first. */
  readonly streams: readonly string[];
  /** Place in the list in work, then in the integration's pairs. */
  readonly cursor?: string;
  /** Pages of lists so far. */
  readonly pages: number;
  /** Pairs that the other system's lists named in all, where it tells. */
  readonly expected?: number;
  /** Pairs are gone through for those that no list showed. */
  readonly walking: boolean;
  /** Pairs to be read one by one. */
  readonly reads: readonly PairRef[];
  readonly hinted: readonly HintedPair[];
  /** Streams that could not be listed, and why. */
  readonly skipped: readonly { readonly stream: string; readonly why: string }[];
  /** The gravest of them. */
  readonly differences: readonly Difference[];
}

/** Differences kept by name; counts are of all. */
const mostNamed = 200;
const gravity: { readonly [reason in DifferenceReason]: number } = {
  ...{ unexplained: 0, conflict: 1, held: 2, waiting: 3, 'one-way': 4 },
};

type Tally = Pick<DriftRound, 'counts' | 'differences'>;

/** The tally with one compared pair added; `but` names fields that are not decided yet and are counted later. */
export function tallied<Kept extends Tally>(
  kept: Kept,
  { resourceType, internalId, externalId }: PairRef,
  { fields, differences, alone }: Comparison,
  but: readonly string[] = [],
): Kept {
  if (alone !== undefined) return { ...kept, counts: { ...kept.counts, alone: kept.counts.alone + 1 } };
  const decided = differences.filter(({ field }) => !but.includes(field));
  const counts = { ...kept.counts };
  const equal = fields - differences.length;
  const more = {
    pairs: counts.pairs + 1,
    fields: counts.fields + fields - but.length,
    equal: counts.equal + equal,
  };
  return named(
    { ...kept, counts: added({ ...counts, ...more }, decided) },
    decided.map((each) => ({ ...each, resourceType, internalId, externalId })),
  );
}

/** The tally with what became of fields that differed for no reason, after the sync had looked at their pair. */
export function settled<Kept extends Tally>(
  kept: Kept,
  { fields, resourceType, internalId, externalId }: HintedPair,
  { differences }: Pick<Comparison, 'differences'>,
): Kept {
  const still = differences.filter(({ field }) => fields.includes(field) || field === '*');
  const counts = {
    ...kept.counts,
    fields: kept.counts.fields + fields.length,
    repaired: kept.counts.repaired + fields.length - Math.min(still.length, fields.length),
  };
  return named(
    { ...kept, counts: added(counts, still) },
    still.map((each) => ({ ...each, resourceType, internalId, externalId })),
  );
}

function added(counts: DriftCounts, differences: readonly FieldDifference[]): DriftCounts {
  const sum = { ...counts };
  for (const { reason } of differences) sum[reason] += 1;
  return sum;
}

const named = <Kept extends Tally>(kept: Kept, more: readonly Difference[]): Kept => ({
  ...kept,
  differences: [...kept.differences, ...more]
    .sort((a, b) => gravity[a.reason] - gravity[b.reason])
    .slice(0, mostNamed),
});

/** Per cent of the compared fields that are equal, rounded down to hundredths, so that 100 means all. */
export const shareEqual = ({ fields, equal, repaired }: DriftCounts): number =>
  fields === 0 ? 100 : Math.floor(((equal + repaired) / fields) * 10_000) / 100;

const daySeconds = 86_400;
/** So many pairs are compared every day, more of them once a week. */
const dailyPairs = 5000;

/** Whether it is time to begin another comparison of an integration. */
export function isComparisonDue(
  { createdAt, lastSyncAt }: { readonly createdAt: Instant; readonly lastSyncAt?: Instant },
  last: Pick<DriftRound, 'startedAt' | 'counts'> | undefined,
  now: Instant,
): boolean {
  if (lastSyncAt === undefined) return false;
  if (last === undefined) return addSeconds(createdAt, daySeconds) <= now;
  const days = last.counts.pairs <= dailyPairs ? 1 : 7;
  return addSeconds(last.startedAt, days * daySeconds) <= now;
}
