import { canonicalFor, misfit } from '../../domain/field-values.ts';
import { contradiction } from '../../domain/participation.ts';
import { type Actor, type BritePoolRecord, draft, revise } from '../../domain/record.ts';
import { fieldSpec, type ResourceType, resourceFields } from '../../domain/resources.ts';
import { type Fields, fieldValue, sameValue } from '../../domain/values.ts';
import type { Clock, RecordStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';

export interface RecordWrite {
  readonly fields: Fields;
  readonly externalSyncEnabled?: boolean;
  readonly version?: number;
}

/**
 * Creates a record or changes the fields given. Values are checked against the kind of each field; a write that
 * changes nothing is answered without one.
 */
export async function writeRecord(
  deps: { readonly records: RecordStore; readonly clock: Clock },
  type: ResourceType,
  id: string,
  write: RecordWrite,
  by: Actor,
): Promise<{ readonly record: BritePoolRecord } | Refusal> {
  const current = await deps.records.get(type, id);
  const given = Object.fromEntries(
    Object.entries(write.fields).map(([field, value]) => [
      field,
      canonicalFor(fieldSpec(type, field), value),
    ]),
  );
  const errors = checkFields(type, given, current?.fields ?? {});
  if (errors.length > 0) return { refused: 'invalid', errors };
  if (write.version !== undefined && write.version !== (current?.version ?? 0)) return movedOn(current);
  const at = deps.clock.now();
  const changes = Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) => !sameValue(value, fieldValue(current?.fields ?? {}, field)),
    ),
  );
  const enabled = write.externalSyncEnabled ?? current?.externalSyncEnabled ?? true;
  if (current !== undefined && Object.keys(changes).length === 0 && enabled === current.externalSyncEnabled) {
    return { record: current };
  }
  const next =
    current === undefined
      ? draft({ resourceType: type, id }, changes, { at, by })
      : revise(current, changes, { at, by });
  const record = { ...next, externalSyncEnabled: enabled };
  return (await deps.records.put(record)) === 'written' ? { record } : movedOn(current);
}

const movedOn = (current: BritePoolRecord | undefined): Refusal => ({
  refused: 'stale',
  message: `The record was changed meanwhile (version ${current?.version ?? 0} was read). Load it again, then repeat your change.`,
});

type FieldError = { readonly pointer: string; readonly message: string };

function checkFields(type: ResourceType, changes: Fields, current: Fields): readonly FieldError[] {
  const given = Object.entries(changes).flatMap(([field, value]): FieldError[] => {
    const spec = fieldSpec(type, field);
    const pointer = `/fields/${field}`;
    if (spec === undefined) return [{ pointer, message: `A ${type.toLowerCase()} has no field "${field}".` }];
    const wanted = misfit(spec, value);
    return wanted === undefined ? [] : [{ pointer, message: `Give ${wanted}.` }];
  });
  const after = { ...current, ...changes };
  const missing = Object.entries(resourceFields[type])
    .filter(([field, spec]) => spec.required === true && fieldValue(after, field) === null)
    .map(([field, spec]) => ({ pointer: `/fields/${field}`, message: `${spec.label} is needed.` }));
  const wrong = type === 'PARTICIPATION_LOG' && given.length === 0 ? contradiction(after) : undefined;
  const contradicting =
    wrong === undefined ? [] : [{ pointer: '/fields/minutes', message: `The times do not agree: ${wrong}.` }];
  return [...given, ...missing, ...contradicting];
}
