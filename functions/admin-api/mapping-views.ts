import type { mappingOperations } from '../../shared/contract/mappings.ts';
import type { PairClaim } from '../../shared/domain/claim.ts';
import type { LoneRecord } from '../../shared/domain/left-alone.ts';
import type { IntegrationMapping } from '../../shared/domain/mapping.ts';
import type { RouteOutput } from '../runtime/http/serve.ts';
import { creatingText, pairState } from './pair-state.ts';

type Page = RouteOutput<(typeof mappingOperations)['listMappings']>;
type MappingView = Page['mappings'][number];

export const claimView = ({ resourceType, internalId, claimedAt }: PairClaim): Page['creating'][number] => ({
  ...{ resourceType, internalId, claimedAt, text: creatingText },
});

export const aloneView = ({
  resourceType,
  side,
  recordId,
  leftAlone,
}: LoneRecord): Page['alone'][number] => ({
  ...{ resourceType, side, recordId, leftAlone: { ...leftAlone } },
});

export function mappingView(mapping: IntegrationMapping): MappingView {
  const { id, resourceType, internalId, externalId, syncStatus, base, version } = mapping;
  const { lastSyncedAt, createdAt, matchedBy, leftAlone } = mapping;
  return {
    ...{ id, resourceType, internalId, externalId, syncStatus, lastSyncedAt, createdAt, version },
    base: { ...base },
    state: pairState(mapping),
    ...(matchedBy === undefined ? {} : { matchedBy }),
    ...(leftAlone === undefined ? {} : { leftAlone: { ...leftAlone } }),
  } as MappingView;
}
