import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { useApi } from '../../../lib/session.ts';
import { activate } from './activate.ts';

/** Begins a first import that waits; `onBegun` is told before the page shows how it goes. */
export function useBeginImport(integration: IntegrationView, onBegun: () => void) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => (await activate(api, integration)).integration,
    onSuccess: (begun) => {
      onBegun();
      client.setQueryData(['integrations', begun.id], begun);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations'] }),
  });
}
