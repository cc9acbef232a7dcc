import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { healthOperations } from '../../../../../shared/contract/health.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

/** What waits for somebody, over all integrations; the counts beside the words of the navigation. */
export const systemStatus = (api: Api) =>
  queryOptions({
    queryKey: ['status'],
    queryFn: ({ signal }) => api(healthOperations.systemStatus, {}, signal),
    refetchInterval: pollMs(false),
  });
export type SystemStatus = z.output<typeof healthOperations.systemStatus.response>;
