import { queryOptions } from '@tanstack/react-query';
import { type JobView, jobOperations } from '../../../../../shared/contract/jobs.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

/** Runs of all integrations in these states, each newest first; looked at faster while one goes. */
const runsIn = (api: Api, states: readonly JobView['status'][], name: string) =>
  queryOptions({
    queryKey: ['runs', name],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        states.map((status) => api(jobOperations.listAllJobs, { query: { status, limit: '100' } }, signal)),
      );
      return {
        jobs: lists.flatMap(({ jobs }) => jobs),
        complete: lists.every(({ pagination }) => !pagination.hasMore),
      };
    },
    refetchInterval: ({ state }) =>
      pollMs(state.data?.jobs.some(({ status }) => status === 'RUNNING') === true),
  });

export const goingRuns = (api: Api) => runsIn(api, ['RUNNING', 'PENDING'], 'going');
export const endedRuns = (api: Api) => runsIn(api, ['COMPLETED', 'FAILED', 'CANCELLED'], 'ended');
