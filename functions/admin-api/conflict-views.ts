import type { NamedConflict } from '../../shared/application/conflicts/list-conflicts.ts';
import type { Api } from '../../shared/contract/api.ts';
import type { ConflictingField } from '../../shared/domain/conflict.ts';
import { fieldSpec } from '../../shared/domain/resources.ts';
import type { FieldValue } from '../../shared/domain/values.ts';
import type { RouteOutput } from '../runtime/http/serve.ts';

type ConflictView = RouteOutput<Api['listConflicts']>['conflicts'][number];
type ConflictDetail = RouteOutput<Api['getConflict']>['conflict'];

export function conflictView(named: NamedConflict): ConflictView {
  const { conflict, integrationName, recordTitle } = named;
  const { id, version, integrationId, resourceType, resourceId, externalId, status, fields } = conflict;
  const { resolution, resolvedAt, resolvedBy, createdAt, updatedAt } = conflict;
  const label = ({ field }: ConflictingField) => fieldSpec(resourceType, field)?.label ?? field;
  const by = (value: (field: ConflictingField) => FieldValue) =>
    Object.fromEntries(fields.map((field) => [field.field, value(field)]));
  return {
    ...{ id, version, integrationId, integrationName, resourceType, resourceId, externalId, status },
    ...(recordTitle === undefined ? {} : { recordTitle }),
    conflictedFields: fields.map(({ field }) => field),
    localData: by(({ local }) => local.value),
    externalData: by(({ external }) => external.value),
    baseData: by(({ base }) => base),
    conflictReason: reasonOf(fields.map(label), integrationName),
    fields: fields.map((field) => ({ ...field, label: label(field) })),
    ...(resolution === undefined
      ? {}
      : {
          resolutionStrategy: resolution.strategy,
          resolvedData: { ...resolution.values },
          pushedToExternal: resolution.pushed,
        }),
    ...(resolvedBy === undefined ? {} : { resolvedById: resolvedBy }),
    ...(resolvedAt === undefined ? {} : { resolvedAt }),
    ...{ createdAt, updatedAt },
  } as ConflictView;
}

/** `BritePool and Main workspace both changed Title and Due date to different values.` */
function reasonOf(labels: readonly string[], integrationName: string): string {
  const fields = new Intl.ListFormat('en', { type: 'conjunction' }).format(labels);
  return `BritePool and ${integrationName} both changed ${fields} to different values.`;
}

export const conflictDetail = (named: NamedConflict): ConflictDetail =>
  ({
    ...conflictView(named),
    history: named.conflict.history.map((event) => ({
      ...event,
      values: event.values.map((item) => ({ ...item })),
    })),
  }) as ConflictDetail;
