import type { FieldExplanation, SyncLog } from './sync-log.ts';

/**
 * The entry of a change that is worked on once more after a try that died: what the first try changed stays told.
 * A field that both tries changed went from where the first found it to where the second left it.
 */
export function amendLog(before: SyncLog, now: SyncLog): SyncLog {
  if (before.id !== now.id || before.changes.length === 0) return now;
  const first = new Map(before.changes.map((change) => [keyOf(change), change]));
  const told = now.changes.map((change) => {
    const known = first.get(keyOf(change));
    return known === undefined ? change : { ...change, before: known.before };
  });
  const still = new Set(told.map(keyOf));
  const changes = [...before.changes.filter((change) => !still.has(keyOf(change))), ...told];
  return now.outcome === 'applied' || now.outcome === 'unchanged'
    ? { ...now, outcome: 'applied', changes }
    : { ...now, changes };
}

/** A change here and one over there are two, though the field is one. */
const keyOf = ({ field, from }: FieldExplanation): string =>
  `${from === 'local' ? 'there' : 'here'} ${field}`;
