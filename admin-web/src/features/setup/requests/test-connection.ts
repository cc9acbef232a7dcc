import { useMutation } from '@tanstack/react-query';
import { integrationOperations } from '../../../../../shared/contract/integrations.ts';
import { useApi } from '../../../lib/session.ts';

/** Tries the connection of an integration now, step by step. */
export function useTestConnection(id: string) {
  const api = useApi();
  return useMutation({ mutationFn: () => api(integrationOperations.testIntegration, { params: { id } }) });
}
