import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import { readPath } from '../../domain/paths.ts';
import { ownAccount } from './people.ts';
import { aboutThisRecord, refuse } from './refusals.ts';
import { type Entry, oneEntry, type Settings } from './schema.ts';

export const mayWrite =
  'An entry is changed by whoever made it and until it is approved; descriptions and “billable” need the add-on for timesheets.';

/** An entry belongs to the account that writes it: nobody else can be named. */
export async function createEntry(
  call: Call<Settings>,
  data: ExternalData,
  opt_fields: string,
): Promise<Entry> {
  const task = readPath(data, 'task.gid');
  if (typeof task !== 'string')
    throw refuse('Asana keeps time on tasks only. Name the task in BritePool.', '/task/gid');
  const { duration_minutes: minutes } = data;
  if (typeof minutes !== 'number' || minutes <= 0)
    throw refuse('Asana needs the duration of an entry. Give the minutes in BritePool.', '/duration_minutes');
  if (readPath(data, 'created_by.gid') !== (await ownAccount(call)).gid)
    throw refuse('Asana lets nobody book time for others. Have it booked in Asana.', '/created_by/gid');
  return aboutThisRecord(mayWrite, async () => {
    const path = `/tasks/${encodeURIComponent(task)}/time_tracking_entries`;
    const body = { data: written(data) };
    const response = await call.send({ method: 'POST', path, query: { opt_fields }, body });
    return parseResponse(response, oneEntry, 'The created time entry').data;
  });
}

export async function updateEntry(
  call: Call<Settings>,
  { path, before }: { readonly path: string; readonly before: Entry },
  data: ExternalData,
  opt_fields: string,
): Promise<Entry> {
  for (const [pointer, was] of [
    ['task', before.task?.gid],
    ['created_by', before.created_by?.gid],
  ] as const)
    if (data[pointer] !== undefined && readPath(data, `${pointer}.gid`) !== was)
      throw refuse(
        'In Asana an entry keeps its person and its task. Delete it and log it anew.',
        `/${pointer}/gid`,
      );
  return aboutThisRecord(mayWrite, async () => {
    const body = { data: written(data) };
    const response = await call.send({ method: 'PUT', path, query: { opt_fields }, body });
    return parseResponse(response, oneEntry, 'The changed time entry').data;
  });
}

/** The given values by the names that Asana writes; minutes are whole there. */
const written = ({ duration_minutes, entered_on, description, billable }: ExternalData): ExternalData => ({
  ...(typeof duration_minutes === 'number' ? { duration_minutes: Math.round(duration_minutes) } : {}),
  ...(typeof entered_on === 'string' ? { entered_on } : {}),
  ...(description === undefined ? {} : { description: description ?? '' }),
  ...(typeof billable === 'boolean' ? { billable_status: billable ? 'billable' : 'nonBillable' } : {}),
});
