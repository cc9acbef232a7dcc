import { queryOptions } from '@tanstack/react-query';
import { type IntegrationView, integrationOperations } from '../../../../../shared/contract/integrations.ts';
import type { Api } from '../../../lib/api.ts';

/** Whether a rhythm fits into what the other system allows, by what past runs asked. */
export const quota = (api: Api, id: string, frequency: IntegrationView['syncFrequency']) =>
  queryOptions({
    queryKey: ['integrations', id, 'quota', frequency],
    queryFn: ({ signal }) =>
      api(integrationOperations.integrationQuota, { params: { id }, query: { frequency } }, signal),
    staleTime: 60_000,
  });
