import { activityOperations, type LogView } from '../../../../../shared/contract/activity.ts';
import type { Api } from '../../../lib/api.ts';
import { type LogFilter, queryFor } from '../log-filter.ts';

/** A page of the log, newest first; `cursor` leads to the next. */
export interface LogPage {
  readonly entries: readonly LogView[];
  readonly cursor: string | undefined;
  /** Since when everything was looked at, where the page found fewer than it could hold. */
  readonly lookedTo: string | undefined;
}

export interface LogRequest {
  /** Absent: of all integrations. */
  readonly integrationId: string | undefined;
  readonly filter: LogFilter;
}

/** The first page is there at once; who reads on gets more at a time. */
const sizes = { first: 40, next: 100 };

export async function listLogs(
  api: Api,
  { integrationId, filter }: LogRequest,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<LogPage> {
  const size = cursor === undefined ? sizes.first : sizes.next;
  const query = { ...queryFor(filter, Date.now()), limit: String(size), cursor };
  const { logs, pagination, lookedTo } =
    integrationId === undefined
      ? await api(
          activityOperations.listAllLogs,
          { query: { ...query, integrationId: filter.integration } },
          signal,
        )
      : await api(activityOperations.listLogs, { params: { id: integrationId }, query }, signal);
  return {
    entries: logs,
    cursor: pagination.hasMore ? pagination.cursor : undefined,
    lookedTo: logs.length < size ? lookedTo : undefined,
  };
}
