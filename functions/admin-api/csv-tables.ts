import type { NamedConflict } from '../../shared/application/conflicts/list-conflicts.ts';
import type { AuditEntry } from '../../shared/application/ports.ts';
import type { SyncLog } from '../../shared/domain/sync-log.ts';
import { conflictView } from './conflict-views.ts';
import { logView } from './views.ts';

/** A list as a table: its name in file names and in the audit trail, and a text per column. */
export interface CsvTable<Item> {
  readonly name: string;
  readonly columns: readonly string[];
  readonly cells: (item: Item) => readonly string[];
}

const text = (value: string | number | null | undefined): string => (value ?? '').toString();
const json = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

const logColumns = [
  ...['createdAt', 'integrationId', 'operation', 'direction', 'resourceType', 'resourceId', 'externalId'],
  ...[
    'status',
    'outcome',
    'cause',
    'errorMessage',
    'httpStatus',
    'retryCount',
    'durationMs',
    'lagMs',
    'jobId',
  ],
  'id',
] as const;
export const logTable: CsvTable<SyncLog> = {
  name: 'logs',
  columns: [...logColumns, 'changedFields'],
  cells(log) {
    const view = logView(log);
    return [...logColumns.map((column) => text(view[column])), view.changedFields.join(' ')];
  },
};

const conflictColumns = [
  ...['createdAt', 'updatedAt', 'status', 'integrationId', 'integrationName', 'resourceType', 'resourceId'],
  ...[
    'externalId',
    'recordTitle',
    'conflictReason',
    'resolutionStrategy',
    'resolvedById',
    'resolvedAt',
    'id',
  ],
] as const;
const conflictValues = ['localData', 'externalData', 'baseData', 'resolvedData'] as const;
export const conflictTable: CsvTable<NamedConflict> = {
  name: 'conflicts',
  columns: [...conflictColumns, 'conflictedFields', ...conflictValues],
  cells(named) {
    const view = conflictView(named);
    return [
      ...conflictColumns.map((column) => text(view[column])),
      view.conflictedFields.join(' '),
      ...conflictValues.map((column) => json(view[column])),
    ];
  },
};

export const auditTable: CsvTable<AuditEntry> = {
  name: 'audit',
  columns: ['at', 'actor', 'origin', 'action', 'subject', 'before', 'after', 'id'],
  cells: ({ at, actor, origin = '', action, subject, before, after, id }) => [
    ...[at, actor, origin, action, subject, json(before), json(after), id],
  ],
};
