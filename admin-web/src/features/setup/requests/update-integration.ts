import { useMutation, useQueryClient } from '@tanstack/react-query';
import { integrationOperations } from '../../../../../shared/contract/integrations.ts';
import type { InputOf } from '../../../lib/api.ts';
import { useApi } from '../../../lib/session.ts';

export type Update = InputOf<typeof integrationOperations.updateIntegration>['body'];

/** Changes what is given; with a version it is refused when another admin was faster. */
export function useUpdateIntegration(id: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Update) =>
      (await api(integrationOperations.updateIntegration, { params: { id }, body })).integration,
    onSuccess: (integration) => {
      client.setQueryData(['integrations', id], integration);
      return client.invalidateQueries({ queryKey: ['integrations'], exact: true });
    },
  });
}
