import { useMutation } from '@tanstack/react-query';
import { credentialOperations } from '../../../../../shared/contract/credentials.ts';
import type { InputOf } from '../../../lib/api.ts';
import { useApi } from '../../../lib/session.ts';

type Body = InputOf<typeof credentialOperations.beginConnection>['body'];

/** Begins a sign-in at the other system for an integration that is to be made, and leaves this page for it. */
export function useBeginConnection() {
  const api = useApi();
  return useMutation({
    mutationFn: (body: Body) => api(credentialOperations.beginConnection, { body }),
    onSuccess: ({ authorizeUrl }) => window.location.assign(authorizeUrl),
  });
}
