import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { pollMs } from '../../lib/polling.ts';
import { useApi } from '../../lib/session.ts';
import { absorb, flatten, newerThan } from './absorb.ts';
import { type LogPage, type LogRequest, listLogs } from './requests/list-logs.ts';

type Pages = InfiniteData<LogPage, string | undefined>;

/**
 * The log as it grows. While `isReading()` says that somebody reads, nothing moves: new entries are counted and wait
 * for `showNewer`. Otherwise they appear by themselves.
 */
export function useLogFeed(request: LogRequest, jobRuns: boolean, isReading: () => boolean) {
  const api = useApi();
  const client = useQueryClient();
  const [head, setHead] = useState<string>();
  const key = ['logs', request.integrationId, request.filter];
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

  const known = list.data?.pages;
  const met = known === undefined || newest.data === undefined ? known : absorb(known, newest.data);
  const all = flatten(met ?? known ?? []);
  const entries = all.slice(newerThan(all, head));
  const waiting: number | 'many' =
    met === undefined && known !== undefined ? 'many' : all.length - entries.length;

  const showNewer = () => {
    setHead(undefined);
    if (newest.data === undefined) return;
    const pages = waiting === 'many' ? [newest.data] : [...(met ?? [])];
    client.setQueryData<Pages>(key, (old) => ({
      pages,
      pageParams: (old?.pageParams ?? [undefined]).slice(0, pages.length),
    }));
  };

  // When news comes in: keep the list under a reader's eyes as it is, follow otherwise.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per answer of the service, not per render
  useEffect(() => {
    if (isReading()) setHead((before) => before ?? known?.[0]?.entries[0]?.id);
    else showNewer();
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
    showMore: () => void list.fetchNextPage(),
    isShowingMore: list.isFetchingNextPage,
  };
}
