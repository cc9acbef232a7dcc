import { canonicalFor, misfit } from '../../domain/field-values.ts';
import { contradiction } from '../../domain/participation.ts';
import { fieldSpec, type ResourceType, resourceFields } from '../../domain/resources.ts';
import { type Fields, fieldValue } from '../../domain/values.ts';

export interface FieldError {
  readonly pointer: string;
  readonly message: string;
}

/** The changes in canonical form, or what is wrong with them or with the record that they would make. */
export function checkFields(
  type: ResourceType,
  changes: Fields,
  current: Fields,
): { readonly fields: Fields } | { readonly errors: readonly FieldError[] } {
  const fields = Object.fromEntries(
    Object.entries(changes).map(([field, value]) => [field, canonicalFor(fieldSpec(type, field), value)]),
  );
  const errors = errorsOf(type, fields, current);
  return errors.length > 0 ? { errors } : { fields };
}

function errorsOf(type: ResourceType, changes: Fields, current: Fields): readonly FieldError[] {
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
