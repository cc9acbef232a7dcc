import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { ask, get } from './ask.ts';
import { remove } from './gone.ts';
import { type Group, group, groups as groupsShape, type Settings } from './schema.ts';

/** All user groups come at once. */
const readGroups = async (call: Call<Settings>, id?: string): Promise<readonly Group[]> =>
  (await get(call, '/group', groupsShape, { team_id: call.settings.workspaceId, group_ids: id })).groups;
const pathOf = (id: string): string => `/group/${encodeURIComponent(id)}`;
const toRecord = ({ id, name }: Group): ExternalRecord => ({ id, data: { name } });
const whole = (records: readonly ExternalRecord[]) => ({ records, deletedIds: [], next: null });

const put = (call: Call<Settings>, id: string, body: object): Promise<Group> =>
  ask(call, { method: 'PUT', path: pathOf(id), body }, group);

export const groups: StreamOperations<Settings> = {
  list: async (call) => whole((await readGroups(call)).map(toRecord)),
  async get(call, id) {
    const found = (await readGroups(call, id)).find((group) => group.id === id);
    return found === undefined ? 'gone' : toRecord(found);
  },
  async create(call, { name }) {
    const path = `/team/${call.settings.workspaceId}/group`;
    return toRecord(await ask(call, { method: 'POST', path, body: { name, members: [] } }, group));
  },
  update: async (call, id, { name }) => toRecord(await put(call, id, { name })),
  delete: (call, id) => remove(call, pathOf(id)),
};

/** A seat has no id of its own. */
const seatRecord = (groupId: string, userId: string): ExternalRecord => ({
  id: `${groupId}:${userId}`,
  data: { group_id: groupId, user_id: userId },
});
const seatsOf = ({ id, members }: Group) => members.map((person) => seatRecord(id, String(person.id)));

const seatWith = async (call: Call<Settings>, key: string): Promise<ExternalRecord | undefined> =>
  (await readGroups(call, key.split(':')[0])).flatMap(seatsOf).find(({ id }) => id === key);

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
