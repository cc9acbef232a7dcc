import type { DecisionTools, DeletionView } from './pair-view.ts';
import { type FieldExplanation, type LogDetails, logEntry, type SyncLog } from './sync-log.ts';
import type { Fields, Instant } from './values.ts';

/** The entry of a deletion or of what was decided about one. */
export const partLog = (
  { change, mapping, fieldMapping }: DeletionView,
  how: Pick<LogDetails, 'outcome' | 'changes' | 'waiting'>,
  tools: DecisionTools,
): SyncLog =>
  logEntry(change, {
    ...how,
    operation: 'DELETE',
    resourceId: mapping?.internalId ?? null,
    externalId: mapping?.externalId ?? null,
    fieldMappingVersion: fieldMapping.version,
    startedAt: tools.startedAt,
    at: tools.now,
  });

/** Everything that is lost with a record, so that it can be brought back from the entry. */
export const explainErased = (fields: Fields, from: 'local' | 'external'): readonly FieldExplanation[] =>
  Object.entries(fields).map(([field, before]) => ({
    ...{ field, before, after: null, from },
    rule: from === 'local' ? 'deleted in BritePool' : 'deleted in the external system',
  }));

export const explainArchived = (at: Instant): readonly FieldExplanation[] => [
  {
    ...{ field: 'archivedAt', before: null, after: at, from: 'external' },
    rule: 'deleted in the external system; ours is archived and can be taken back',
  },
];
