import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { firstSyncOperations, type reviewView } from '../../../../../shared/contract/first-sync.ts';
import type { Api, InputOf } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

export type Match = z.output<typeof reviewView>;

/** Records of the other system that could be more than one of ours: the newest of an integration, and whether more wait. */
export const listMatches = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['matches', id],
    queryFn: async ({ signal }) => {
      const query = { status: 'PENDING' as const, limit: '100' };
      const { reviews, pagination } = await api(
        firstSyncOperations.listReviews,
        { params: { id }, query },
        signal,
      );
      return { integrationId: id, matches: reviews, hasMore: pagination.cursor !== undefined };
    },
    refetchInterval: pollMs(false),
  });

type Body = InputOf<typeof firstSyncOperations.decideReview>['body'];
export const decideMatch = (api: Api, id: string, reviewId: string, body: Body) =>
  api(firstSyncOperations.decideReview, { params: { id, reviewId }, body });
