import { isPlainDate, toInstant } from './dates.ts';
import type { ExternalData } from './external.ts';
import type { FieldMapping, Transform } from './field-mapping.ts';
import { namedTransform } from './named-transforms.ts';
import { readPath } from './paths.ts';
import { hold, type Reading, shapeOf, value } from './reading.ts';
import { canonicalText, type FieldValue } from './values.ts';
import { canonicalZoned, toZoned, zonedAt } from './zoned.ts';

type ByType<Type extends string> = Extract<Transform, { readonly type: Type }>;

const simple: { readonly [name in Extract<Transform, string>]: (raw: FieldValue) => Reading } = {
  string: (raw) =>
    typeof raw === 'object'
      ? hold(`expected a text, found ${shapeOf(raw)}`)
      : value(String(raw).replaceAll('\r\n', '\n')),
  number: (raw) => {
    const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
    return typeof number === 'number' && Number.isFinite(number)
      ? value(number)
      : hold(`expected a number, found ${shapeOf(raw)}`);
  },
  boolean: (raw) =>
    raw === true || raw === 'true' || raw === 1
      ? value(true)
      : raw === false || raw === 'false' || raw === 0
        ? value(false)
        : hold(`expected yes or no, found ${shapeOf(raw)}`),
  date: (raw) =>
    isPlainDate(raw) ? value(raw) : hold(`expected a calendar day like 2026-03-01, found ${shapeOf(raw)}`),
  instant: (raw) => {
    const instant = toInstant(raw);
    return instant === undefined
      ? hold(`expected a time with its zone, found ${shapeOf(raw)}`)
      : value(instant);
  },
  json: value,
};

/** The value that an external record has for this rule, without a look at our side. Expressions come from outside. */
export function readValue(
  mapping: FieldMapping,
  data: ExternalData,
  lookup: (mapping: FieldMapping, id: string) => string | undefined,
): Reading {
  const raw = readPath(data, mapping.externalField);
  const { transform } = mapping;
  if (raw === null || raw === undefined || raw === '') return value(mapping.defaultValue ?? null);
  if (typeof transform === 'string') return simple[transform](raw);
  if (transform.type === 'enum') return readEnum(transform, raw);
  if (transform.type === 'lookup') return readLookup(mapping, transform, raw, lookup);
  if (transform.type === 'set') return readSet(transform.item, raw);
  if (transform.type === 'zoned') return readZoned(transform, raw, data);
  if (transform.type === 'named') return readNamed(transform, raw);
  return hold('an expression was not evaluated');
}

/** The key under which an enum's table holds an external value. */
export const enumKey = (raw: FieldValue): string =>
  typeof raw === 'object' ? canonicalText(raw) : String(raw);

function readEnum(transform: ByType<'enum'>, raw: FieldValue): Reading {
  const key = enumKey(raw);
  const known = Object.hasOwn(transform.mapping, key) ? transform.mapping[key] : undefined;
  return known === undefined
    ? hold(`unknown value ${JSON.stringify(key)}: say what it means in the field mapping`)
    : value(known);
}

function readLookup(
  mapping: FieldMapping,
  { resourceType }: ByType<'lookup'>,
  raw: FieldValue,
  lookup: (mapping: FieldMapping, id: string) => string | undefined,
): Reading {
  if (typeof raw !== 'string' && typeof raw !== 'number')
    return hold(`expected an id, found ${shapeOf(raw)}`);
  const id = String(raw);
  const known = lookup(mapping, id);
  if (known !== undefined) return value(known);
  return {
    held: `waits for the ${resourceType.toLowerCase()} ${id} to be linked`,
    awaits: { resourceType, id },
  };
}

function readSet(path: string | undefined, raw: FieldValue): Reading {
  if (!Array.isArray(raw)) return hold(`expected a list, found ${shapeOf(raw)}`);
  const picked = raw.map((item: FieldValue) => (path === undefined ? item : (readPath(item, path) ?? null)));
  const present = picked
    .filter((item) => item !== null)
    .sort((a, b) => (canonicalText(a) < canonicalText(b) ? -1 : 1));
  const unique = present.filter(
    (item, at) => at === 0 || canonicalText(item) !== canonicalText(present[at - 1] ?? null),
  );
  return value(unique.length === 0 ? null : unique);
}

function readZoned(transform: ByType<'zoned'>, raw: FieldValue, data: ExternalData): Reading {
  if (typeof raw !== 'string') return hold(`expected a local time, found ${shapeOf(raw)}`);
  const found = zonedOf(transform, raw, data);
  if (found !== undefined) return value(found);
  return hold(
    isPlainDate(raw)
      ? 'a calendar day has no time of day'
      : 'expected a local time with its time zone, found another text',
  );
}

function zonedOf(transform: ByType<'zoned'>, raw: string, data: ExternalData): string | undefined {
  const beside = transform.zoneField === undefined ? undefined : readPath(data, transform.zoneField);
  const zone = typeof beside === 'string' && beside !== '' ? beside : transform.zone;
  const instant = toInstant(raw);
  const whole = canonicalZoned(raw);
  if (whole !== undefined || zone === undefined) return whole;
  return instant === undefined ? toZoned(raw, zone) : zonedAt(instant, zone);
}

function readNamed({ name, target }: ByType<'named'>, raw: FieldValue): Reading {
  const inward = namedTransform(name)?.inward;
  return inward === undefined
    ? hold(`the transform "${name}" cannot be read back`)
    : inward(raw, target ?? '');
}
