import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { refuseUnlessMissing } from './faults.ts';
import { type Group, group, groups as groupsShape, type Settings } from './schema.ts';

/** All user groups come at once. */
async function readGroups({ send, settings }: Call<Settings>, id?: string): Promise<readonly Group[]> {
  const query = { team_id: settings.workspaceId, group_ids: id };
  const response = await send({ method: 'GET', path: '/group', query });
  return parseResponse(response, groupsShape, 'The user groups').groups;
}
const groupWith = async (call: Call<Settings>, id: string): Promise<Group | undefined> =>
  (await readGroups(call, id)).find((found) => found.id === id);

const pathOf = (id: string): string => `/group/${encodeURIComponent(id)}`;
const toRecord = ({ id, name }: Group): ExternalRecord => ({ id, data: { id, name } });
const whole = (records: readonly ExternalRecord[]) => ({ records, deletedIds: [], next: null });

async function put(call: Call<Settings>, id: string, body: object): Promise<Group> {
  const response = await call.send({ method: 'PUT', path: pathOf(id), body });
  return parseResponse(response, group, 'The changed user group');
}

export const groups: StreamOperations<Settings> = {
  list: async (call) => whole((await readGroups(call)).map(toRecord)),
  async get(call, id) {
    const found = await groupWith(call, id);
    return found === undefined ? 'gone' : toRecord(found);
  },
  async create(call, { name }) {
    const path = `/team/${call.settings.workspaceId}/group`;
    const response = await call.send({ method: 'POST', path, body: { name, members: [] } });
    return toRecord(parseResponse(response, group, 'The created user group'));
  },
  update: async (call, id, { name }) => toRecord(await put(call, id, { name })),
  async delete(call, id) {
    const response = await call.send({ method: 'DELETE', path: pathOf(id) }, { accept: [404] });
    refuseUnlessMissing(response);
    return response.status === 404 ? 'gone' : 'deleted';
  },
};

/** A seat has no id of its own. */
const seatRecord = (groupId: string, userId: string): ExternalRecord => ({
  id: `${groupId}:${userId}`,
  data: { group_id: groupId, user_id: userId },
});
const seatsOf = ({ id, members }: Group) => members.map((person) => seatRecord(id, String(person.id)));

async function seatWith(call: Call<Settings>, key: string): Promise<ExternalRecord | undefined> {
  const [groupId = ''] = key.split(':');
  const found = await groupWith(call, groupId);
  return found === undefined ? undefined : seatsOf(found).find(({ id }) => id === key);
}

export const seats: StreamOperations<Settings> = {
  list: async (call) => whole((await readGroups(call)).flatMap(seatsOf)),
  get: async (call, key) => (await seatWith(call, key)) ?? 'gone',
  async create(call, data) {
    const [groupId, userId] = [String(data.group_id), String(data.user_id)];
    await put(call, groupId, { members: { add: [Number(userId)], rem: [] } });
    return seatRecord(groupId, userId);
  },
  async delete(call, key) {
    if ((await seatWith(call, key)) === undefined) return 'gone';
    const [groupId = '', userId = ''] = key.split(':');
    await put(call, groupId, { members: { add: [], rem: [Number(userId)] } });
    return 'deleted';
  },
};
