import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { healthOperations } from '../../../../../shared/contract/health.ts';
import type { Api } from '../../../lib/api.ts';

export type HealthRange = '24h' | '7d' | '30d' | '90d';
export type HealthView = z.output<typeof healthOperations.getHealth.response>;

/** Figures are counted every five minutes. */
const everyMs = 60_000;

/** How well an integration does, why, how fresh its data is, and how that went over time. */
export const health = (api: Api, id: string, range: HealthRange) =>
  queryOptions({
    queryKey: ['integrations', id, 'health', range],
    queryFn: ({ signal }) => api(healthOperations.getHealth, { params: { id }, query: { range } }, signal),
    refetchInterval: everyMs,
    placeholderData: (before) => before,
  });
