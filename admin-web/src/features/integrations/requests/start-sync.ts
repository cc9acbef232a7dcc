import { useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { activityOperations } from '../../../../../shared/contract/activity.ts';
import { useApi } from '../../../lib/session.ts';

/** What of an integration to look at; all that it syncs, unless said. */
export type SyncChoices = z.input<typeof activityOperations.syncIntegration.body>;

/** Starts a run now; the page then looks at the integration at once. */
export function useStartSync(id: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choices: SyncChoices = {}) =>
      api(activityOperations.syncIntegration, { params: { id }, body: choices }),
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations'] }),
  });
}
