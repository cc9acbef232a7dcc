import { useMutation, useQueryClient } from '@tanstack/react-query';
import { alertOperations } from '../../../../../shared/contract/alerts.ts';
import { useApi } from '../../../lib/session.ts';
import type { AlertView } from './alerts.ts';

export type AlertAct =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'mute'; readonly until: string }
  | { readonly kind: 'unmute' };

/** Says that somebody takes care of an alert, or for how long nobody is to be told of it. */
export function useActOnAlert({ id, integrationId }: Pick<AlertView, 'id' | 'integrationId'>) {
  const api = useApi();
  const client = useQueryClient();
  const params = { id: integrationId, alertId: id };
  return useMutation({
    mutationFn: (act: AlertAct) => {
      if (act.kind === 'acknowledge') return api(alertOperations.acknowledgeAlert, { params });
      if (act.kind === 'unmute') return api(alertOperations.unmuteAlert, { params });
      return api(alertOperations.muteAlert, { params, body: { until: act.until } });
    },
    onSettled: () => {
      for (const key of ['alerts', 'status']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}
