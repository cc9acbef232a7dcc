import { infiniteQueryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { auditOperations, type auditView } from '../../../../../shared/contract/audit.ts';
import type { Api } from '../../../lib/api.ts';
import { timesOf } from '../../../lib/spans.ts';
import type { HistorySearch } from '../history-search.ts';

export type Entry = z.output<typeof auditView>;

/** The query of the API for a choice, seen from now. */
export const auditQuery = ({ who, act, ...span }: HistorySearch) => ({
  ...{ actor: who, action: act },
  ...timesOf(span, Date.now()),
});

/** What was done, newest first, page after page. */
export const listAudit = (api: Api, search: HistorySearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) =>
      api(
        auditOperations.listAudit,
        { query: { ...auditQuery(search), limit: '50', ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ pagination }) => pagination.cursor,
  });
