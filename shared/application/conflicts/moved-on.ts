import type { ConflictingField, ConflictResolution } from '../../domain/conflict.ts';
import { type FieldValue, sameValue } from '../../domain/values.ts';
import type { Refusal } from '../refusal.ts';

type Stale = Extract<Refusal, { refused: 'stale' }>;
type Change = NonNullable<Stale['changes']>[number];

/** Why an act on a conflict as it was `shown` is not carried out, now that it is something else. */
export function movedOn(shown: ConflictResolution | undefined, now: ConflictResolution | undefined): Stale {
  if (now === undefined) return stale('The conflict is gone together with its integration.');
  if (now.status === 'AUTO_RESOLVED')
    return stale('Nobody has to decide any more: the two sides became equal.');
  if (now.status === 'RESOLVED')
    return stale(`${now.resolvedBy ?? 'Somebody'} decided this conflict meanwhile.`);
  const changes = shown === undefined ? [] : changesBetween(shown.fields, now.fields);
  return {
    ...stale('A value changed since the conflict was shown. It is open again with the new values.'),
    ...(changes.length === 0 ? {} : { changes }),
  };
}

export const stale = (message: string): Stale => ({ refused: 'stale', message });

function changesBetween(
  shown: readonly ConflictingField[],
  now: readonly ConflictingField[],
): readonly Change[] {
  const gone = shown
    .filter(({ field }) => !now.some((item) => item.field === field))
    .map(({ field }) => ({ pointer: `/fields/${field}`, message: 'Both sides agree on it now.' }));
  const changed = now.flatMap((field): Change[] => {
    const before = shown.find((item) => item.field === field.field);
    const pointer = `/fields/${field.field}`;
    if (before === undefined) return [{ pointer, message: 'It clashes now too.' }];
    return [
      ...told(pointer, 'BritePool', before.local.value, field.local.value),
      ...told(pointer, 'the external system', before.external.value, field.external.value),
    ];
  });
  return [...gone, ...changed];
}

const told = (pointer: string, where: string, before: FieldValue, now: FieldValue): Change[] =>
  sameValue(before, now)
    ? []
    : [{ pointer, message: `The value in ${where} is now ${JSON.stringify(now)}.` }];
