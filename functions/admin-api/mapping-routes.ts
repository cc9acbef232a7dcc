import type { PairActDeps } from '../../shared/application/pairs/deps.ts';
import { excludeRecord, type Stands } from '../../shared/application/pairs/exclude.ts';
import { includeRecord } from '../../shared/application/pairs/include.ts';
import { listPairs } from '../../shared/application/pairs/list-pairs.ts';
import { relinkPair } from '../../shared/application/pairs/relink.ts';
import { unlinkPair } from '../../shared/application/pairs/unlink.ts';
import { type ResumeDeps, resumePair } from '../../shared/application/sync/resume-pair.ts';
import type { mappingOperations } from '../../shared/contract/mappings.ts';
import type { RecordPlace } from '../../shared/domain/left-alone.ts';
import type { IntegrationMapping } from '../../shared/domain/mapping.ts';
import { type ResourceType, resourceTypes } from '../../shared/domain/resources.ts';
import { paged } from '../runtime/http/paging.ts';
import { resourceTypeOf } from '../runtime/http/record-view.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { RouteInput, RouteOutput, Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';
import { aloneView, claimView, mappingView } from './mapping-views.ts';

type Operations = typeof mappingOperations;
type Query = RouteInput<Operations['listMappings']>['query'];
type Act = RouteInput<Operations['excludeRecord']>;

export function mappingRoutes(deps: ApiDeps & ResumeDeps & PairActDeps): Routes<Operations> {
  return {
    async listMappings({ params, query }) {
      await findIntegration(deps, params.id);
      const { externalId, internalId } = query;
      return externalId === undefined && internalId === undefined
        ? listPage(deps, params.id, query)
        : listOne(deps, params.id, query);
    },
    async getMapping({ params }) {
      await findIntegration(deps, params.id);
      const type = resourceTypeOf(params.resourceType);
      const found = await deps.pairs.byInternalId(params.id, type, params.internalId);
      return { mapping: mappingView(accepted(found ?? noPair)) };
    },
    async unlinkMapping({ params, body, caller }) {
      await findIntegration(deps, params.id);
      const { mapping } = accepted(await unlinkPair(deps, placeOf(params.id, body), said(caller.id, body)));
      return { success: true, mapping: mappingView(mapping) };
    },
    async relinkMapping({ params, body, caller }) {
      const { resourceType, internalId, externalId } = body;
      const both = { integrationId: params.id, resourceType, internalId, externalId };
      const { mapping } = accepted(await relinkPair(deps, both, said(caller.id, body)));
      return { success: true, mapping: mappingView(mapping) };
    },
    async excludeRecord({ params, body, caller }) {
      await findIntegration(deps, params.id);
      return stands(accepted(await excludeRecord(deps, placeOf(params.id, body), said(caller.id, body))));
    },
    async includeRecord({ params, body, caller }) {
      await findIntegration(deps, params.id);
      return stands(accepted(await includeRecord(deps, placeOf(params.id, body), said(caller.id, body))));
    },
    async resumeMapping({ params, body, caller }) {
      await findIntegration(deps, params.id);
      accepted(await resumePair(deps, { integrationId: params.id, ...body }, caller.id));
      return { success: true };
    },
  };
}

const noPair = { refused: 'not-found' as const, message: 'This record has no pair.' };

const placeOf = (integrationId: string, body: Act['body']): RecordPlace => {
  const { resourceType } = body;
  return 'internalId' in body
    ? { integrationId, resourceType, side: 'local', recordId: body.internalId }
    : { integrationId, resourceType, side: 'external', recordId: body.externalId };
};

const said = (
  actor: string,
  { reason, version }: { readonly reason: string; readonly version?: number | undefined },
) => ({ actor, reason, ...given({ version }) });

const stands = ({ mapping, alone }: Stands): RouteOutput<Operations['excludeRecord']> => ({
  success: true,
  ...(mapping === undefined ? {} : { mapping: mappingView(mapping) }),
  ...(alone === undefined ? {} : { alone: aloneView(alone) }),
});

async function listPage(
  deps: ApiDeps,
  integrationId: string,
  { resourceType, state, limit, offset, cursor }: Query,
): Promise<RouteOutput<Operations['listMappings']>> {
  const search = given({ resourceType, place: state });
  const { items, pagination } = await paged(
    { limit, offset, cursor },
    (request) => listPairs(deps.pairs, integrationId, search, request),
    (item) => item,
  );
  const isFirst = cursor === undefined && (offset ?? 0) === 0 && state === undefined;
  const kinds = !isFirst ? [] : resourceType === undefined ? resourceTypes : [resourceType];
  const claims = await Promise.all(kinds.map((kind) => deps.pairs.openClaims(integrationId, kind)));
  return {
    mappings: items.flatMap((item) => ('pair' in item ? [mappingView(item.pair)] : [])),
    alone: items.flatMap((item) => ('alone' in item ? [aloneView(item.alone)] : [])),
    creating: claims.flat().map(claimView),
    pagination,
  };
}

/** By either id; where no kind is named, every kind is looked through. */
async function listOne(
  deps: ApiDeps,
  integrationId: string,
  { resourceType, externalId, internalId }: Query,
): Promise<RouteOutput<Operations['listMappings']>> {
  const kinds = resourceType === undefined ? resourceTypes : [resourceType];
  const found = await Promise.all(
    kinds.map((kind) => findOne(deps, integrationId, kind, externalId, internalId)),
  );
  const mappings = found.flatMap(({ pair }) => (pair === undefined ? [] : [mappingView(pair)]));
  const alone = found.flatMap((item) => item.alone.map(aloneView));
  const total = mappings.length + alone.length;
  return {
    ...{ mappings, alone },
    creating: found.flatMap(({ claim }) => (claim === undefined ? [] : [claimView(claim)])),
    pagination: { limit: Math.max(total, 1), offset: 0, total, hasMore: false },
  };
}

async function findOne(
  { pairs }: Pick<ApiDeps, 'pairs'>,
  integrationId: string,
  resourceType: ResourceType,
  externalId: string | undefined,
  internalId: string | undefined,
) {
  const common = { integrationId, resourceType };
  const places: RecordPlace[] = [
    ...(externalId === undefined ? [] : [{ ...common, side: 'external' as const, recordId: externalId }]),
    ...(internalId === undefined ? [] : [{ ...common, side: 'local' as const, recordId: internalId }]),
  ];
  const pair = await findPair(pairs, common, externalId, internalId);
  const [claim, alone] =
    pair !== undefined
      ? [undefined, []]
      : await Promise.all([
          internalId === undefined ? undefined : pairs.claimOf(integrationId, resourceType, internalId),
          pairs.alone(places),
        ]);
  return { pair, claim, alone };
}

const findPair = async (
  pairs: ApiDeps['pairs'],
  common: { readonly integrationId: string; readonly resourceType: ResourceType },
  externalId: string | undefined,
  internalId: string | undefined,
): Promise<IntegrationMapping | undefined> => {
  if (externalId !== undefined) return pairs.byExternalId({ ...common, externalId });
  return internalId === undefined
    ? undefined
    : pairs.byInternalId(common.integrationId, common.resourceType, internalId);
};
