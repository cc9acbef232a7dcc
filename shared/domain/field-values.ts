import { isPlainDate, toInstant } from './dates.ts';
import type { FieldSpec } from './resources.ts';
import type { FieldValue } from './values.ts';
import { canonicalZoned } from './zoned.ts';

type Check = (value: FieldValue, spec: FieldSpec) => boolean;

const fits: { readonly [kind in FieldSpec['kind']]: Check } = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  enum: (value, { options }) => typeof value === 'string' && options?.includes(value) === true,
  'plain-date': isPlainDate,
  instant: (value) => typeof value === 'string' && toInstant(value) === value,
  zoned: (value) => typeof value === 'string' && canonicalZoned(value) === value,
  set: (value) => Array.isArray(value),
  reference: (value) => typeof value === 'string',
  json: () => true,
};

const wanted: { readonly [kind in FieldSpec['kind']]: (spec: FieldSpec) => string } = {
  text: () => 'a text',
  number: () => 'a number',
  boolean: () => 'true or false',
  enum: ({ options }) => `one of ${(options ?? []).join(', ')}`,
  'plain-date': () => 'a calendar day like 2026-03-01',
  instant: () => 'a time in UTC like 2026-03-01T10:15:30.000Z',
  zoned: () => 'a local time with its zone like 2026-03-01T10:00[Europe/Berlin]',
  set: () => 'a list',
  reference: () => 'the id of the record',
  json: () => 'anything',
};

/** What the field takes, in words, when the value is not that; `undefined` when it fits. `null` fits every field. */
export const misfit = (spec: FieldSpec, value: FieldValue): string | undefined =>
  value === null || fits[spec.kind](value, spec) ? undefined : wanted[spec.kind](spec);

/** The one spelling of a value that has several; a value that does not fit its field stays as it is. */
export const canonicalFor = (spec: FieldSpec | undefined, value: FieldValue): FieldValue =>
  spec?.kind === 'zoned' && typeof value === 'string' ? (canonicalZoned(value) ?? value) : value;
