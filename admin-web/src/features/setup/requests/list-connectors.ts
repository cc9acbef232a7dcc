import { queryOptions } from '@tanstack/react-query';
import { catalogueOperations } from '../../../../../shared/contract/catalogue.ts';
import type { Api } from '../../../lib/api.ts';

/** The systems that can be connected. They change with a deploy only. */
export const listConnectors = (api: Api) =>
  queryOptions({
    queryKey: ['connectors'],
    queryFn: async ({ signal }) => (await api(catalogueOperations.listConnectors, {}, signal)).connectors,
    staleTime: Number.POSITIVE_INFINITY,
  });
