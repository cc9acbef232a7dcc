import { queryOptions } from '@tanstack/react-query';
import { healthOperations } from '../../../../../shared/contract/health.ts';
import type { Api } from '../../../lib/api.ts';

/** What part of the requests that the other system allows the schedule uses; null where that is not known. */
export const quotaUse = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['integrations', id, 'quota-use'],
    queryFn: async ({ signal }) =>
      (await api(healthOperations.getMetrics, { params: { id }, query: {} }, signal)).quota,
    staleTime: 60_000,
  });
