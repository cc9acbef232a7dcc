import { queryOptions } from '@tanstack/react-query';
import { integrationOperations } from '../../../../../shared/contract/integrations.ts';
import type { Api } from '../../../lib/api.ts';

/** What the integrations that exist are called. */
export const takenNames = (api: Api) =>
  queryOptions({
    queryKey: ['integration-names'],
    queryFn: async ({ signal }) =>
      (await api(integrationOperations.listIntegrations, { query: {} }, signal)).integrations.map(
        ({ name }) => name,
      ),
  });
