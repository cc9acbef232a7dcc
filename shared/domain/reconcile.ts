import { type ClashPolicy, settleClash, type Verdict } from './clash.ts';
import type { Base, BaseEntry } from './mapping.ts';
import { fieldSpec, type ResourceType } from './resources.ts';
import {
  canonicalText,
  type Fields,
  type FieldValue,
  fieldValue,
  type Instant,
  sameValue,
} from './values.ts';

/** How one field may move, as the field mapping says. */
export interface FieldRule {
  readonly field: string;
  readonly direction: 'both' | 'in' | 'out';
  readonly emptyOverwrites?: boolean;
  readonly allowPrivileged?: boolean;
}

/** A field whose external value cannot be understood: it waits, the record does not. */
export interface HeldField {
  readonly field: string;
  readonly reason: string;
}

export interface ReconcileInput {
  readonly resourceType: ResourceType;
  readonly rules: readonly FieldRule[];
  readonly base: Base;
  /** Our values now; `null` when there is no record yet. */
  readonly local: Fields | null;
  /** The external values now, in canonical form. */
  readonly external: Fields;
  readonly held: readonly HeldField[];
  readonly at: Instant;
  /**
   * Whether our value was taken over from there by a write that did not get as far as the base, and nobody changed it
   * since: then nothing moved here.
   */
  readonly taken?: (field: string) => boolean;
  /** What a person decided about clashing fields and nobody carried out yet. */
  readonly decided?: { readonly [field: string]: DecidedField };
  /** What an admin gave for fields that the external record leaves open. */
  readonly given?: { readonly [field: string]: GivenField };
  /** How a field is decided that both sides changed; without it a person decides. */
  readonly clashes?: ClashPolicy & {
    /** When our present value of a field was written. */
    readonly localAt: (field: string) => Instant | undefined;
    /** When the external record changed, by our clock. */
    readonly externalAt: Instant | undefined;
  };
}

/** What an admin says a field of ours is, because the external record does not say it. */
export interface GivenField {
  readonly value: FieldValue;
  readonly rule: string;
}

/** A person's decision about one field, with the two values that it was made on. */
export interface DecidedField {
  readonly value: FieldValue;
  /** The external system gets it too; otherwise the two sides are agreed to differ. */
  readonly push: boolean;
  readonly local: FieldValue;
  readonly external: FieldValue;
  readonly rule: string;
}

/**
 * `agree` both sides have it · `take` ours becomes the external value · `push` theirs becomes ours · `merge` both
 * become the merged set · `clash` both moved to different values · `hold` waits for a person or another record ·
 * `keep` nothing may or needs to move.
 */
export interface FieldDecision {
  readonly field: string;
  readonly act: 'agree' | 'take' | 'push' | 'merge' | 'clash' | 'hold' | 'keep';
  readonly base: FieldValue;
  readonly local: FieldValue;
  readonly external: FieldValue;
  readonly result: FieldValue;
  /** The external value agreed to beside a different `result` of ours: a merged value that cannot be sent back. */
  readonly differing?: FieldValue;
  /** Both sides had changed it and the strategy or a person decided. */
  readonly settledClash?: true;
  /** The two values that a person decided between. */
  readonly between?: { readonly local: FieldValue; readonly external: FieldValue };
  /** The rule that decided, in words an admin can read. */
  readonly rule: string;
}

export interface Plan {
  readonly decisions: readonly FieldDecision[];
  /** What our record gets. */
  readonly localChanges: Fields;
  /** What the external record gets, in canonical form. */
  readonly externalChanges: Fields;
  /** The base once `localChanges` are written; pushed fields enter it only after the vendor answered. */
  readonly base: Base;
  /** Nothing waits, clashes or is still to be pushed: the external state as seen needs no second look. */
  readonly settled: boolean;
}

/** The fields of ours that become what the external system has, unmerged. */
export const takenFields = ({ decisions }: Plan): readonly string[] =>
  decisions
    .filter(({ act, result, external }) => act === 'take' && sameValue(result, external))
    .map(({ field }) => field);

