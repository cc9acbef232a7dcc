import type { RecordStore } from '../../shared/application/ports.ts';
import type { SyncLog } from '../../shared/domain/sync-log.ts';
import { logView } from './views.ts';

/** What people call the records of these entries, by record id: read now, so that logs need not keep names. */
export async function titlesOf(
  records: Pick<RecordStore, 'getMany'>,
  logs: readonly Pick<SyncLog, 'resourceType' | 'resourceId'>[],
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map(
    logs.flatMap(({ resourceType, resourceId }) =>
      resourceId === null ? [] : [[resourceId, { type: resourceType, id: resourceId }] as const],
    ),
  );
  const found = keys.size === 0 ? [] : await records.getMany([...keys.values()]);
  return new Map(
    found.flatMap(({ id, fields }) => {
      const title = fields.title ?? fields.name;
      return typeof title === 'string' ? [[id, title] as const] : [];
    }),
  );
}

/** The entries of a list, each with the title of its record. */
export async function titled(records: Pick<RecordStore, 'getMany'>, logs: readonly SyncLog[]) {
  const titles = await titlesOf(records, logs);
  return logs.map((log) => logView(log, titles.get(log.resourceId ?? '')));
}
