import { queryOptions } from '@tanstack/react-query';
import { activityOperations } from '../../../../../shared/contract/activity.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

/** The newest runs of one integration, newest first. */
export const integrationRuns = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['integrations', id, 'runs'],
    queryFn: ({ signal }) =>
      api(activityOperations.listJobs, { params: { id }, query: { limit: '50' } }, signal),
    refetchInterval: pollMs(false),
  });
