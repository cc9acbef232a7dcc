import type { ExternalData } from './external.ts';
import type { FieldMapping, FieldMappingSet } from './field-mapping.ts';
import { readPath, writePath } from './paths.ts';
import { type FieldKind, type FieldSpec, fieldSpec } from './resources.ts';
import { translateInward, translateOutward } from './translate.ts';
import { type FieldValue, fieldValue, sameValue } from './values.ts';

/** One value sent there and read back, as the sync itself would do it. `undefined`: it is held on that leg. */
export interface Trip {
  readonly ours: FieldValue;
  readonly theirs: FieldValue | undefined;
  /** What we have after reading it back, our value being at hand. */
  readonly back: FieldValue | undefined;
  /** What somebody reads who never had our value. */
  readonly alone: FieldValue | undefined;
}

/**
 * `faithful` every value comes back · `coarse` it comes back as long as our record is there, which keeps it ·
 * `lossy` it does not come back: such a rule must not flow both ways · `one-way` the rule flows one way only.
 */
export interface RoundTrip {
  readonly verdict: 'faithful' | 'coarse' | 'lossy' | 'one-way';
  /** The values that prove the verdict. */
  readonly proof: readonly Trip[];
}

const samples: { readonly [kind in FieldKind]: readonly FieldValue[] } = {
  text: ['Ada Lovelace', 'MiXed Case', '  spaces around  ', 'two\nlines', 'a, b; "c"', '0012', 'Zoë 🌱'],
  number: [0, 1, 7, 90, 1440, 0.5],
  boolean: [true, false],
  enum: [],
  'plain-date': ['2026-03-29', '2024-02-29', '2026-12-31'],
  instant: ['2026-03-01T10:00:00.000Z', '2026-10-25T01:30:15.250Z'],
  zoned: [
    '2026-03-01T10:00[Europe/Berlin]',
    '2026-10-25T02:30+01:00[Europe/Berlin]',
    '2026-07-01T23:59[Asia/Tokyo]',
  ],
  set: [['a'], ['a', 'b'], ['with, comma']],
  reference: ['record-1'],
  json: ['text', 7, { a: [1, { b: true }] }],
};

/** Values that a field of this kind may hold, chosen for what translations tend to lose. */
export const sampleValues = (spec: FieldSpec): readonly FieldValue[] =>
  spec.kind === 'enum' ? (spec.options ?? []) : samples[spec.kind];

const sameId = { lookup: (_: FieldMapping, id: string) => id, expression: () => null };

/** Sends samples of our values and of theirs through the translation itself. For rules without an expression. */
export function tripsOf(set: FieldMappingSet, mapping: FieldMapping): readonly Trip[] {
  const spec = fieldSpec(set.resourceType, mapping.internalField);
  if (spec === undefined) return [];
  const { required: _needed, ...optional } = mapping;
  const alone: FieldMappingSet = { ...set, fields: [{ ...optional, direction: 'both' }] };
  const theirs = theirSamples(mapping).flatMap((raw): readonly FieldValue[] => {
    const read = readBack(alone, mapping, writePath({}, mapping.externalField, raw), null);
    return read === undefined || read === null ? [] : [read];
  });
  const fromTheirs = theirSamples(mapping).flatMap((raw) => thereAndBack(alone, mapping, raw));
  return [...[...sampleValues(spec), ...theirs].map((ours) => tripOf(alone, mapping, ours)), ...fromTheirs];
}

const theirSamples = ({ transform }: FieldMapping): readonly FieldValue[] =>
  typeof transform === 'object' && transform.type === 'enum'
    ? Object.keys(transform.mapping).map((key) => (key === 'true' ? true : key === 'false' ? false : key))
    : [];

function tripOf(set: FieldMappingSet, mapping: FieldMapping, ours: FieldValue): Trip {
  const sent = translateOutward(set, { [mapping.internalField]: ours }, sameId);
  if (sent.held.length > 0) return { ours, theirs: undefined, back: undefined, alone: undefined };
  const theirs = readPath(sent.data, mapping.externalField) ?? null;
  return {
    ours,
    theirs,
    back: readBack(set, mapping, sent.data, ours),
    alone: readBack(set, mapping, sent.data, null),
  };
}

/** Their value, read, sent again and read again, must still say the same; else their records would be changed. */
function thereAndBack(set: FieldMappingSet, mapping: FieldMapping, raw: FieldValue): readonly Trip[] {
  const ours = readBack(set, mapping, writePath({}, mapping.externalField, raw), null);
  if (ours === undefined || ours === null) return [];
  const trip = tripOf(set, mapping, ours);
  const changed = trip.alone !== undefined && !sameValue(trip.alone, ours);
  return changed ? [{ ...trip, back: trip.alone }] : [];
}

function readBack(
  set: FieldMappingSet,
  { internalField }: FieldMapping,
  data: ExternalData,
  local: FieldValue,
): FieldValue | undefined {
  const { fields } = translateInward(set, data, local === null ? null : { [internalField]: local }, sameId);
  return Object.hasOwn(fields, internalField) ? fieldValue(fields, internalField) : undefined;
}

const comesBack = ({ ours, back, alone }: Trip): boolean =>
  alone !== undefined && back !== undefined && sameValue(ours, back);
const isSent = ({ theirs }: Trip): boolean => theirs !== undefined;
const mostProof = 3;

/** What these trips say of the rule. A value that is held is not lost: it waits and says so. */
export function roundTripOf(mapping: Pick<FieldMapping, 'direction'>, trips: readonly Trip[]): RoundTrip {
  if (mapping.direction !== 'both') return { verdict: 'one-way', proof: [] };
  const sent = trips.filter(isSent);
  const lost = sent.filter((trip) => !comesBack(trip));
  if (lost.length > 0) return { verdict: 'lossy', proof: lost.slice(0, mostProof) };
  const coarse = sent.filter(({ ours, alone = null }) => !sameValue(ours, alone));
  if (coarse.length > 0) return { verdict: 'coarse', proof: coarse.slice(0, mostProof) };
  return { verdict: 'faithful', proof: sent.slice(0, 1) };
}
