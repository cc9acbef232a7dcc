import { isPlainDate, toInstant } from './dates.ts';
import type { ExternalData } from './external.ts';
import type { FieldMapping, FieldMappingSet, Transform } from './field-mapping.ts';
import { readPath, writePath } from './paths.ts';
import type { HeldField } from './reconcile.ts';
import { canonicalText, type Fields, type FieldValue, fieldValue } from './values.ts';

/** What translation needs to know beyond the record: resolved ids and evaluated expressions. */
export interface Knowledge {
  /** Our id for an external one (inward), or theirs for ours (outward); `undefined` while there is no pair. */
  readonly lookup: (mapping: FieldMapping, id: string) => string | undefined;
  /** Result of the mapping's expression on this record. */
  readonly expression: (mapping: FieldMapping) => FieldValue;
}

export interface Translation {
  readonly fields: Fields;
  readonly held: readonly HeldField[];
  /** Paths of required values that are missing: such a record is rejected as a whole. */
  readonly missing: readonly string[];
}

type Reading = { readonly value: FieldValue } | { readonly held: string };
const value = (result: FieldValue): Reading => ({ value: result });
const hold = (reason: string): Reading => ({ held: reason });

/**
 * An external record in our words. `local` is our side of the pair: where several of our values share one external
 * value (TODO and BLOCKED are both "not completed"), ours is kept as long as it still fits.
 */
export function translateInward(
  set: FieldMappingSet,
  data: ExternalData,
  local: Fields | null,
  knowledge: Knowledge,
): Translation {
  const fields: Record<string, FieldValue> = {};
  const held: HeldField[] = [];
  const missing: string[] = [];
  for (const mapping of set.fields.filter((item) => item.direction !== 'out')) {
    const reading = readInward(mapping, data, local, knowledge);
    if ('held' in reading) held.push({ field: mapping.internalField, reason: reading.held });
    else if (reading.value === null && mapping.required === true) missing.push(mapping.externalField);
    else fields[mapping.internalField] = reading.value;
  }
  return { fields, held, missing };
}

function readInward(
  mapping: FieldMapping,
  data: ExternalData,
  local: Fields | null,
  knowledge: Knowledge,
): Reading {
  const raw = readPath(data, mapping.externalField);
  const { transform } = mapping;
  if (typeof transform === 'object' && transform.type === 'expression')
    return value(knowledge.expression(mapping));
  if (raw === null || raw === undefined || raw === '') return value(mapping.defaultValue ?? null);
  if (typeof transform === 'string') return simple[transform](raw);
  if (transform.type === 'enum')
    return readEnum(transform, raw, local === null ? null : fieldValue(local, mapping.internalField));
  if (transform.type === 'lookup') return readLookup(mapping, transform.resourceType, raw, knowledge);
  if (transform.type === 'set') return readSet(transform.item, raw);
  return named(transform.name, raw);
}

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

function readEnum(
  transform: Extract<Transform, { type: 'enum' }>,
  raw: FieldValue,
  local: FieldValue,
): Reading {
  const key = typeof raw === 'object' ? canonicalText(raw) : String(raw);
  const localFits = typeof local === 'string' && ownEntry(transform.outward, local) === key;
  if (localFits) return value(local);
  const known = ownEntry(transform.mapping, key);
  return known === undefined
    ? hold(`unknown value ${JSON.stringify(key)}: say what it means in the field mapping`)
    : value(known);
}

function readLookup(mapping: FieldMapping, target: string, raw: FieldValue, knowledge: Knowledge): Reading {
  if (typeof raw !== 'string' && typeof raw !== 'number')
    return hold(`expected an id, found ${shapeOf(raw)}`);
  const known = knowledge.lookup(mapping, String(raw));
  return known === undefined
    ? hold(`waits for the ${target.toLowerCase()} ${String(raw)} to be linked`)
    : value(known);
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

function named(name: string, raw: FieldValue): Reading {
  const factor = name === 'epochSeconds' ? 1000 : name === 'epochMilliseconds' ? 1 : undefined;
  const time = new Date(typeof raw === 'number' && factor !== undefined ? raw * factor : Number.NaN);
  if (!Number.isNaN(time.getTime())) return value(time.toISOString());
  return hold(`the transform "${name}" does not apply to ${shapeOf(raw)}`);
}

/** What the vendor is sent for `changes`; fields that cannot be expressed there are held. */
export function translateOutward(
  set: FieldMappingSet,
  changes: Fields,
  knowledge: Knowledge,
): { readonly data: ExternalData; readonly held: readonly HeldField[] } {
  let data: ExternalData = {};
  const held: HeldField[] = [];
  for (const mapping of set.fields.filter(
    (item) => item.direction !== 'in' && Object.hasOwn(changes, item.internalField),
  )) {
    const reading = writeOutward(mapping, fieldValue(changes, mapping.internalField), knowledge);
    if ('held' in reading) held.push({ field: mapping.internalField, reason: reading.held });
    else data = writePath(data, mapping.externalField, reading.value);
  }
  return { data, held };
}

function writeOutward(mapping: FieldMapping, ours: FieldValue, knowledge: Knowledge): Reading {
  const { transform } = mapping;
  if (typeof transform === 'string' || ours === null) return value(ours);
  if (transform.type === 'enum') return writeEnum(transform, ours);
  if (transform.type === 'expression') return value(knowledge.expression(mapping));
  if (transform.type === 'lookup') {
    const known = knowledge.lookup(mapping, String(ours));
    return known === undefined
      ? hold('waits until the other record exists in the external system')
      : value(known);
  }
  return hold('this field cannot be written to the external system');
}

function writeEnum(transform: Extract<Transform, { type: 'enum' }>, ours: FieldValue): Reading {
  const explicit = ownEntry(transform.outward, String(ours));
  const key = explicit ?? Object.entries(transform.mapping).find(([, internal]) => internal === ours)?.[0];
  if (key === undefined) return hold(`the external system has no value for ${String(ours)}`);
  return value(key === 'true' ? true : key === 'false' ? false : key);
}

const ownEntry = (
  entries: { readonly [key: string]: string } | undefined,
  key: string,
): string | undefined => (entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined);

const shapeOf = (raw: FieldValue): string =>
  raw === null
    ? 'nothing'
    : Array.isArray(raw)
      ? 'a list'
      : typeof raw === 'object'
        ? 'an object'
        : `a ${typeof raw}`;
