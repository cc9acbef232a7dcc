import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import {
  type parkedDetail,
  parkedOperations,
  type parkedView,
} from '../../../../../shared/contract/parked.ts';
import type { Api, InputOf } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

export type Parked = z.output<typeof parkedView>;
export type ParkedDetail = z.output<typeof parkedDetail>;
export type Cause = z.output<typeof parkedOperations.countParked.response>['causes'][number];

const given = <Value extends object>(values: Value) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** What failed or waits by cause, the most frequent first, in one integration or in all. */
export const countCauses = (api: Api, integrationId: string | undefined) =>
  queryOptions({
    queryKey: ['parked', 'causes', integrationId],
    queryFn: ({ signal }) => api(parkedOperations.countParked, { query: given({ integrationId }) }, signal),
    refetchInterval: pollMs(false),
  });

export interface CauseSearch {
  readonly integrationId: string | undefined;
  readonly causeKey: string;
  readonly state: Cause['state'];
}

/** The changes of one cause, newest first, page after page. */
export const listParked = (api: Api, search: CauseSearch) =>
  infiniteQueryOptions({
    queryKey: ['parked', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      api(
        parkedOperations.listParked,
        { query: { ...given(search), limit: '50', ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ pagination }) => pagination.cursor,
    refetchInterval: pollMs(false),
  });

/** One change with every try and the request that failed. */
export const getParked = (api: Api, itemId: string) =>
  queryOptions({
    queryKey: ['parked', 'item', itemId],
    queryFn: async ({ signal }) =>
      (await api(parkedOperations.getParked, { params: { itemId } }, signal)).item,
  });

export const retryParked = (api: Api, itemId: string) =>
  api(parkedOperations.retryParked, { params: { itemId }, body: {} });
export type Edit = InputOf<typeof parkedOperations.editParked>['body'];
export const editParked = (api: Api, itemId: string, body: Edit) =>
  api(parkedOperations.editParked, { params: { itemId }, body });
export const dropParked = (api: Api, itemId: string, reason: string) =>
  api(parkedOperations.dropParked, { params: { itemId }, body: { reason } });
