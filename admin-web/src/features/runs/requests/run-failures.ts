import { queryOptions } from '@tanstack/react-query';
import { activityOperations } from '../../../../../shared/contract/activity.ts';
import type { JobView } from '../../../../../shared/contract/jobs.ts';
import type { Api } from '../../../lib/api.ts';

const most = 200;

/** What failed in a run, newest first; the newest 200 of its time are looked at. */
export const runFailures = (api: Api, { id, integrationId, startedAt, completedAt, errorCount }: JobView) =>
  queryOptions({
    queryKey: ['runs', 'failures', id, errorCount],
    queryFn: async ({ signal }) => {
      const query = { status: 'FAILED', from: startedAt, to: completedAt, limit: String(most) } as const;
      const { logs, pagination } = await api(
        activityOperations.listLogs,
        { params: { id: integrationId }, query },
        signal,
      );
      return { logs: logs.filter(({ jobId }) => jobId === id), complete: !pagination.hasMore };
    },
    enabled: errorCount > 0,
  });
