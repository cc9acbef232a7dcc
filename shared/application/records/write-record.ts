import { isPlainDate, toInstant } from '../../domain/dates.ts';
import { type Actor, type BritePoolRecord, draft, revise } from '../../domain/record.ts';
import { type FieldSpec, fieldSpec, type ResourceType, resourceFields } from '../../domain/resources.ts';
import { type Fields, type FieldValue, fieldValue, sameValue } from '../../domain/values.ts';
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
  const errors = checkFields(type, write.fields, current?.fields ?? {});
  if (errors.length > 0) return { refused: 'invalid', errors };
  if (write.version !== undefined && write.version !== (current?.version ?? 0)) return movedOn(current);
  const at = deps.clock.now();
  const changes = Object.fromEntries(
    Object.entries(write.fields).filter(
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
    const message = value === null ? undefined : checkValue(spec, value);
    return message === undefined ? [] : [{ pointer, message }];
  });
  const after = { ...current, ...changes };
  const missing = Object.entries(resourceFields[type])
    .filter(([field, spec]) => spec.required === true && fieldValue(after, field) === null)
    .map(([field, spec]) => ({ pointer: `/fields/${field}`, message: `${spec.label} is needed.` }));
  return [...given, ...missing];
}

const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?\[[A-Za-z_]+(\/[A-Za-z_+\-0-9]+)*\]$/;

/** Why the value does not fit the field, or `undefined`. */
function checkValue(spec: FieldSpec, value: FieldValue): string | undefined {
  const checks: { readonly [kind in FieldSpec['kind']]: () => string | undefined } = {
    text: () => (typeof value === 'string' ? undefined : 'Give a text.'),
    number: () => (typeof value === 'number' ? undefined : 'Give a number.'),
    boolean: () => (typeof value === 'boolean' ? undefined : 'Give true or false.'),
    enum: () =>
      typeof value === 'string' && spec.options?.includes(value)
        ? undefined
        : `Give one of ${(spec.options ?? []).join(', ')}.`,
    'plain-date': () => (isPlainDate(value) ? undefined : 'Give a calendar day like 2026-03-01.'),
    instant: () =>
      toInstant(value) === value ? undefined : 'Give a time in UTC like 2026-03-01T10:15:30.000Z.',
    zoned: () =>
      typeof value === 'string' && zoned.test(value)
        ? undefined
        : 'Give a local time with its zone like 2026-03-01T10:00[Europe/Berlin].',
    set: () => (Array.isArray(value) ? undefined : 'Give a list.'),
    reference: () => (typeof value === 'string' ? undefined : 'Give the id of the record.'),
    json: () => undefined,
  };
  return checks[spec.kind]();
}
