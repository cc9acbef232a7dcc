import type { ExternalRecord } from '../../domain/external.ts';
import { type FieldMappingSet, lookupTarget } from '../../domain/field-mapping.ts';
import type { PairKey } from '../../domain/integration.ts';
import { isUnlinked } from '../../domain/left-alone.ts';
import { readPath } from '../../domain/paths.ts';
import type { PairStore } from '../ports.ts';
import type { WaitingPair, WaitingStore } from './ports.ts';

export interface LookupDeps {
  readonly pairs: PairStore;
  readonly waiting: WaitingStore;
}

interface Wanted {
  readonly key: PairKey;
  readonly record: ExternalRecord;
}
type Ids = ReadonlyMap<string, string>;

const nameOf = ({ resourceType, externalId }: Pick<PairKey, 'resourceType' | 'externalId'>) =>
  `${resourceType}/${externalId}`;

/**
 * Our ids by `<type>/<external id>` for everything that the lookups of these records name. Whoever names a record
 * that is not linked is remembered, and looked for once more afterwards: it may have been linked in between.
 */
export async function resolveLookups(
  deps: LookupDeps,
  integrationId: string,
  set: FieldMappingSet,
  records: readonly ExternalRecord[],
  how: 'look' | 'peek',
): Promise<Ids> {
  const wanted = records.flatMap((record) => wantedBy(integrationId, set, record));
  const found = await linked(deps.pairs, wanted);
  const unlinked = wanted.filter(({ key }) => !found.has(nameOf(key)));
  if (how === 'peek' || unlinked.length === 0) return found;
  const fresh = await deps.waiting.remember(unlinked.map((item) => waitingPair(set, item)));
  if (fresh.length === 0) return found;
  return new Map([...found, ...(await linked(deps.pairs, unlinked))]);
}

function wantedBy(integrationId: string, set: FieldMappingSet, record: ExternalRecord): readonly Wanted[] {
  return set.fields.flatMap((mapping) => {
    const resourceType = lookupTarget(mapping);
    if (resourceType === undefined || mapping.direction === 'out') return [];
    const id = readPath(record.data, mapping.externalField);
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '') return [];
    return [{ key: { integrationId, resourceType, externalId: String(id) }, record }];
  });
}

async function linked(pairs: PairStore, wanted: readonly Wanted[]): Promise<Ids> {
  const keys = new Map(wanted.map(({ key }) => [nameOf(key), key]));
  const found = keys.size === 0 ? [] : await pairs.summaries([...keys.values()]);
  return new Map(
    found.flatMap((pair) => (isUnlinked(pair) ? [] : [[nameOf(pair), pair.internalId] as const])),
  );
}

const waitingPair = ({ resourceType, stream }: FieldMappingSet, { key, record }: Wanted): WaitingPair => ({
  integrationId: key.integrationId,
  awaited: { resourceType: key.resourceType, side: 'external', id: key.externalId },
  waiting: { resourceType, stream, side: 'external', recordId: record.id },
});
