import * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { drifted } from '../../connector-kit/faults.ts';
import { parseResponse, parseShape } from '../../connector-kit/parse.ts';
import { dayOf } from '../../connector-kit/time-spans.ts';
import type { ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { byField } from './custom-fields.ts';
import { readPage } from './pages.ts';
import { peopleOf } from './people.ts';
import { unlessGone } from './proof.ts';
import { type Entry, entry, type Settings } from './schema.ts';
import { taskKey } from './tasks.ts';
import { createEntry, updateEntry } from './write-entry.ts';

/** Rates differ between lists and answers to a change, and are nobody's business here. */
function toRecord({ settings }: Call<Settings>, data: Entry): ExternalRecord {
  const { hourlyRate: _hourly, costRate: _cost, projectId, taskId, ...rest } = data;
  return {
    id: data.id,
    data: {
      ...rest,
      projectId: projectId ?? null,
      taskId: taskId ?? null,
      taskKey: projectId == null || taskId == null ? null : taskKey(projectId, taskId),
      day: dayOf(data.timeInterval.start, settings.timeZone),
      custom: byField(data.customFieldValues),
    },
  };
}

/** Whose entries are read, which page of them, and whether that person is the last. */
const place = z.object({ position: z.number(), userId: z.string(), isLast: z.boolean(), page: z.number() });

/** Entries are listed per person only: one person after the other, each page by page. */
async function list(call: Call<Settings>, { cursor }: ReadWindow): Promise<ExternalPage> {
  const at = cursor === null ? await personAt(call, 1) : placeIn(cursor);
  if (at === 'end') return { records: [], deletedIds: [], next: null };
  const path = `/workspaces/${call.settings.workspaceId}/user/${at.userId}/time-entries`;
  const ask = { path, shape: entry, what: 'The list of time entries' };
  const { items, isLast } = await readPage(call.send, ask, at.page);
  const next = !isLast
    ? { ...at, page: at.page + 1 }
    : at.isLast
      ? 'end'
      : await personAt(call, at.position + 1);
  return {
    records: items.filter(isWork).map((data) => toRecord(call, data)),
    deletedIds: [],
    next: next === 'end' ? null : JSON.stringify(next),
  };
}

/** Holidays, absences and breaks are entries as well, and no participation. */
const isWork = ({ type }: Entry): boolean => type == null || type === 'REGULAR';

const placeIn = (cursor: string) => parseShape(JSON.parse(cursor), place, 'The place in the list');

async function personAt(call: Call<Settings>, position: number): Promise<z.output<typeof place> | 'end'> {
  const { items, isLast } = await readPage(call.send, { ...peopleOf(call.settings), size: 1 }, position);
  const [person] = items;
  if (person !== undefined) return { position, userId: person.id, isLast, page: 1 };
  if (position > 1) return 'end';
  throw drifted('The list of people', '', 'it is empty, though the key’s own user belongs to it');
}

const pathOf = ({ settings }: Call<Settings>, id: string): string =>
  `/workspaces/${settings.workspaceId}/time-entries/${encodeURIComponent(id)}`;

const readEntry = async (call: Call<Settings>, id: string): Promise<Entry> =>
  parseResponse(await call.send({ method: 'GET', path: pathOf(call, id) }), entry, 'The time entry');

export const entries: StreamOperations<Settings> = {
  list,
  get: (call, id) => unlessGone(call, async () => toRecord(call, await readEntry(call, id))),
  create: async (call, data) => toRecord(call, await createEntry(call, data)),
  async update(call, id, data) {
    const before = await readEntry(call, id);
    return toRecord(call, await updateEntry(call, pathOf(call, id), before, data));
  },
  delete: (call, id) =>
    unlessGone(call, async () => {
      await call.send({ method: 'DELETE', path: pathOf(call, id) });
      return 'deleted' as const;
    }),
};
