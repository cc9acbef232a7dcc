import { isPlainDate, toInstant } from './dates.ts';
import type { ConflictStrategy, MergeRule } from './integration.ts';
import { type FieldValue, type Instant, sameValue } from './values.ts';

/** One field that both sides changed to different values since they last agreed. */
export interface Clash {
  readonly field: string;
  readonly local: FieldValue;
  readonly external: FieldValue;
  /** When our value was written. */
  readonly localAt: Instant | undefined;
  /** When the vendor says its record changed, corrected by its clock. */
  readonly externalAt: Instant | undefined;
}

/** How clashes of one integration are decided. */
export interface ClashPolicy {
  readonly strategy: ConflictStrategy;
  /** Rules per field under CUSTOM_MERGE; a field without one goes to review. */
  readonly mergeRules: { readonly [field: string]: MergeRule };
  /** How far the two clocks may be apart; two times closer than twice this are a tie. */
  readonly uncertaintyMs: number;
}

/** Who gets the field: `external`, `local`, a `merged` value for both, or nobody until a person decided. */
export type Verdict =
  | { readonly winner: 'external'; readonly rule: string }
  | { readonly winner: 'local'; readonly rule: string }
  | { readonly winner: 'merged'; readonly result: FieldValue; readonly rule: string }
  | { readonly winner: 'undecided'; readonly rule: string };

const undecided = (rule: string): Verdict => ({ winner: 'undecided', rule });

/** Decides one clashing field by the integration's strategy. What cannot be decided safely is left to a person. */
export function settleClash(clash: Clash, policy: ClashPolicy): Verdict {
  return strategies[policy.strategy](clash, policy);
}

const strategies: {
  readonly [strategy in ConflictStrategy]: (clash: Clash, policy: ClashPolicy) => Verdict;
} = {
  LATEST_WINS: latest,
  EXTERNAL_WINS: () => ({ winner: 'external', rule: 'both sides changed it; the external system wins here' }),
  LOCAL_WINS: () => ({ winner: 'local', rule: 'both sides changed it; BritePool wins here' }),
  MANUAL_REVIEW: () => undecided('both sides changed it to different values'),
  CUSTOM_MERGE: (clash, policy) =>
    Object.hasOwn(policy.mergeRules, clash.field)
      ? rules[policy.mergeRules[clash.field] ?? 'review'](clash, policy)
      : undecided('both sides changed it and no rule is set for this field'),
};

const rules: { readonly [rule in MergeRule]: (clash: Clash, policy: ClashPolicy) => Verdict } = {
  prefer_external: () => ({ winner: 'external', rule: 'rule for this field: the external system wins' }),
  prefer_local: () => ({ winner: 'local', rule: 'rule for this field: BritePool wins' }),
  concatenate,
  max: (clash) => outermost(clash, 1, 'the larger one'),
  min: (clash) => outermost(clash, -1, 'the smaller one'),
  union,
  latest,
  review: () => undecided('rule for this field: a person decides'),
};

function latest({ localAt, externalAt }: Clash, { uncertaintyMs }: ClashPolicy): Verdict {
  if (localAt === undefined || externalAt === undefined)
    return undecided('both sides changed it and one of them does not say when');
  const ahead = Date.parse(externalAt) - Date.parse(localAt);
  if (Math.abs(ahead) <= 2 * uncertaintyMs)
    return undecided('both sides changed it at the same time, as far as the clocks can tell');
  return ahead > 0
    ? { winner: 'external', rule: 'both sides changed it; the external change is newer' }
    : { winner: 'local', rule: 'both sides changed it; the change in BritePool is newer' };
}

const separator = ' | ';

/** Ours, then what of theirs is not in it yet. Doing it again, or from the other side's result, adds nothing. */
function concatenate({ local, external }: Clash): Verdict {
  if (typeof local !== 'string' || typeof external !== 'string')
    return undecided('only texts can be put one behind the other');
  const parts = [...local.split(separator), ...external.split(separator)];
  return {
    winner: 'merged',
    result: [...new Set(parts)].join(separator),
    rule: 'rule for this field: both texts are kept',
  };
}

function union({ local, external }: Clash): Verdict {
  if (!Array.isArray(local) || !Array.isArray(external)) return undecided('only lists can be united');
  const all: readonly FieldValue[] = [...local, ...external];
  const result = all.filter((item, at) => all.findIndex((other) => sameValue(other, item)) === at);
  return { winner: 'merged', result, rule: 'rule for this field: everything either side has' };
}

/** Numbers by size, calendar days and moments by time. */
function outermost({ local, external }: Clash, sign: 1 | -1, which: string): Verdict {
  const [ours, theirs] = [sizeOf(local), sizeOf(external)];
  if (ours === undefined || theirs === undefined || ours.kind !== theirs.kind)
    return undecided('these two values have no order');
  const rule = `rule for this field: ${which}`;
  return (theirs.size - ours.size) * sign > 0 ? { winner: 'external', rule } : { winner: 'local', rule };
}

function sizeOf(value: FieldValue): { readonly kind: string; readonly size: number } | undefined {
  if (typeof value === 'number') return { kind: 'number', size: value };
  if (isPlainDate(value)) return { kind: 'day', size: Date.parse(value) };
  const instant = toInstant(value);
  return instant === undefined ? undefined : { kind: 'moment', size: Date.parse(instant) };
}
