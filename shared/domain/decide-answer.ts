import type { Base, BaseEntry } from './mapping.ts';
import { type FieldRule, flowsInto, type HeldField, reconcile, sameField } from './reconcile.ts';
import type { ResourceType } from './resources.ts';
import type { FieldExplanation } from './sync-log.ts';
import { type Fields, type FieldValue, fieldValue, type Instant } from './values.ts';

export interface AnswerView {
  readonly resourceType: ResourceType;
  readonly rules: readonly FieldRule[];
  readonly base: Base;
  /** Our values as they were sent. */
  readonly sent: Fields;
  /** Our values now. */
  readonly local: Fields;
  /** What the vendor answered, in our words, without what cannot be understood. */
  readonly answer: Fields;
  readonly held: readonly HeldField[];
  readonly at: Instant;
  /**
   * The record was found, not just written: what differs from what we sent may be somebody's edit. `foreign`: it was
   * there before, so the two were never equal and differences are left to the strategy.
   */
  readonly adopted?: 'own' | 'foreign';
}

export interface AnswerPlan {
  readonly base: Base;
  /** Values of ours that become what the vendor made of them. */
  readonly follow: Fields;
  /** Where the vendor keeps something else than was sent, and what that means. */
  readonly notes: readonly FieldExplanation[];
  /** Both sides agree on everything once `follow` is written. */
  readonly settled: boolean;
}

/** Takes the vendor's answer, not our wish, as what was agreed on. Pure. */
export function decideAnswer(view: AnswerView): AnswerPlan {
  const held = new Set(view.held.map(({ field }) => field));
  const fields = Object.keys(view.sent).map((field) => decide(view, field, held.has(field)));
  const entries = fields.flatMap(({ field, entry }) =>
    entry === undefined ? [] : [[field, entry] as const],
  );
  const base = { ...view.base, ...Object.fromEntries(entries) };
  const follow = Object.fromEntries(
    fields.flatMap(({ field, followed }) => (followed === undefined ? [] : [[field, followed] as const])),
  );
  const after = reconcile({ ...view, base, local: { ...view.local, ...follow }, external: view.answer });
  return {
    base,
    follow,
    notes: fields.flatMap(({ note }) => note ?? []),
    settled: after.settled && Object.keys(after.localChanges).length === 0,
  };
}

interface Decided {
  readonly field: string;
  readonly entry?: BaseEntry;
  readonly followed?: FieldValue;
  readonly note?: FieldExplanation;
}

function decide(view: AnswerView, field: string, held: boolean): Decided {
  const rule = view.rules.find((item) => item.field === field);
  const ours = fieldValue(view.sent, field);
  const theirs = fieldValue(view.answer, field);
  const agreed = (value: FieldValue): BaseEntry => ({ value, at: view.at, by: 'local' });
  const same = (a: FieldValue, b: FieldValue) => sameField(view.resourceType, field, a, b);
  if (held || same(ours, theirs)) return { field, entry: agreed(ours) };
  const inward =
    rule !== undefined &&
    flowsInto(view.resourceType, rule) &&
    (theirs !== null || rule.emptyOverwrites === true);
  const differing = { field, entry: { ...agreed(ours), external: theirs, by: 'rule' as const } };
  // What does not flow in is not read back, so nobody can say that the vendor changed it.
  if (!inward) return rule?.direction === 'out' ? differing : { ...differing, note: note(view, field, ours) };
  if (view.adopted === 'foreign') return { field };
  const touched = !same(ours, fieldValue(view.local, field));
  if (touched) return { field, entry: agreed(view.adopted === 'own' ? ours : theirs) };
  const explained: FieldExplanation = {
    ...{ field, before: ours, after: theirs, from: 'external' },
    rule: 'the external system keeps it in this form',
  };
  return { field, entry: agreed(theirs), followed: theirs, note: explained };
}

const note = (view: AnswerView, field: string, ours: FieldValue): FieldExplanation => ({
  field,
  before: ours,
  after: fieldValue(view.answer, field),
  from: 'external',
  rule: 'the external system keeps something else; ours stays as it is',
});
