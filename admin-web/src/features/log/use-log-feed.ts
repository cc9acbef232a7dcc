import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import { pollMs } from '../../lib/polling.ts';
import { useApi } from '../../lib/session.ts';
import { absorb, flatten, refresh } from './absorb.ts';
import { type LogPage, type LogRequest, listLogs } from './requests/list-logs.ts';

type Pages = InfiniteData<LogPage, string | undefined>;

/**
 * The log as it grows. While `isReading()` says that somebody reads, nothing moves: new entries are counted and wait
 * for `showNewer`. Otherwise they appear by themselves.
 */
export function useLogFeed(request: LogRequest, jobRuns: boolean, isReading: () => boolean) {
  const api = useApi();
  const client = useQueryClient();
  // What is open is no filter.
  const key = ['logs', request.integrationId, { ...request.filter, entry: undefined }];
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => listLogs(api, request, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
  const newest = useQuery({
    queryKey: [...key, 'newest'],
    queryFn: ({ signal }) => listLogs(api, request, undefined, signal),
    refetchInterval: pollMs(jobRuns),
    enabled: list.data !== undefined,
  });

  const known = list.data?.pages ?? [];
  const met = newest.data === undefined ? known : absorb(known, newest.data);
  const entries = flatten(newest.data === undefined ? known : refresh(known, newest.data));
  const waiting: number | 'many' = met === undefined ? 'many' : flatten(met).length - entries.length;

  const showNewer = () => {
    if (newest.data === undefined) return;
    const pages = [...(met ?? [newest.data])];
    client.setQueryData<Pages>(key, (old) => ({
      pages,
      pageParams: (old?.pageParams ?? [undefined]).slice(0, pages.length),
    }));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: decided once per answer of the service, not per render
  useLayoutEffect(() => {
    if (!isReading()) showNewer();
  }, [newest.data]);

  const retry = () => {
    if (list.isFetchNextPageError) void list.fetchNextPage();
    else void (list.data === undefined ? list.refetch() : newest.refetch());
  };

  return {
    entries,
    waiting,
    showNewer,
    isLoading: list.data === undefined && list.error === null,
    error: list.error ?? newest.error,
    dataFrom: list.data === undefined ? undefined : Math.max(list.dataUpdatedAt, newest.dataUpdatedAt),
    retry,
    isRetrying: list.isFetching || newest.isFetching,
    hasMore: list.hasNextPage,
    lookedTo: known.at(-1)?.lookedTo,
    showMore: () => void list.fetchNextPage(),
    isShowingMore: list.isFetchingNextPage,
  };
}
