import { type FieldExplanation, keepTries, type SyncLog } from './sync-log.ts';
import { sameValue } from './values.ts';

/**
 * The entry of a change that is worked on once more after a try that failed or died: what the first try changed stays
 * told, and so do the tries that failed. Where the second goes on from what the first left, the two are one step; where
 * somebody changed the field in between, both are told, so that no value goes unmentioned.
 */
export const amendLog = (before: SyncLog, now: SyncLog): SyncLog =>
  before.id === now.id ? keepTries(before, withChanges(before, now)) : now;

function withChanges(before: SyncLog, now: SyncLog): SyncLog {
  if (before.changes.length === 0) return now;
  const changes = [
    ...before.changes.filter((first) => !now.changes.some((second) => isToldBy(first, second))),
    ...now.changes
      .filter((second) => !before.changes.some((first) => isAgreementOn(first, second)))
      .map((second) => joined(before.changes, second)),
  ];
  if (now.outcome !== 'unchanged') return { ...now, changes };
  return { ...now, outcome: before.outcome === 'unchanged' ? 'unchanged' : 'applied', changes };
}

/** A change here and one over there are two, though the field is one. */
const samePlace = (a: FieldExplanation, b: FieldExplanation): boolean =>
  a.field === b.field && (a.from === 'local') === (b.from === 'local');

const goesOn = (first: FieldExplanation, second: FieldExplanation): boolean =>
  samePlace(first, second) && sameValue(first.after, second.before);

/** The second step contains the first: it goes on from it, or begins where the first began without having got there. */
const isToldBy = (first: FieldExplanation, second: FieldExplanation): boolean =>
  goesOn(first, second) || (samePlace(first, second) && sameValue(first.before, second.before));

/** The first try wrote one side; the second finds that both have the value now. */
const isAgreementOn = (first: FieldExplanation, second: FieldExplanation): boolean =>
  first.field === second.field &&
  !samePlace(first, second) &&
  sameValue(first.before, second.before) &&
  sameValue(first.after, second.after);

function joined(earlier: readonly FieldExplanation[], second: FieldExplanation): FieldExplanation {
  const first = earlier.find((change) => goesOn(change, second));
  return first === undefined ? second : { ...second, before: first.before };
}
