/**
 * A canonical value: JSON without `undefined`. Absent and empty are one thing (`null`), so that a provider that
 * omits a field and one that sends `""` do not differ.
 */
export type FieldValue =
  | null
  | string
  | number
  | boolean
  | readonly FieldValue[]
  | { readonly [key: string]: FieldValue };

/** Canonical field name (`title`, `profile.totalEquityUnits`) → value. A missing key means `null`. */
export type Fields = { readonly [field: string]: FieldValue };

/** Time instant, ISO 8601 UTC with milliseconds: `2026-03-01T10:15:30.123Z`. */
export type Instant = string;

const isObject = (value: FieldValue): value is { readonly [key: string]: FieldValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text that is equal for equal values whatever their key order; the input of every hash. */
export function canonicalText(value: FieldValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`).join(',')}}`;
}

export const sameValue = (a: FieldValue, b: FieldValue): boolean =>
  a === b || canonicalText(a) === canonicalText(b);

/** The value of a field; an absent field, `""` and `[]` are all `null`. */
export function fieldValue(fields: Fields, field: string): FieldValue {
  const value = Object.hasOwn(fields, field) ? fields[field] : null;
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
}
