import type { ExternalData } from './external.ts';
import type { FieldMapping, Transform } from './field-mapping.ts';
import { namedTransform } from './named-transforms.ts';
import { writePath } from './paths.ts';
import { type Held, hold, type Reading, shapeOf, value } from './reading.ts';
import type { FieldValue } from './values.ts';
import { instantOfZoned, partsOfZoned, zonedAt } from './zoned.ts';

type ByType<Type extends string> = Extract<Transform, { readonly type: Type }>;
type Places = readonly { readonly path: string; readonly value: FieldValue }[];

/** The external values that say ours, each with its place, or why they cannot. Expressions come from outside. */
export type Writing = { readonly places: Places } | Held;

export function writeValue(
  mapping: FieldMapping,
  ours: FieldValue,
  lookup: (mapping: FieldMapping, id: string) => string | undefined,
): Writing {
  const { transform, externalField: path } = mapping;
  const here = (reading: Reading): Writing =>
    'value' in reading ? { places: [{ path, value: reading.value }] } : reading;
  if (typeof transform === 'string') return here(value(ours));
  if (transform.type === 'set') return here(writeSet(transform, ours));
  if (ours === null) return here(value(null));
  if (transform.type === 'enum') return here(writeEnum(transform, ours));
  if (transform.type === 'lookup') return here(writeLookup(mapping, transform, ours, lookup));
  if (transform.type === 'zoned') return writeZoned(transform, path, ours);
  if (transform.type === 'named') return here(writeNamed(transform, ours));
  return hold('an expression was not evaluated');
}

/** `data` with every place filled. */
export const fill = (data: ExternalData, places: Places): ExternalData =>
  places.reduce((filled, { path, value: written }) => writePath(filled, path, written), data);

function writeEnum(transform: ByType<'enum'>, ours: FieldValue): Reading {
  const { mapping, outward = {}, writeAs } = transform;
  const explicit = Object.hasOwn(outward, String(ours)) ? outward[String(ours)] : undefined;
  const key = explicit ?? Object.entries(mapping).find(([, internal]) => internal === ours)?.[0];
  if (key === undefined) return hold(`the external system has no value for ${String(ours)}`);
  if (writeAs === 'text') return value(key);
  if (writeAs === 'number') return value(Number(key));
  return value(key === 'true' ? true : key === 'false' ? false : key);
}

function writeLookup(
  mapping: FieldMapping,
  { resourceType }: ByType<'lookup'>,
  ours: FieldValue,
  lookup: (mapping: FieldMapping, id: string) => string | undefined,
): Reading {
  const id = String(ours);
  const known = lookup(mapping, id);
  if (known !== undefined) return value(known);
  return { held: 'waits until the other record exists in the external system', awaits: { resourceType, id } };
}

function writeSet({ item: path }: ByType<'set'>, ours: FieldValue): Reading {
  const items: readonly FieldValue[] = Array.isArray(ours) ? ours : ours === null ? [] : [ours];
  return value(path === undefined ? items : items.map((item) => writePath({}, path, item)));
}

function writeZoned(transform: ByType<'zoned'>, path: string, ours: FieldValue): Writing {
  const whole = typeof ours === 'string' ? partsOfZoned(ours) : undefined;
  if (typeof ours !== 'string' || whole === undefined)
    return hold(`expected a local time with its zone, found ${shapeOf(ours)}`);
  const { zoneField, zone: fixed } = transform;
  const as = transform.as ?? (zoneField === undefined && fixed === undefined ? 'zoned' : 'local');
  const beside: Places = zoneField === undefined ? [] : [{ path: zoneField, value: whole.zone }];
  if (as === 'zoned') return { places: [{ path, value: ours }, ...beside] };
  const elsewhere = zoneField === undefined && fixed !== undefined && fixed !== whole.zone;
  if (as === 'local' && !elsewhere) return { places: [{ path, value: whole.local }, ...beside] };
  const instant = instantOfZoned(ours);
  if (instant === undefined) return hold(`the clocks of ${whole.zone} leave out ${whole.local}`);
  if (as === 'instant') return { places: [{ path, value: instant }, ...beside] };
  const there = fixed === undefined ? undefined : partsOfZoned(zonedAt(instant, fixed) ?? '');
  return there === undefined
    ? hold(`${String(fixed)} is no time zone`)
    : { places: [{ path, value: there.local }, ...beside] };
}

function writeNamed({ name, target }: ByType<'named'>, ours: FieldValue): Reading {
  const outward = namedTransform(name)?.outward;
  return outward === undefined
    ? hold(`the transform "${name}" cannot be written to the external system`)
    : outward(ours, target ?? '');
}
