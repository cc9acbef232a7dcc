import { infiniteQueryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { firstSyncOperations, type previewCounts } from '../../../../../shared/contract/first-sync.ts';
import type { Api } from '../../../lib/api.ts';

export type ImportCounts = readonly z.output<typeof previewCounts>[];

/**
 * What a first import would do, counted over there in pages of some seconds each; each page holds the sums so far. It is
 * counted anew only when somebody asks, since every count costs requests.
 */
export const countImport = (api: Api, id: string) =>
  infiniteQueryOptions({
    queryKey: ['first-import-count', id],
    queryFn: ({ pageParam, signal }) =>
      api(
        firstSyncOperations.previewFirstSync,
        { params: { id }, body: pageParam === '' ? {} : { cursor: pageParam } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
