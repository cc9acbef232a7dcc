import { infiniteQueryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { mappingOperations } from '../../../../../shared/contract/mappings.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';
import type { MatchFilter } from '../match-filter.ts';

export type PairPage = z.output<typeof mappingOperations.listMappings.response>;
const pageSize = '50';

/** A page of pairs; with a number, the pairs whose record on either side has it. */
async function readPage(
  api: Api,
  id: string,
  { kind, state, find }: MatchFilter,
  cursor: string,
  signal: AbortSignal,
): Promise<PairPage> {
  const common = kind === undefined ? {} : { resourceType: kind };
  const ask = (query: object) =>
    api(mappingOperations.listMappings, { params: { id }, query: { ...common, ...query } }, signal);
  if (find !== undefined)
    return found(await Promise.all([ask({ internalId: find }), ask({ externalId: find })]));
  return ask({
    limit: pageSize,
    ...(state === undefined ? {} : { state }),
    ...(cursor === '' ? {} : { cursor }),
  });
}

function found([ours, theirs]: readonly [PairPage, PairPage]): PairPage {
  const mappings = [
    ...new Map([...ours.mappings, ...theirs.mappings].map((pair) => [pair.id, pair])).values(),
  ];
  return {
    mappings,
    creating: [...ours.creating, ...theirs.creating],
    alone: [...ours.alone, ...theirs.alone],
    pagination: ours.pagination,
  };
}

/** Matches of an integration, page after page; what is shown is looked at again as long as it is little. */
export const listPairs = (api: Api, id: string, filter: MatchFilter) =>
  infiniteQueryOptions({
    queryKey: ['pairs', id, filter],
    queryFn: ({ pageParam, signal }) => readPage(api, id, filter, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ pagination }) => (pagination.hasMore ? pagination.cursor : undefined),
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 2 ? false : pollMs(false)),
  });
