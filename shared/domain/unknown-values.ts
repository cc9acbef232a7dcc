import type { ExternalData } from './external.ts';
import type { FieldMappingSet } from './field-mapping.ts';
import { readPath } from './paths.ts';
import { enumKey } from './read-value.ts';

/** A value at a field whose table does not name it. */
export interface UnknownOption {
  readonly field: string;
  readonly value: string;
}

const longest = 200;

/** Values of one record that the field mapping does not know the meaning of. */
export const unknownOptions = (set: FieldMappingSet, data: ExternalData): readonly UnknownOption[] =>
  set.fields.flatMap(({ transform, direction, externalField, internalField }) => {
    if (typeof transform !== 'object' || transform.type !== 'enum' || direction === 'out') return [];
    const raw = readPath(data, externalField);
    if (raw === undefined || raw === null || raw === '') return [];
    const value = enumKey(raw);
    return Object.hasOwn(transform.mapping, value)
      ? []
      : [{ field: internalField, value: value.slice(0, longest) }];
  });
