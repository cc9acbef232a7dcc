import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import type { ExternalPage, ReadWindow } from '../../domain/external.ts';
import { get } from './ask.ts';
import { toRecord } from './entry-record.ts';
import { present, read, remove } from './gone.ts';
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
  const [begin, now] = [Date.parse(call.settings.startDate), call.now().getTime()];
  const first = since === null ? 0 : Math.max(0, Math.floor((now - recentMs - begin) / spanMs));
  const at = cursor === null ? first : Number(cursor);
  const [from, to] = [begin + at * spanMs, begin + (at + 1) * spanMs];
  const records = (await between(call, from, to - 1)).map((entry) => toRecord(call.settings, entry));
  return {
    records: records.filter(({ updatedAt }) => since === null || (updatedAt ?? since) >= since),
    deletedIds: [],
    // Somewhere it is tomorrow already.
    next: to > now + dayMs ? null : String(at + 1),
  };
}

async function between(call: Call<Settings>, from: number, to: number): Promise<readonly Entry[]> {
  const assignee = (await peopleOf(call)).map(({ id }) => id).join(',');
  const query = { start_date: from, end_date: to, assignee };
  return (await get(call, entriesOf(call), entriesShape, query)).data;
}

const entriesOf = ({ settings }: Call<Settings>): string => `/team/${settings.workspaceId}/time_entries`;
const pathOf = (call: Call<Settings>, id: string): string => `${entriesOf(call)}/${encodeURIComponent(id)}`;

/** Nothing at its address, and an account that sees everybody's entries: then there is none. */
async function readEntry(call: Call<Settings>, id: string): Promise<Entry | 'gone'> {
  const found = await read(call, pathOf(call, id), oneEntry);
  const data = found === 'gone' ? null : found.data;
  const [entry] = [data ?? []].flat();
  if (entry !== undefined) return entry;
  await proveFullView(call);
  return 'gone';
}

const known = async (call: Call<Settings>, id: string): Promise<Entry> => present(await readEntry(call, id));

export const entries: StreamOperations<Settings> = {
  list,
  async get(call, id) {
    const found = await readEntry(call, id);
    return found === 'gone' ? 'gone' : toRecord(call.settings, found);
  },
  /** ClickUp describes the answer without an id: where it has none, the newest entry with these times is the one. */
  async create(call, data) {
    const { id, start, duration } = await createEntry(call, entriesOf(call), data);
    if (id !== undefined) return toRecord(call.settings, await known(call, id));
    const made = (await between(call, start - 1, start + 1))
      .filter((entry) => entry.duration === duration && String(entry.user.id) === data.user_id)
      .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
    return toRecord(call.settings, present(made ?? 'gone'));
  },
  async update(call, id, data) {
    await updateEntry(call, pathOf(call, id), await known(call, id), data);
    return toRecord(call.settings, await known(call, id));
  },
  async delete(call, id) {
    const done = await remove(call, pathOf(call, id));
    if (done === 'gone') await proveFullView(call);
    return done;
  },
};
