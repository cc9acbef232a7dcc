import type { ExternalData } from './external.ts';
import type { FieldMapping, FieldMappingSet } from './field-mapping.ts';
import type { SyncDirection } from './integration.ts';
import { readPath } from './paths.ts';
import { canonicalText, type Fields, type FieldValue, fieldValue } from './values.ts';

/**
 * Text of everything in an external record that the field mapping reads, of the mapping's version and of a direction
 * that keeps values apart: equal texts cannot lead to different plans, so a record whose hash is unchanged needs no
 * further look.
 */
export const externalFingerprint = (
  set: FieldMappingSet,
  data: ExternalData,
  direction: SyncDirection,
): string =>
  canonicalText([
    ...(direction === 'BIDIRECTIONAL' ? [] : [direction]),
    set.version,
    ...set.fields.map((mapping) => readSource(mapping, data)),
  ]);

function readSource({ transform, externalField }: FieldMapping, data: ExternalData): FieldValue {
  const type = typeof transform === 'object' ? transform : undefined;
  if (type?.type === 'expression') return data;
  const found = readPath(data, externalField) ?? null;
  if (type?.type !== 'zoned' || type.zoneField === undefined) return found;
  return [found, readPath(data, type.zoneField) ?? null];
}

/** Text of our values of all mapped fields. */
export const localFingerprint = (set: FieldMappingSet, fields: Fields): string =>
  canonicalText(set.fields.map((mapping) => fieldValue(fields, mapping.internalField)));
