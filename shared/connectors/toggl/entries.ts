import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { dayOf } from '../../connector-kit/time-spans.ts';
import type { ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { proveFullView } from './proof.ts';
import { reportPage } from './report.ts';
import { type Entry, entry, type Settings } from './schema.ts';
import { taskKey } from './tasks.ts';
import { createEntry, updateEntry } from './write-entry.ts';

/** Reports and entries write times and durations differently; here they are one. */
function toRecord({ settings }: Call<Settings>, data: Entry): ExternalRecord {
  const { project_id, task_id } = data;
  const running = data.duration < 0;
  const updatedAt = new Date(data.at).toISOString();
  return {
    id: String(data.id),
    updatedAt,
    data: {
      id: data.id,
      user_id: data.user_id,
      project_id: project_id ?? null,
      taskKey: project_id == null || task_id == null ? null : taskKey(project_id, task_id),
      description: data.description ?? '',
      billable: data.billable ?? false,
      tag_ids: (data.tag_ids ?? []).toSorted((a, b) => a - b),
      day: dayOf(data.start, settings.timeZone),
      start: new Date(data.start).toISOString(),
      stop: running || data.stop == null ? null : new Date(data.stop).toISOString(),
      duration: running ? null : data.duration,
      running,
    },
  };
}

/** The report knows no time of change to ask for: everything is read, and what did not change is left out here. */
async function list(call: Call<Settings>, { since, cursor }: ReadWindow): Promise<ExternalPage> {
  const { entries, next } = await reportPage(call, cursor);
  const records = entries.map((data) => toRecord(call, data));
  const changed = records.filter(({ updatedAt = '' }) => since === null || updatedAt >= since);
  return { records: changed, deletedIds: [], next };
}

async function readEntry(call: Call<Settings>, id: string): Promise<Entry | 'gone'> {
  const path = `/me/time_entries/${encodeURIComponent(id)}`;
  const response = await call.send({ method: 'GET', path }, { accept: [404] });
  const found = response.status === 404 ? undefined : parseResponse(response, entry, 'The time entry');
  if (found !== undefined) return found.server_deleted_at == null ? found : 'gone';
  const reported = await inReport(call, id);
  if (reported !== undefined) return reported;
  await proveFullView(call);
  return 'gone';
}

/** An entry of somebody else may be hidden at its own address; the report of everybody has it all the same. */
async function inReport(call: Call<Settings>, id: string): Promise<Entry | undefined> {
  let cursor: string | null = null;
  do {
    const page = await reportPage(call, cursor);
    const found = page.entries.find((data) => String(data.id) === id);
    if (found !== undefined) return found;
    cursor = page.next;
  } while (cursor !== null);
  return undefined;
}

const known = async (call: Call<Settings>, id: string): Promise<Entry> => {
  const found = await readEntry(call, id);
  if (found !== 'gone') return found;
  throw new FaultError({
    kind: 'not-found',
    message: 'Toggl Track has no such time entry.',
    httpStatus: 404,
  });
};

export const entries: StreamOperations<Settings> = {
  list,
  async get(call, id) {
    const found = await readEntry(call, id);
    return found === 'gone' ? found : toRecord(call, found);
  },
  create: async (call, data) => toRecord(call, await createEntry(call, data)),
  update: async (call, id, data) => toRecord(call, await updateEntry(call, id, () => known(call, id), data)),
  async delete(call, id) {
    const path = `/workspaces/${call.settings.workspaceId}/time_entries/${encodeURIComponent(id)}`;
    const response = await call.send({ method: 'DELETE', path }, { accept: [404] });
    if (response.status !== 404) return 'deleted';
    if ((await readEntry(call, id)) === 'gone') return 'gone';
    throw new FaultError({
      kind: 'forbidden',
      message: 'Toggl Track does not let this account delete the entry.',
    });
  },
};
