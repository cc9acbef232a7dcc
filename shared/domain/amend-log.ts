import type { FieldExplanation, SyncLog } from './sync-log.ts';
import { sameValue } from './values.ts';

/**
 * The entry of a change that is worked on once more after a try that died: what the first try changed stays told.
 * Where the second goes on from what the first left, the two are one step; where somebody changed the field in
 * between, both are told, so that no value goes unmentioned.
 */
export function amendLog(before: SyncLog, now: SyncLog): SyncLog {
  if (before.id !== now.id || before.changes.length === 0) return now;
  const changes = [
    ...before.changes.filter((first) => !now.changes.some((second) => isToldBy(first, second))),
    ...now.changes.map((second) => joined(before.changes, second)),
  ];
  return now.outcome === 'applied' || now.outcome === 'unchanged'
    ? { ...now, outcome: 'applied', changes }
    : { ...now, changes };
}

/** A change here and one over there are two, though the field is one. */
const samePlace = (a: FieldExplanation, b: FieldExplanation): boolean =>
  a.field === b.field && (a.from === 'local') === (b.from === 'local');

const goesOn = (first: FieldExplanation, second: FieldExplanation): boolean =>
  samePlace(first, second) && sameValue(first.after, second.before);

/** The second step contains the first: it goes on from it, or begins where the first began without having got there. */
const isToldBy = (first: FieldExplanation, second: FieldExplanation): boolean =>
  goesOn(first, second) || (samePlace(first, second) && sameValue(first.before, second.before));

function joined(earlier: readonly FieldExplanation[], second: FieldExplanation): FieldExplanation {
  const first = earlier.find((change) => goesOn(change, second));
  return first === undefined ? second : { ...second, before: first.before };
}
