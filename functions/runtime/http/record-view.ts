import type { Api } from '../../../shared/contract/api.ts';
import type { BritePoolRecord } from '../../../shared/domain/record.ts';
import { type ResourceType, resourceTypes } from '../../../shared/domain/resources.ts';
import { ProblemError } from './problem.ts';
import type { RouteOutput } from './serve.ts';

type RecordView = RouteOutput<Api['getRecord']>['record'];

export function recordView(record: BritePoolRecord): RecordView {
  const { id, resourceType, version, fields, externalSyncEnabled, createdAt, updatedAt, updatedBy } = record;
  return {
    ...{ id, resourceType, version, externalSyncEnabled, createdAt, updatedAt },
    fields: { ...fields } as RecordView['fields'],
    updatedBy: { ...updatedBy },
    ...(record.lastExternalSyncAt === undefined ? {} : { lastExternalSyncAt: record.lastExternalSyncAt }),
  };
}

/** The kind of record that an address names, in capitals or not. Throws 404 with the kinds that there are. */
export function resourceTypeOf(name: string): ResourceType {
  const found = resourceTypes.find((type) => type === name.toUpperCase());
  if (found !== undefined) return found;
  throw new ProblemError(404, 'unknown-kind', `There are no records of the kind "${name}"`, {
    hint: `Use one of ${resourceTypes.join(', ')}.`,
  });
}
