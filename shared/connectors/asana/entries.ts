import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { aboutThisRecord } from './refusals.ts';
import { type Entry, entries as entriesShape, oneEntry, type Settings } from './schema.ts';
import { createEntry, mayWrite, updateEntry } from './write-entry.ts';

const entryFields = [
  ...['duration_minutes', 'entered_on', 'created_by', 'attributable_to'],
  ...['task', 'description', 'billable_status', 'approval_status'],
].join(',');
/** Asana wants one end of the window, and began to keep time long after this day. */
const everSince = '2000-01-01';

const billable: { readonly [status: string]: boolean } = { billable: true, nonBillable: false };

const toRecord = (entry: Entry): ExternalRecord => ({
  id: entry.gid,
  data: {
    gid: entry.gid,
    duration_minutes: entry.duration_minutes,
    entered_on: entry.entered_on,
    created_by: entry.created_by === null ? null : { gid: entry.created_by.gid },
    attributable_to: entry.attributable_to == null ? null : { gid: entry.attributable_to.gid },
    task: entry.task == null ? null : { gid: entry.task.gid },
    description: entry.description ?? '',
    billable: billable[entry.billable_status ?? ''] ?? null,
    approved: entry.approval_status === 'APPROVED',
  },
});

const pathOf = (gid: string): string => `/time_tracking_entries/${encodeURIComponent(gid)}`;

/** All entries since the first day: Asana tells no time of change and cannot be asked for changes. */
async function list(call: Call<Settings>, { cursor }: ReadWindow): Promise<ExternalPage> {
  const response = await call.send({
    method: 'GET',
    path: '/time_tracking_entries',
    query: {
      workspace: call.settings.workspaceGid,
      entered_on_start_date: call.settings.startDate ?? everSince,
      limit: 100,
      opt_fields: entryFields,
      offset: cursor ?? undefined,
    },
  });
  const { data, next_page } = parseResponse(response, entriesShape, 'The list of time entries');
  const records: ExternalRecord[] = [];
  for (const entry of data) {
    const whole = await wholeEntry(call, entry);
    if (whole !== 'gone') records.push(toRecord(whole));
  }
  return { records, deletedIds: [], next: next_page?.offset ?? null };
}

/**
 * The reference promises the task for a single entry only, though lists answer it when asked. An entry that came without
 * is read by itself, or it would look as if it had lost its task. https://developers.asana.com/reference/time-tracking-entries
 */
const wholeEntry = async (call: Call<Settings>, entry: Entry): Promise<Entry | 'gone'> =>
  entry.task === undefined ? read(call, entry.gid) : entry;

async function read(call: Call<Settings>, gid: string): Promise<Entry | 'gone'> {
  const request = { method: 'GET', path: pathOf(gid), query: { opt_fields: entryFields } } as const;
  const response = await call.send(request, { accept: [404] });
  return response.status === 404 ? 'gone' : parseResponse(response, oneEntry, 'The time entry').data;
}

async function known(call: Call<Settings>, gid: string): Promise<Entry> {
  const found = await read(call, gid);
  if (found !== 'gone') return found;
  throw new FaultError({ kind: 'not-found', message: 'Asana has no such time entry.', httpStatus: 404 });
}

export const entries: StreamOperations<Settings> = {
  list,
  async get(call, gid) {
    const found = await read(call, gid);
    return found === 'gone' ? 'gone' : toRecord(found);
  },
  create: async (call, data) => toRecord(await createEntry(call, data, entryFields)),
  async update(call, gid, data) {
    const before = await known(call, gid);
    return toRecord(await updateEntry(call, { path: pathOf(gid), before }, data, entryFields));
  },
  delete: (call, gid) =>
    aboutThisRecord(mayWrite, async () => {
      const response = await call.send({ method: 'DELETE', path: pathOf(gid) }, { accept: [404] });
      return response.status === 404 ? 'gone' : 'deleted';
    }),
};
