import { queryOptions } from '@tanstack/react-query';
import { activityOperations } from '../../../../../shared/contract/activity.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';
import { isOver } from '../run-words.ts';

/** One run with its progress; looked at until it is over. */
export const getRun = (api: Api, jobId: string) =>
  queryOptions({
    queryKey: ['runs', 'one', jobId],
    queryFn: async ({ signal }) => (await api(activityOperations.getJob, { params: { jobId } }, signal)).job,
    refetchInterval: ({ state }) =>
      state.data !== undefined && isOver(state.data) ? false : pollMs(state.data?.status === 'RUNNING'),
  });
