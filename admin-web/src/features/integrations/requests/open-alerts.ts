import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { alertOperations, type alertView } from '../../../../../shared/contract/alerts.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

export type AlertView = z.output<typeof alertView>;

/** The newest alerts that are open, over all integrations. */
export const openAlerts = (api: Api) =>
  queryOptions({
    queryKey: ['alerts', 'newest'],
    queryFn: async ({ signal }) =>
      (await api(alertOperations.listAlerts, { query: { state: 'open', limit: '100' } }, signal)).alerts,
    refetchInterval: pollMs(false),
  });
