import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { healthOperations } from '../../../../../shared/contract/health.ts';
import type { Api } from '../../../lib/api.ts';

/** Figures are counted every five minutes. */
const everyMs = 60_000;

/** What the last day and the one before it brought, over all integrations and each by itself. */
export const allMetrics = (api: Api) =>
  queryOptions({
    queryKey: ['metrics'],
    queryFn: ({ signal }) => api(healthOperations.allMetrics, {}, signal),
    refetchInterval: everyMs,
  });
export type AllMetrics = z.output<typeof healthOperations.allMetrics.response>;
