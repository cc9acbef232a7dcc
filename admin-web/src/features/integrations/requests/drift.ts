import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { driftOperations } from '../../../../../shared/contract/drift.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';
import { useApi } from '../../../lib/session.ts';

export type DriftView = z.output<typeof driftOperations.getDrift.response>;

const keyOf = (id: string) => ['integrations', id, 'drift'];

/** How much of both sides is equal, and why the rest is not. */
export const drift = (api: Api, id: string) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => api(driftOperations.getDrift, { params: { id } }, signal),
    refetchInterval: ({ state }) => pollMs(state.data?.running !== null && state.data !== undefined),
  });

/** Compares both sides now. */
export function useCompareNow(id: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(driftOperations.checkDrift, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(id) }),
  });
}
