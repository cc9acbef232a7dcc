import { useMutation } from '@tanstack/react-query';
import { integrationOperations, type NewIntegration } from '../../../../../shared/contract/integrations.ts';
import { useApi } from '../../../lib/session.ts';

/** Tries everything that connecting would try; nothing is stored. */
export function useCheckNew() {
  const api = useApi();
  return useMutation({
    mutationFn: (body: NewIntegration) => api(integrationOperations.checkNewIntegration, { body }),
  });
}