/** Whether external values of this field may become ours. */
export const flowsInto = (type: ResourceType, rule: FieldRule): boolean =>
  rule.direction !== 'out' &&
  (rule.allowPrivileged === true || fieldSpec(type, rule.field)?.privileged !== true);

/** Three-way merge of every mapped field. Pure: the same input gives the same plan. */
export function reconcile(input: ReconcileInput): Plan {
  const held = new Map(input.held.map((item) => [item.field, item.reason]));
  const decisions = input.rules.map((rule) => decide(input, rule, held.get(rule.field)));
  const same = (item: FieldDecision, side: FieldValue) =>
    sameField(input.resourceType, item.field, side, item.result);
  const acts = (...wanted: readonly FieldDecision['act'][]) =>
    decisions.filter((item) => wanted.includes(item.act));
  return {
    decisions,
    localChanges: resultsOf(acts('take', 'merge').filter((item) => !same(item, item.local))),
    externalChanges: resultsOf(acts('push', 'merge').filter((item) => !same(item, item.external))),
    base: nextBase(input, decisions),
    settled: acts('clash', 'hold', 'push', 'merge').length === 0,
  };
}

function decide(input: ReconcileInput, rule: FieldRule, heldBecause: string | undefined): FieldDecision {
  const agreed = input.base[rule.field];
  const base = agreed?.value ?? null;
  const theirs = agreed?.external === undefined ? base : agreed.external;
  const local = input.local === null ? null : fieldValue(input.local, rule.field);
  const external = fieldValue(input.external, rule.field);
  const say = (act: FieldDecision['act'], result: FieldValue, why: string): FieldDecision => ({
    field: rule.field,
    act,
    base,
    local,
    external,
    result,
    rule: why,
  });
  const same = (a: FieldValue, b: FieldValue) => sameField(input.resourceType, rule.field, a, b);
  if (heldBecause !== undefined) return say('hold', local, heldBecause);
  const answer = givenFor(input, rule.field);
  if (answer !== undefined && !(same(local, answer.value) && same(base, local) && same(external, theirs)))
    return { ...say('take', answer.value, answer.rule), differing: external };
  const decision = decisionOn(input, rule.field, local, external);
  if (decision !== undefined) return carryOut(decision);
  if (same(local, external)) return say('agree', local, 'both sides have this value');
  const inward = flowsInto(input.resourceType, rule);
  const outward = rule.direction !== 'in';
  if (input.local === null) {
    return inward
      ? say('take', external, 'new here')
      : say('keep', local, 'this field does not flow into BritePool');
  }
  if (same(local, base) && same(external, theirs))
    return say('keep', local, 'it was decided that they differ');
  if (same(local, base) || input.taken?.(rule.field) === true) return externalMoved();
  if (same(external, theirs)) return localMoved();
  return bothMoved();

  function carryOut({ value, push, rule: why, local: ours, external: theirs }: DecidedField): FieldDecision {
    const sent = push && rule.direction !== 'in' && !same(external, value);
    const act = sent ? (same(local, value) ? 'push' : 'merge') : same(local, external) ? 'agree' : 'take';
    const known = {
      ...say(act, value, why),
      settledClash: true,
      between: { local: ours, external: theirs },
    } as const;
    return sent || same(external, value) ? known : { ...known, differing: external };
  }
  function externalMoved(): FieldDecision {
    if (!inward) return say('keep', local, 'this field does not flow into BritePool');
    if (external === null && rule.emptyOverwrites !== true)
      return say('keep', local, 'an empty value does not overwrite');
    return say('take', external, 'changed in the external system only');
  }
  function localMoved(): FieldDecision {
    if (!outward) return say('keep', local, 'this field does not flow out of BritePool');
    if (local === null && rule.emptyOverwrites !== true)
      return say('keep', local, 'an empty value does not overwrite');
    return say('push', local, 'changed in BritePool only');
  }
  function bothMoved(): FieldDecision {
    if (!inward || (external === null && rule.emptyOverwrites !== true)) return localMoved();
    if (local === null && rule.emptyOverwrites !== true) return externalMoved();
    if (fieldSpec(input.resourceType, rule.field)?.kind === 'set' && outward)
      return say('merge', mergeSets(base, local, external), 'additions and removals of both sides');
    return settled(verdictOn(input, rule.field, local, external));
  }
  function settled(verdict: Verdict): FieldDecision {
    if (verdict.winner === 'undecided') return say('clash', local, verdict.rule);
    return { ...decided(verdict), settledClash: true };
  }
  function decided(verdict: Exclude<Verdict, { winner: 'undecided' }>): FieldDecision {
    if (verdict.winner === 'external') return say('take', external, verdict.rule);
    if (verdict.winner === 'local') return say(outward ? 'push' : 'keep', local, verdict.rule);
    if (outward) return say('merge', verdict.result, verdict.rule);
    return { ...say('take', verdict.result, verdict.rule), differing: external };
  }
}

