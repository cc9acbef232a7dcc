import { infiniteQueryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { approvalOperations, type approvalView } from '../../../../../shared/contract/approvals.ts';
import type { Api } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

export type Approval = z.output<typeof approvalView>;

/** Deletions that wait for somebody, newest first. */
export const listApprovals = (api: Api, integrationId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['approvals', { integrationId }],
    queryFn: ({ pageParam, signal }) =>
      api(
        approvalOperations.listApprovals,
        {
          query: {
            ...(integrationId === undefined ? {} : { integrationId }),
            ...(pageParam === '' ? {} : { cursor: pageParam }),
          },
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ pagination }) => pagination.cursor,
    refetchInterval: pollMs(false),
  });

export const decideApproval = (api: Api, { id, version }: Approval, act: 'approve' | 'reject') =>
  api(act === 'approve' ? approvalOperations.approveDeletions : approvalOperations.rejectDeletions, {
    params: { approvalId: id },
    body: { version },
  });
