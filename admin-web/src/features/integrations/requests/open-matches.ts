import { queryOptions } from '@tanstack/react-query';
import { firstSyncOperations } from '../../../../../shared/contract/first-sync.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

/** How many records over there could be more than one of ours, so that somebody has to say which. */
export const openMatches = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['integrations', id, 'open-matches'],
    queryFn: async ({ signal }) =>
      (await api(firstSyncOperations.listReviews, { params: { id }, query: { limit: '1' } }, signal))
        .pagination.total,
    refetchInterval: pollMs(false),
  });
