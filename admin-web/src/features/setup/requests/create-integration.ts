import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { integrationOperations, type NewIntegration } from '../../../../../shared/contract/integrations.ts';
import { useApi } from '../../../lib/session.ts';

/** Connects a system. Sent twice, because an answer was lost, it is done once. */
export function useCreateIntegration() {
  const api = useApi();
  const client = useQueryClient();
  const sent = useRef({ what: '', key: '' });
  return useMutation({
    mutationFn: (body: NewIntegration) => {
      const what = JSON.stringify(body);
      if (sent.current.what !== what) sent.current = { what, key: crypto.randomUUID() };
      return api(integrationOperations.createIntegration, { body, idempotencyKey: sent.current.key });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['integrations'] }),
  });
}
