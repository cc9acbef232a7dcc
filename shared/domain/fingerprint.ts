import type { ExternalData } from './external.ts';
import type { FieldMappingSet } from './field-mapping.ts';
import { readPath } from './paths.ts';
import { canonicalText, type Fields, fieldValue } from './values.ts';

/**
 * Text of everything in an external record that the field mapping reads, and of the mapping's version: equal texts
 * cannot lead to different plans, so a record whose hash is unchanged needs no further look.
 */
export const externalFingerprint = (set: FieldMappingSet, data: ExternalData): string =>
  canonicalText([set.version, ...set.fields.map((mapping) => readSource(mapping, data))]);

const readSource = (mapping: FieldMappingSet['fields'][number], data: ExternalData) =>
  typeof mapping.transform === 'object' && mapping.transform.type === 'expression'
    ? data
    : (readPath(data, mapping.externalField) ?? null);

/** Text of our values of all mapped fields. */
export const localFingerprint = (set: FieldMappingSet, fields: Fields): string =>
  canonicalText(set.fields.map((mapping) => fieldValue(fields, mapping.internalField)));
