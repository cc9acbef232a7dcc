import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { FieldValue } from '../../domain/values.ts';
import { type Entity, entity, type Settings, timeEntries, users } from './schema.ts';

const pageSize = 100;

const toRecord = (data: Entity): ExternalRecord => ({
  id: String(data.id),
  data,
  updatedAt: new Date(data.updated_at).toISOString(),
  ...ownKeyOf(data),
});

/** Our key lies in the entry's external reference, which Harvest keeps for other programs. */
function ownKeyOf({ external_reference: reference }: Entity): { readonly ownKey?: string } {
  if (!isObject(reference) || reference.group_id !== group) return {};
  return typeof reference.id === 'string' ? { ownKey: reference.id } : {};
}
const isObject = (value: FieldValue | undefined): value is ExternalData =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const group = 'britepool';

/** People have two names in Harvest and one here. */
const toPerson = (data: Entity): ExternalRecord =>
  toRecord({ ...data, full_name: [data.first_name, data.last_name].filter(Boolean).join(' ') });

/** The first page is described, all others are the link that the page before gave. */
async function readPage(call: Call<Settings>, path: string, { since, cursor }: ReadWindow) {
  if (cursor !== null) return call.send({ method: 'GET', path: cursor });
  return call.send({
    method: 'GET',
    path,
    query: { per_page: pageSize, updated_since: since ?? undefined },
  });
}

async function listEntries(call: Call<Settings>, window: ReadWindow): Promise<ExternalPage> {
  const response = await readPage(call, '/time_entries', window);
  const { time_entries, links, total_entries } = parseResponse(
    response,
    timeEntries,
    'The list of time entries',
  );
  return { records: time_entries.map(toRecord), deletedIds: [], next: links.next, total: total_entries };
}

async function listUsers(call: Call<Settings>, window: ReadWindow): Promise<ExternalPage> {
  const response = await readPage(call, '/users', window);
  const { users: people, links, total_entries } = parseResponse(response, users, 'The list of people');
  return { records: people.map(toPerson), deletedIds: [], next: links.next, total: total_entries };
}

const one =
  (collection: string, what: string, shape: (data: Entity) => ExternalRecord) =>
  async (call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'> => {
    const response = await call.send(
      { method: 'GET', path: `/${collection}/${encodeURIComponent(id)}` },
      { accept: [404] },
    );
    return response.status === 404 ? 'gone' : shape(parseResponse(response, entity, what));
  };

async function findByKey(call: Call<Settings>, key: string): Promise<ExternalRecord | 'none'> {
  const query = { external_reference_id: key, per_page: pageSize };
  const response = await call.send({ method: 'GET', path: '/time_entries', query });
  const { time_entries } = parseResponse(response, timeEntries, 'The list of time entries');
  return time_entries.map(toRecord).find(({ ownKey }) => ownKey === key) ?? 'none';
}

/** Harvest names people by a number of its own in what is written. */
function written({ user, ...data }: ExternalData): ExternalData {
  const person = isObject(user) ? user.id : undefined;
  return person === undefined || person === null ? data : { ...data, user_id: Number(person) };
}

async function create(call: Call<Settings>, data: ExternalData, key: string): Promise<ExternalRecord> {
  // Without hours Harvest starts a timer, which would run until somebody stops it.
  if (typeof data.hours !== 'number')
    throw new FaultError({
      kind: 'rejected',
      message: 'Harvest needs the duration of an entry. Give the minutes in BritePool.',
      pointer: '/hours',
    });
  const { projectId, taskId } = call.settings;
  const response = await call.send({
    method: 'POST',
    path: '/time_entries',
    body: {
      ...{ project_id: Number(projectId), task_id: Number(taskId) },
      ...written(data),
      external_reference: { id: key, group_id: group },
    },
  });
  return toRecord(parseResponse(response, entity, 'The created time entry'));
}

async function update(call: Call<Settings>, id: string, data: ExternalData): Promise<ExternalRecord> {
  const path = `/time_entries/${encodeURIComponent(id)}`;
  const response = await call.send({ method: 'PATCH', path, body: written(data) });
  return toRecord(parseResponse(response, entity, 'The changed time entry'));
}

async function remove(call: Call<Settings>, id: string): Promise<'deleted' | 'gone'> {
  const path = `/time_entries/${encodeURIComponent(id)}`;
  const response = await call.send({ method: 'DELETE', path }, { accept: [404] });
  return response.status === 404 ? 'gone' : 'deleted';
}

export const streams: { readonly [name: string]: StreamOperations<Settings> } = {
  users: { list: listUsers, get: one('users', 'The person', toPerson) },
  time_entries: {
    list: listEntries,
    get: one('time_entries', 'The time entry', toRecord),
    findByKey,
    create,
    update,
    delete: remove,
  },
};
