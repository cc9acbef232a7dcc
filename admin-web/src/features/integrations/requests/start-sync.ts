import { useMutation, useQueryClient } from '@tanstack/react-query';
import { activityOperations } from '../../../../../shared/contract/activity.ts';
import { useApi } from '../../../lib/session.ts';

/** Starts a run now; the page then looks at the integration at once. */
export function useStartSync(id: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(activityOperations.syncIntegration, { params: { id }, body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations'] }),
  });
}
