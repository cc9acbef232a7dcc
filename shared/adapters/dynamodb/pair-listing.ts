import type { Listing, PageRequest } from '../../application/ports.ts';
import { type PairPlace, pairPlaces } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { Tables } from './client.ts';
import { allShards, mappingPartition } from './keys.ts';
import { mappingItem } from './schemas.ts';
import { walkParts } from './walk-parts.ts';

interface PairFilter {
  readonly resourceType?: IntegrationMapping['resourceType'];
  readonly place?: PairPlace;
}

/**
 * One page of an integration's pairs: the shards one after the other, inside a shard by state, kind and external id.
 * Pairs of other kinds or states are never read, however many there are.
 */
export const listPairs = (
  tables: Tables,
  integrationId: string,
  filter: PairFilter,
  page: PageRequest,
): Promise<Listing<IntegrationMapping>> =>
  walkParts(
    tables,
    allShards.map((shard) => mappingPartition(integrationId, shard)),
    prefixesOf(filter),
    page,
    (item) => mappingItem.parse(item),
  );

/** How the index keys begin that are wanted; the state comes first in them, then the kind. */
function prefixesOf({ resourceType, place }: PairFilter): readonly (string | undefined)[] {
  if (resourceType === undefined) return [place && `${place}#`];
  const states = place === undefined ? [...pairPlaces].sort(inOrder) : [place];
  return states.map((state) => `${state}#${resourceType}#`);
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);
