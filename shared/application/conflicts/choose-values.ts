import type { ConflictResolution } from '../../domain/conflict.ts';
import { type ConflictChoice, valuesChosen } from '../../domain/conflict-choice.ts';
import { type Fields, fieldValue, sameValue } from '../../domain/values.ts';
import { checkFields } from '../records/check-fields.ts';
import type { Refusal } from '../refusal.ts';
import { fieldMappingOf } from '../sync/context.ts';
import { outward } from '../sync/outward.ts';
import type { ConflictDeps } from './deps.ts';
import type { ConflictPair } from './read-pair.ts';

/**
 * The values that a choice gives to the clashing fields, checked like any other write to the record; a value that is
 * to be pushed must have a form in the external system.
 */
export async function chooseValues(
  deps: ConflictDeps,
  pair: ConflictPair,
  conflict: ConflictResolution,
  choice: ConflictChoice,
): Promise<{ readonly values: Fields } | Refusal> {
  const chosen = valuesChosen(conflict, choice);
  if ('errors' in chosen) return { refused: 'invalid', errors: chosen.errors };
  const { fields } = pair.record;
  const changes = Object.fromEntries(
    Object.entries(chosen.values).filter(([field, value]) => !sameValue(value, fieldValue(fields, field))),
  );
  const checked = checkFields(conflict.resourceType, changes, fields);
  if ('errors' in checked) return { refused: 'invalid', errors: checked.errors.map(named) };
  const values = { ...chosen.values, ...checked.fields };
  const unsendable = choice.push ? await heldOutward(deps, pair, conflict, values) : [];
  return unsendable.length > 0 ? { refused: 'invalid', errors: unsendable } : { values };
}

const named = ({ pointer, message }: { pointer: string; message: string }) => ({
  pointer: pointer.replace(/^\/fields\//, '/resolvedData/'),
  message,
});

async function heldOutward(
  deps: ConflictDeps,
  { context, record }: ConflictPair,
  conflict: ConflictResolution,
  values: Fields,
): Promise<readonly { readonly pointer: string; readonly message: string }[]> {
  const set = fieldMappingOf(context, conflict.resourceType);
  const sent = Object.fromEntries(
    conflict.fields
      .filter(({ field, external }) => !sameValue(fieldValue(values, field), external.value))
      .map(({ field }) => [field, fieldValue(values, field)]),
  );
  const { held } = await outward(deps, context.integration.id, set, sent, { ...record.fields, ...values });
  return held.map(({ field, reason }) => ({
    pointer: `/resolvedData/${field}`,
    message: `It cannot be sent to the external system (${reason}); resolve it without sending.`,
  }));
}
