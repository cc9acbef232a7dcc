import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalPage, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { toRecord } from './entry-record.ts';
import { refuseUnlessMissing } from './faults.ts';
import { peopleOf, proveFullView } from './people.ts';
import { type Entry, entries as entriesShape, oneEntry, type Settings } from './schema.ts';
import { createEntry, updateEntry } from './write-entry.ts';

const dayMs = 86_400_000;
/** The answer has no pages: a month at a time keeps it small. */
const spanMs = 31 * dayMs;
/** How far back a look for changes reaches; ClickUp cannot be asked for changed entries. */
const recentMs = 62 * dayMs;

/**
 * The months since the first day, everybody's entries of each: without their names ClickUp shows those of the token's own
 * user. The cursor is the number of the month. https://developer.clickup.com/reference/gettimeentrieswithinadaterange
 */
async function list(call: Call<Settings>, { since, cursor }: ReadWindow): Promise<ExternalPage> {
  const [begin, now] = [Date.parse(`${call.settings.startDate}T00:00:00.000Z`), call.now().getTime()];
  const first = since === null ? 0 : Math.max(0, Math.floor((now - recentMs - begin) / spanMs));
  const at = cursor === null ? first : Number(cursor);
  const [from, to] = [begin + at * spanMs, begin + (at + 1) * spanMs];
  const found = await entriesBetween(call, from, to - 1);
  const records = found.map((entry) => toRecord(call.settings, entry));
  return {
    records: records.filter(({ updatedAt }) => since === null || (updatedAt ?? since) >= since),
    deletedIds: [],
    // Somewhere it is tomorrow already.
    next: to > now + dayMs ? null : String(at + 1),
  };
}

async function entriesBetween(
  call: Call<Settings>,
  start_date: number,
  end_date: number,
): Promise<readonly Entry[]> {
  const assignee = (await peopleOf(call)).map(({ id }) => id).join(',');
  const query = { start_date, end_date, assignee };
  const response = await call.send({ method: 'GET', path: entriesOf(call), query });
  return parseResponse(response, entriesShape, 'The time entries').data;
}

const entriesOf = ({ settings }: Call<Settings>): string => `/team/${settings.workspaceId}/time_entries`;
const pathOf = (call: Call<Settings>, id: string): string => `${entriesOf(call)}/${encodeURIComponent(id)}`;

/** Nothing at its address, and an account that sees everybody's entries: then there is none. */
async function readEntry(call: Call<Settings>, id: string): Promise<Entry | 'gone'> {
  const response = await call.send({ method: 'GET', path: pathOf(call, id) }, { accept: [404] });
  refuseUnlessMissing(response);
  const found = response.status === 404 ? null : parseResponse(response, oneEntry, 'The time entry').data;
  const entry = Array.isArray(found) ? found[0] : found;
  if (entry != null) return entry;
  await proveFullView(call);
  return 'gone';
}

async function known(call: Call<Settings>, id: string): Promise<Entry> {
  const found = await readEntry(call, id);
  if (found !== 'gone') return found;
  throw new FaultError({ kind: 'not-found', message: 'ClickUp has no such time entry.', httpStatus: 404 });
}

export const entries: StreamOperations<Settings> = {
  list,
  async get(call, id) {
    const found = await readEntry(call, id);
    return found === 'gone' ? 'gone' : toRecord(call.settings, found);
  },
  async create(call, data) {
    const between = (from: number, to: number) => entriesBetween(call, from, to);
    const id = await createEntry(call, entriesOf(call), data, between);
    return toRecord(call.settings, await known(call, id));
  },
  async update(call, id, data) {
    await updateEntry(call, pathOf(call, id), await known(call, id), data);
    return toRecord(call.settings, await known(call, id));
  },
  async delete(call, id) {
    const response = await call.send({ method: 'DELETE', path: pathOf(call, id) }, { accept: [404] });
    refuseUnlessMissing(response);
    if (response.status !== 404) return 'deleted';
    await proveFullView(call);
    return 'gone';
  },
};
