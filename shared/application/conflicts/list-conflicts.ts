import type { ConflictResolution } from '../../domain/conflict.ts';
import type { Integration } from '../../domain/integration.ts';
import type {
  ConflictFilter,
  ConflictStore,
  IntegrationStore,
  Listing,
  PageRequest,
  RecordStore,
} from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { unknownConflict } from './deps.ts';

export interface ConflictReaders {
  readonly conflicts: Pick<ConflictStore, 'get' | 'list'>;
  readonly integrations: Pick<IntegrationStore, 'get' | 'list'>;
  readonly records: Pick<RecordStore, 'getMany'>;
}

/** A conflict with what people call its integration and its record. */
export interface NamedConflict {
  readonly conflict: ConflictResolution;
  readonly integrationName: string;
  readonly recordTitle?: string;
}

export type ConflictSearch = ConflictFilter & { readonly integrationId?: string };

/** Conflicts of one integration or of all, newest first. */
export async function listConflicts(
  readers: ConflictReaders,
  search: ConflictSearch,
  page: PageRequest,
): Promise<Listing<NamedConflict>> {
  const { integrationId, ...filter } = search;
  const all = await readers.integrations.list({});
  const wanted = all.filter(({ id }) => integrationId === undefined || id === integrationId);
  const found = await readers.conflicts.list(
    wanted.map(({ id }) => id),
    filter,
    page,
  );
  return { ...found, items: await withNames(readers, found.items, wanted) };
}

export async function getConflict(
  readers: ConflictReaders,
  id: string,
): Promise<{ readonly found: NamedConflict } | Refusal> {
  const conflict = await readers.conflicts.get(id);
  const integration =
    conflict === undefined ? undefined : await readers.integrations.get(conflict.integrationId);
  if (conflict === undefined || integration === undefined) return unknownConflict(id);
  const [found] = await withNames(readers, [conflict], [integration]);
  return found === undefined ? unknownConflict(id) : { found };
}

async function withNames(
  readers: ConflictReaders,
  conflicts: readonly ConflictResolution[],
  integrations: readonly Integration[],
): Promise<readonly NamedConflict[]> {
  const names = new Map(integrations.map(({ id, name }) => [id, name]));
  const keys = conflicts.map(({ resourceType, resourceId }) => ({ type: resourceType, id: resourceId }));
  const records = keys.length === 0 ? [] : await readers.records.getMany(keys);
  return conflicts.map((conflict) => {
    const record = records.find(
      ({ id, resourceType }) => id === conflict.resourceId && resourceType === conflict.resourceType,
    );
    const title = record?.fields.title ?? record?.fields.name;
    return {
      conflict,
      integrationName: names.get(conflict.integrationId) ?? '',
      ...(typeof title === 'string' ? { recordTitle: title } : {}),
    };
  });
}
