import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { userAgent } from '../../connector-kit/requests.ts';
import { type Span, spanAfter } from '../../connector-kit/time-spans.ts';
import { elapsed } from '../../domain/dates.ts';
import type { ExternalData } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { type Entry, entry, type Settings } from './schema.ts';
import { partsOfTaskKey } from './tasks.ts';

const refuse = (message: string, pointer: string): FaultError =>
  new FaultError({ kind: 'rejected', message, pointer });
const entriesOf = ({ settings }: Call<Settings>): string =>
  `/workspaces/${settings.workspaceId}/time_entries`;

export async function createEntry(call: Call<Settings>, data: ExternalData): Promise<Entry> {
  const { workspaceId, projectIds } = call.settings;
  const span = spanIn(call, data);
  // Without an end Toggl starts a timer, which would run until somebody stops it.
  if (span?.end === undefined)
    throw refuse('Toggl Track needs the duration of an entry. Give the minutes in BritePool.', '/duration');
  const response = await call.send({
    method: 'POST',
    path: entriesOf(call),
    body: {
      ...{ created_with: userAgent, workspace_id: Number(workspaceId), project_id: Number(projectIds[0]) },
      ...(data.user_id == null ? {} : { user_id: Number(data.user_id) }),
      ...written(data),
      ...times(span),
    },
  });
  return parseResponse(response, entry, 'The created time entry');
}

/**
 * Only what is sent changes; start, stop and duration have to agree and go together. `read`: the entry as it stands, which
 * is needed for times and persons only, since every request counts.
 */
export async function updateEntry(
  call: Call<Settings>,
  id: string,
  read: () => Promise<Entry>,
  data: ExternalData,
): Promise<Entry> {
  const moves = ['day', 'start', 'stop', 'duration', 'user_id'].some((name) => Object.hasOwn(data, name));
  const span = moves ? moved(call, await read(), data) : undefined;
  const response = await call.send({
    method: 'PUT',
    path: `${entriesOf(call)}/${encodeURIComponent(id)}`,
    body: {
      workspace_id: Number(call.settings.workspaceId),
      ...written(data),
      ...(span === undefined ? {} : times(span)),
    },
  });
  return parseResponse(response, entry, 'The changed time entry');
}

function moved(call: Call<Settings>, before: Entry, data: ExternalData): Span | undefined {
  if (data.user_id != null && Number(data.user_id) !== before.user_id)
    throw refuse(
      'Toggl Track cannot move an entry to another person. Delete it and log it anew.',
      '/user_id',
    );
  const running = before.duration < 0 || before.stop == null;
  const known = { start: before.start, ...(running ? {} : { end: before.stop ?? before.start }) };
  return spanIn(call, data, known);
}

function spanIn({ settings }: Call<Settings>, data: ExternalData, before?: Span): Span | undefined {
  const text = (value: ExternalData[string] | undefined) => (typeof value === 'string' ? value : undefined);
  const given = {
    ...{ day: text(data.day), start: text(data.start), end: text(data.stop) },
    minutes: typeof data.duration === 'number' ? data.duration / 60 : undefined,
  };
  return spanAfter(given, before, settings.timeZone);
}

const times = ({ start, end }: Span): ExternalData =>
  end === undefined
    ? { start, duration: -1 }
    : { start, stop: end, duration: Math.round(elapsed(start, end) / 1000) };

/** The given values by the names that Toggl writes. */
function written({ description, billable, taskKey }: ExternalData): ExternalData {
  const task = typeof taskKey === 'string' ? partsOfTaskKey(taskKey) : undefined;
  return {
    ...(description === undefined ? {} : { description: description ?? '' }),
    ...(billable == null ? {} : { billable }),
    ...(task === undefined ? {} : { project_id: Number(task.projectId), task_id: Number(task.taskId) }),
    ...(taskKey === null ? { task_id: null } : {}),
  };
}
