import { queryOptions } from '@tanstack/react-query';
import { integrationOperations } from '../../../../../shared/contract/integrations.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

/** One integration with the run that goes on now, looked at again and again. */
export const getIntegration = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['integrations', id],
    queryFn: async ({ signal }) =>
      (await api(integrationOperations.getIntegration, { params: { id } }, signal)).integration,
    refetchInterval: ({ state }) => pollMs(state.data?.currentJob !== undefined),
  });
