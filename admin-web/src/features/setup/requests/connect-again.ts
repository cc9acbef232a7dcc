import { useMutation } from '@tanstack/react-query';
import { credentialOperations } from '../../../../../shared/contract/credentials.ts';
import { useApi } from '../../../lib/session.ts';

/** Begins a sign-in at the other system for an integration that is there, and leaves this page for it. */
export function useConnectAgain(id: string) {
  const api = useApi();
  return useMutation({
    mutationFn: (credentials: Record<string, string>) =>
      api(credentialOperations.connectIntegration, { params: { id }, body: { credentials } }),
    onSuccess: ({ authorizeUrl }) => window.location.assign(authorizeUrl),
  });
}
