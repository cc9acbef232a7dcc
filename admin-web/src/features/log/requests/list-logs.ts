import { activityOperations, type LogView } from '../../../../../shared/contract/activity.ts';
import type { Api } from '../../../lib/api.ts';
import { type LogFilter, queryFor } from '../log-filter.ts';

/** A page of the log, newest first; `cursor` leads to the next. */
export interface LogPage {
  readonly entries: readonly LogView[];
  readonly cursor: string | undefined;
}

export interface LogRequest {
  /** Absent: of all integrations. */
  readonly integrationId: string | undefined;
  readonly filter: LogFilter;
}

const pageSize = '40';

export async function listLogs(
  api: Api,
  { integrationId, filter }: LogRequest,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<LogPage> {
  const query = { ...queryFor(filter, Date.now()), limit: pageSize, cursor };
  const { logs, pagination } =
    integrationId === undefined
      ? await api(activityOperations.listAllLogs, { query }, signal)
      : await api(activityOperations.listLogs, { params: { id: integrationId }, query }, signal);
  return { entries: logs, cursor: pagination.hasMore ? pagination.cursor : undefined };
}
