import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { conflictOperations, type conflictView } from '../../../../../shared/contract/conflicts.ts';
import type { Api, InputOf } from '../../../lib/api.ts';
import { pollMs } from '../../../lib/polling.ts';

export type Conflict = z.output<typeof conflictView>;
export interface ConflictSearch {
  readonly integrationId?: string | undefined;
  readonly status?: 'PENDING' | 'IGNORED' | 'RESOLVED' | undefined;
}

/** Conflicts in one state, newest first, page after page. */
export const listConflicts = (api: Api, { integrationId, status = 'PENDING' }: ConflictSearch) =>
  infiniteQueryOptions({
    queryKey: ['conflicts', { integrationId, status }],
    queryFn: ({ pageParam, signal }) =>
      api(
        conflictOperations.listConflicts,
        {
          query: {
            status,
            limit: '50',
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

export type Decision = InputOf<typeof conflictOperations.resolveConflict>['body'];

export const resolveConflict = (api: Api, conflictId: string, body: Decision) =>
  api(conflictOperations.resolveConflict, { params: { conflictId }, body });

/** Aside until one of its values changes, or back again. */
export const putAside = (api: Api, conflictId: string, version: number) =>
  api(conflictOperations.ignoreConflict, { params: { conflictId }, body: { version } });
export const takeUp = (api: Api, conflictId: string, version: number) =>
  api(conflictOperations.takeUpConflict, { params: { conflictId }, body: { version } });

export type ChoiceForMany = InputOf<typeof conflictOperations.resolveConflicts>['body'];
export const resolveMany = (api: Api, body: ChoiceForMany) =>
  api(conflictOperations.resolveConflicts, { body });

/** What happened to a conflict, oldest first. */
export const conflictHistory = (api: Api, conflictId: string) =>
  queryOptions({
    queryKey: ['conflicts', conflictId, 'history'],
    queryFn: async ({ signal }) =>
      (await api(conflictOperations.getConflict, { params: { conflictId } }, signal)).conflict.history,
  });
