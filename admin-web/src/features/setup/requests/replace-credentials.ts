import { useMutation, useQueryClient } from '@tanstack/react-query';
import { credentialOperations } from '../../../../../shared/contract/credentials.ts';
import { useApi } from '../../../lib/session.ts';

/** Signs an integration in with typed values: they are tried first, then it goes on and catches up. */
export function useReplaceCredentials(id: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Record<string, string>) =>
      api(credentialOperations.replaceCredentials, { params: { id }, body: { credentials } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['integrations'] }),
  });
}