/** The decision, as long as each side has the value that it was made on or already the one decided. */
function decisionOn(
  input: ReconcileInput,
  field: string,
  local: FieldValue,
  external: FieldValue,
): DecidedField | undefined {
  if (input.decided === undefined || !Object.hasOwn(input.decided, field)) return undefined;
  const made = input.decided[field];
  if (made === undefined) return undefined;
  const is = (now: FieldValue, ...known: readonly FieldValue[]) =>
    known.some((value) => sameField(input.resourceType, field, now, value));
  return is(local, made.local, made.value) && is(external, made.external, made.value) ? made : undefined;
}

const givenFor = ({ given }: ReconcileInput, field: string): GivenField | undefined =>
  given !== undefined && Object.hasOwn(given, field) ? given[field] : undefined;

function verdictOn(input: ReconcileInput, field: string, local: FieldValue, external: FieldValue): Verdict {
  if (input.clashes === undefined)
    return { winner: 'undecided', rule: 'both sides changed it to different values' };
  const { localAt, externalAt, ...policy } = input.clashes;
  return settleClash({ field, local, external, localAt: localAt(field), externalAt }, policy);
}

const items = (value: FieldValue): readonly FieldValue[] =>
  Array.isArray(value) ? value : value === null ? [] : [value];
/** Equal values of one field; the order of a set's items is no difference. */
export const sameField = (type: ResourceType, field: string, a: FieldValue, b: FieldValue): boolean =>
  fieldSpec(type, field)?.kind === 'set' ? sameValue(anyOrder(a), anyOrder(b)) : sameValue(a, b);
const anyOrder = (value: FieldValue): FieldValue =>
  Array.isArray(value) ? value.map(canonicalText).sort() : value;
const contains = (list: readonly FieldValue[], item: FieldValue) =>
  list.some((other) => sameValue(other, item));

/** Base plus what either side added, minus what either side removed; order: base, then local, then external. */
export function mergeSets(base: FieldValue, local: FieldValue, external: FieldValue): FieldValue {
  const [b, l, e] = [items(base), items(local), items(external)];
  const kept = b.filter((item) => contains(l, item) && contains(e, item));
  const added = [...l, ...e].filter((item) => !contains(b, item));
  const merged = [...kept, ...added].filter(
    (item, at, all) => all.findIndex((other) => sameValue(other, item)) === at,
  );
  return merged.length === 0 ? null : merged;
}

const resultsOf = (decisions: readonly FieldDecision[]): Fields =>
  Object.fromEntries(decisions.map((item) => [item.field, item.result]));

function nextBase(input: ReconcileInput, decisions: readonly FieldDecision[]): Base {
  // What our record has not (any more) is no edit of ours, though it was agreed on before.
  const before = input.local === null ? {} : input.base;
  const entries = decisions.flatMap((item): [string, BaseEntry][] => {
    if (item.act !== 'agree' && item.act !== 'take') return [];
    const known = before[item.field];
    const { result: value, differing } = item;
    const asKnown = known?.external === undefined && differing === undefined;
    if (asKnown && known !== undefined && sameValue(known.value, value)) return [];
    if (asKnown && known === undefined && value === null) return [];
    const by = differing !== undefined ? 'rule' : item.act === 'take' ? 'external' : 'both';
    const entry = { value, at: input.at, by } as const;
    return [[item.field, differing === undefined ? entry : { ...entry, external: differing }]];
  });
  return entries.length === 0 ? before : { ...before, ...Object.fromEntries(entries) };
}
