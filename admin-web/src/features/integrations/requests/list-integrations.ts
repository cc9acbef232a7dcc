import { queryOptions } from '@tanstack/react-query';
import { integrationOperations } from '../../../../../shared/contract/integrations.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

/** All integrations, looked at again and again; faster while one of them runs. */
export const listIntegrations = (api: Api) =>
  queryOptions({
    queryKey: ['integrations'],
    queryFn: async ({ signal }) =>
      (await api(integrationOperations.listIntegrations, { query: {} }, signal)).integrations,
    refetchInterval: ({ state }) =>
      pollMs((state.data ?? []).some(({ currentJob }) => currentJob !== undefined)),
  });
