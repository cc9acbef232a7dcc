import { infiniteQueryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { alertOperations, type alertView } from '../../../../../shared/contract/alerts.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

export type AlertView = z.output<typeof alertView>;

/** Alerts of all integrations that are open, or over. */
export const alertsIn = (api: Api, state: 'open' | 'over') =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'all', state],
    queryFn: ({ pageParam, signal }) =>
      api(
        alertOperations.listAlerts,
        { query: { state, limit: '50', ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ pagination }) => pagination.cursor,
    refetchInterval: pollMs(false),
  });
