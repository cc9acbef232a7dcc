import { useMutation } from '@tanstack/react-query';
import { integrationOperations } from '../../../../../shared/contract/integrations.ts';
import { useApi } from '../../../lib/session.ts';

/** A new secret for news from the other system; the old one is accepted for `overlapHours` more. */
export function useRotateSecret(id: string) {
  const api = useApi();
  return useMutation({
    mutationFn: (overlapHours: number) =>
      api(integrationOperations.rotateWebhookSecret, { params: { id }, body: { overlapHours } }),
  });
}
