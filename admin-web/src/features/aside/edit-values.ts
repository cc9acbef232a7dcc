import { type FieldSpec, resourceFields } from '../../../../shared/domain/resources.ts';
import type { Edit, ParkedDetail } from './requests/parked.ts';

type Kind = ParkedDetail['resourceType'];
type Value = Edit['values'][string];

/** A field that can be typed, with its kind. */
export interface EditableField extends Pick<FieldSpec, 'kind' | 'label' | 'options'> {
  readonly field: string;
}

/** The fields of a kind of record that a person can type; structures are left to the platform. */
export const editableFields = (type: Kind): readonly EditableField[] =>
  Object.entries(resourceFields[type]).flatMap(([field, { kind, label, options, readOnly }]) =>
    readOnly === true || kind === 'json'
      ? []
      : [{ field, kind, label, ...(options === undefined ? {} : { options }) }],
  );

/** A value as it stands in a field to type in; nothing is an empty text. */
export function typedOf(value: Value | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What was typed as a value of the field; what does not fit is sent as it is, and the service says what is wrong. */
export function readTyped(kind: FieldSpec['kind'], typed: string): Value {
  const text = typed.trim();
  if (text === '') return kind === 'set' ? [] : null;
  if (kind === 'set') return text.split(',').flatMap((part) => part.trim() || []);
  if (kind === 'boolean') return text === 'true';
  if (kind === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  return text;
}

/** Only what the admin changed, by field. */
export const changedValues = (
  fields: readonly EditableField[],
  start: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
): Edit['values'] =>
  Object.fromEntries(
    fields.flatMap(({ field, kind }) => {
      const [before = '', now = ''] = [start[field], typed[field]];
      return before === now ? [] : [[field, readTyped(kind, now)]];
    }),
  );
