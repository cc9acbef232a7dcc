import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { findInList, readPage } from './pages.ts';
import { unlessGone } from './proof.ts';
import { type Group, group, type Settings } from './schema.ts';

const groupsOf = ({ workspaceId }: Settings) => ({
  path: `/workspaces/${workspaceId}/user-groups`,
  query: { 'sort-column': 'ID', 'sort-order': 'ASCENDING' },
  shape: group,
  what: 'The list of groups',
});
const pathOf = ({ settings }: Call<Settings>, id: string): string =>
  `${groupsOf(settings).path}/${encodeURIComponent(id)}`;

async function pageOf(
  call: Call<Settings>,
  cursor: string | null,
  records: (found: Group) => readonly ExternalRecord[],
) {
  const page = Number(cursor ?? 1);
  const { items, isLast } = await readPage(call.send, groupsOf(call.settings), page);
  return { records: items.flatMap(records), deletedIds: [], next: isLast ? null : String(page + 1) };
}

/** A group cannot be read alone; the whole list says whether there is one. */
const groupWith = (call: Call<Settings>, id: string): Promise<Group | 'none'> =>
  findInList(call.send, groupsOf(call.settings), (found) => found.id === id);

const toGroup = (data: Group): ExternalRecord => ({ id: data.id, data: { id: data.id, name: data.name } });
const answer = (response: Awaited<ReturnType<Call<Settings>['send']>>): ExternalRecord =>
  toGroup(parseResponse(response, group, 'The group'));

export const groups: StreamOperations<Settings> = {
  list: (call, { cursor }) => pageOf(call, cursor, (found) => [toGroup(found)]),
  async get(call, id) {
    const found = await groupWith(call, id);
    return found === 'none' ? 'gone' : toGroup(found);
  },
  create: async (call, { name }) =>
    answer(await call.send({ method: 'POST', path: groupsOf(call.settings).path, body: { name } })),
  update: async (call, id, { name }) =>
    answer(await call.send({ method: 'PUT', path: pathOf(call, id), body: { name } })),
  delete: (call, id) => remove(call, pathOf(call, id)),
};

const remove = (call: Call<Settings>, path: string): Promise<'deleted' | 'gone'> =>
  unlessGone(call, async () => {
    await call.send({ method: 'DELETE', path });
    return 'deleted' as const;
  });

/** A seat has no id of its own: it is the pair of group and person. */
export const seatKey = (groupId: string, userId: string): string => `${groupId}:${userId}`;
const toSeat = (groupId: string, userId: string): ExternalRecord => ({
  id: seatKey(groupId, userId),
  data: { groupId, userId },
});

export const seats: StreamOperations<Settings> = {
  list: (call, { cursor }) =>
    pageOf(call, cursor, ({ id, userIds }) => (userIds ?? []).map((userId) => toSeat(id, userId))),
  async get(call, key) {
    const [groupId = '', userId = ''] = key.split(':');
    const found = await groupWith(call, groupId);
    return found !== 'none' && found.userIds?.includes(userId) ? toSeat(groupId, userId) : 'gone';
  },
  async create(call, { groupId, userId }) {
    if (typeof groupId !== 'string' || typeof userId !== 'string')
      throw new FaultError({ kind: 'rejected', message: 'A seat needs a group and a person.' });
    const response = await call.send({
      method: 'POST',
      path: `${pathOf(call, groupId)}/users`,
      body: { userId },
    });
    parseResponse(response, group, 'The group');
    return toSeat(groupId, userId);
  },
  delete(call, key) {
    const [groupId = '', userId = ''] = key.split(':');
    return remove(call, `${pathOf(call, groupId)}/users/${encodeURIComponent(userId)}`);
  },
};
