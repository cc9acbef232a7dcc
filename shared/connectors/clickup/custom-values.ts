import type { DiscoveredField } from '../../domain/look-ups.ts';
import type { FieldValue } from '../../domain/values.ts';
import { dayAt, noonOf } from './days.ts';
import { rejected } from './faults.ts';
import type { Field } from './schema.ts';

type Option = NonNullable<NonNullable<Field['type_config']>['options']>[number];
interface Kind {
  readonly type: DiscoveredField['type'];
  readonly read: (value: FieldValue, field: Field, zone: string) => FieldValue;
  /** The body that sets it; a kind without one is only read. */
  readonly write?: (value: FieldValue, zone: string) => { readonly value: FieldValue };
}

export const optionsOf = ({ type_config }: Field): readonly Option[] => type_config?.options ?? [];
const asIs = (value: FieldValue): FieldValue => value;
const number = (value: FieldValue): FieldValue => {
  const found = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isNaN(found) ? null : found;
};
/** A choice is read by its place in the list of options and written by its id. */
const chosen = (value: FieldValue, field: Field): FieldValue =>
  optionsOf(field).find(({ id, orderindex }) => id === value || orderindex === value)?.id ?? value;
const text: Kind = { type: 'text', read: asIs, write: (value) => ({ value }) };
const amount: Kind = { type: 'number', read: number, write: (value) => ({ value: number(value) }) };

/** https://developer.clickup.com/docs/customfields */
const kinds: { readonly [type: string]: Kind } = {
  ...{ short_text: text, text, url: text, email: text, phone: text },
  ...{ number: amount, currency: amount, emoji: amount },
  checkbox: {
    type: 'boolean',
    read: (value) => value === true || value === 'true',
    write: (value) => ({ value: value === true }),
  },
  date: {
    type: 'date',
    read: (value, _field, zone) => {
      const ms = number(value);
      return typeof ms === 'number' ? dayAt(ms, zone) : null;
    },
    write: (value, zone) => ({ value: noonOf(value, zone), value_options: { time: false } }),
  },
  drop_down: { type: 'choice', read: chosen, write: (value) => ({ value }) },
  labels: { type: 'choices', read: asIs, write: (value) => ({ value: Array.isArray(value) ? value : [] }) },
};
const other: Kind = { type: 'other', read: asIs };

export const kindOf = ({ type }: Field): Kind => kinds[type] ?? other;

/** Values by the id of their field, so that a mapping names one as `custom.<id>`. */
export const valuesOf = (
  fields: readonly Field[] | null | undefined,
  zone: string,
): { readonly [id: string]: FieldValue } =>
  Object.fromEntries(
    (fields ?? []).map((field) => {
      const { id, value } = field;
      return [id, value == null || value === '' ? null : kindOf(field).read(value, field, zone)];
    }),
  );

/** How the field is set to this value; `clear` where it is emptied. */
export function settingOf(fields: readonly Field[], id: string, value: FieldValue, zone: string) {
  const field = fields.find((item) => item.id === id);
  const write = field === undefined ? undefined : kindOf(field).write;
  if (write === undefined) throw rejected(`ClickUp has no field ${id} on this List that can be written.`);
  return value === null || value === '' ? ('clear' as const) : write(value, zone);
}
