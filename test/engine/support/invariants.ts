import type { FieldValue } from '../../../shared/domain/values.ts';
import type { Edit, History } from './history.ts';
import { editedFields } from './steps.ts';

/** Every way in which the two sides are not what a careful clerk would have left behind; empty when all is well. */
export function complaints(history: History): readonly string[] {
  return [...unequalFields(history), ...wrongPairs(history), ...lostEdits(history)];
}

/** Both sides end equal, unless a person still has to decide about the field. */
export function unequalFields(history: History): readonly string[] {
  return history.mappings().flatMap((mapping) => {
    const waiting = [...history.world.memory.conflicts.values()]
      .filter(({ id, status }) => id === mapping.conflictId && status === 'PENDING')
      .flatMap(({ fields }) => fields.map(({ field }) => field));
    return editedFields
      .filter((field) => !waiting.includes(field))
      .filter((field) => history.ours(mapping, field) !== history.theirs(mapping, field))
      .map(
        (field) =>
          `${mapping.externalId} ${field}: here ${text(history.ours(mapping, field))}, there ${text(history.theirs(mapping, field))}`,
      );
  });
}

/** Every record of either side has exactly one partner, and each side has as many as people have made. */
export function wrongPairs(history: History): readonly string[] {
  const { records } = history.world.memory;
  const ours = [...records.values()]
    .filter(({ resourceType }) => resourceType === 'TASK')
    .map(({ id }) => id);
  const theirs = [...history.world.vendor.records.keys()];
  const mappings = history.mappings();
  const miscounted = (side: string, ids: readonly string[]) =>
    ids.length === history.made ? [] : [`people made ${history.made} tasks, ${ids.length} are ${side}`];
  return [
    ...miscounted('here', ours),
    ...miscounted('there', theirs),
    ...ours
      .filter((id) => mappings.filter((mapping) => mapping.internalId === id).length !== 1)
      .map((id) => `${id} has no partner or several`),
    ...theirs
      .filter((id) => mappings.filter((mapping) => mapping.externalId === id).length !== 1)
      .map((id) => `${id} has no partner or several`),
  ];
}

/**
 * The last thing typed into a field on a side is what stands there now, or what a log entry names as the value that
 * was replaced, or what a pending conflict shows.
 */
export function lostEdits(history: History): readonly string[] {
  const named = new Set<string>();
  for (const log of history.world.memory.logs.values())
    for (const { field, before, agreed = null } of log.changes)
      for (const value of [before, agreed]) named.add(`${field} ${text(value)}`);
  for (const conflict of history.world.memory.conflicts.values())
    for (const { field, base, local, external } of conflict.fields)
      for (const value of [base, local.value, external.value]) named.add(`${field} ${text(value)}`);
  return lastEdits(history.edits)
    .filter(
      ({ field, value }) => !named.has(`${field} ${text(value)}`) && !standsSomewhere(history, field, value),
    )
    .map(
      ({ side, recordId, field, value }) => `"${value}", typed ${side} into ${field} of ${recordId}, is lost`,
    );
}

const standsSomewhere = (history: History, field: Edit['field'], value: string): boolean =>
  history
    .mappings()
    .some((mapping) => history.ours(mapping, field) === value || history.theirs(mapping, field) === value);

const lastEdits = (edits: readonly Edit[]): readonly Edit[] => [
  ...new Map(edits.map((edit) => [`${edit.side} ${edit.recordId} ${edit.field}`, edit])).values(),
];

const text = (value: FieldValue): string => JSON.stringify(value);
