import { queryOptions } from '@tanstack/react-query';
import { activityOperations } from '../../../../../shared/contract/activity.ts';
import type { Api } from '../../../lib/api.ts';

/** One entry with every field it touched. */
export const getLog = (api: Api, logId: string) =>
  queryOptions({
    queryKey: ['log', logId],
    queryFn: async ({ signal }) => (await api(activityOperations.getLog, { params: { logId } }, signal)).log,
  });
