import { queryOptions } from '@tanstack/react-query';
import { activityOperations } from '../../../../../shared/contract/activity.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

/** The newest run of an integration that is over; `null` before the first. */
export const lastRun = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['integrations', id, 'last-run'],
    queryFn: async ({ signal }) => {
      const input = { params: { id }, query: { limit: '2' } };
      const { jobs } = await api(activityOperations.listJobs, input, signal);
      return jobs.find(({ completedAt }) => completedAt !== undefined) ?? null;
    },
    refetchInterval: pollMs(false),
  });
