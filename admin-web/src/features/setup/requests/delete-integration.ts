import { useMutation, useQueryClient } from '@tanstack/react-query';
import { integrationOperations } from '../../../../../shared/contract/integrations.ts';
import { useApi } from '../../../lib/session.ts';

/** Disconnects an integration for good. */
export function useDeleteIntegration(id: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(integrationOperations.deleteIntegration, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['integrations'], exact: true }),
  });
}
