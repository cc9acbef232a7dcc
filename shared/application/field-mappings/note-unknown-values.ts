import type { ExternalRecord } from '../../domain/external.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import { unknownOptions } from '../../domain/unknown-values.ts';
import type { Clock } from '../ports.ts';
import type { UnknownValueStore } from './ports.ts';

export interface UnknownValueDeps {
  readonly unknownValues: UnknownValueStore;
  readonly clock: Clock;
}

/** Leaves one note per new value, however many records have it; nothing is read where every value is known. */
export async function noteUnknownValues(
  deps: UnknownValueDeps,
  integrationId: string,
  set: FieldMappingSet,
  records: readonly ExternalRecord[],
): Promise<void> {
  const firstSeenAt = deps.clock.now();
  const { resourceType } = set;
  const found = records.flatMap(({ id: recordId, data }) =>
    unknownOptions(set, data).map((option) => ({
      ...option,
      ...{ integrationId, resourceType, recordId, firstSeenAt },
    })),
  );
  if (found.length > 0) await deps.unknownValues.note(found);
}
