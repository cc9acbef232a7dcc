import { randomUUID } from 'node:crypto';
import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { bodyWith, failure, invalid, isRefusal, noRoute, notAllowed, ok } from './answers.ts';
import type { Group } from './shapes.ts';
import type { ClickUpState } from './state.ts';
import { personView } from './task-view.ts';
import { workspaceId } from './workspace.ts';

const view = (state: ClickUpState, { id, name, members }: Group) => ({
  ...{ id, name, team_id: workspaceId, userid: state.own.id, handle: name.toLowerCase(), initials: 'G' },
  members: members.flatMap((member) => {
    const found = state.users.get(member);
    return found === undefined ? [] : [personView(found)];
  }),
});

/** `/group` and `/group/{id}`. https://developer.clickup.com/reference/getteams1 */
export function groupApi(
  state: ClickUpState,
  { method, query, body }: SimulatedRequest,
  id: string | undefined,
): SimulatedResponse {
  if (id === undefined) {
    if (method !== 'GET') return noRoute;
    if (query.get('team_id') !== workspaceId) return notAllowed;
    const wanted = query.getAll('group_ids');
    const found = [...state.groups.values()].filter(
      (group) => wanted.length === 0 || wanted.includes(group.id),
    );
    return ok({ groups: found.map((group) => view(state, group)) });
  }
  const group = state.groups.get(id);
  if (group === undefined) return failure(404, 'Group not found', 'GROUP_003');
  if (method === 'DELETE') {
    state.groups.delete(id);
    state.changed();
    return ok({});
  }
  if (method !== 'PUT') return noRoute;
  const given = bodyWith(body, ['name', 'handle', 'members']);
  if (isRefusal(given)) return given;
  const change = bodyWith(given.members ?? { add: [], rem: [] }, ['add', 'rem']);
  if (isRefusal(change)) return change;
  if (!Array.isArray(change.add) || !Array.isArray(change.rem)) return invalid('Members invalid');
  const [add, rem] = [change.add.map(Number), change.rem.map(Number)];
  if (add.some((member) => !state.users.has(member))) return invalid('User not found');
  return saved(state, {
    id,
    name: typeof given.name === 'string' ? given.name : group.name,
    members: [...new Set([...group.members, ...add])].filter((member) => !rem.includes(member)),
  });
}

function saved(state: ClickUpState, group: Group): SimulatedResponse {
  state.groups.set(group.id, group);
  state.changed();
  return ok(view(state, group));
}

/** `POST /team/{id}/group`. */
export function createGroup(state: ClickUpState, body: unknown): SimulatedResponse {
  const given = bodyWith(body, ['name', 'handle', 'members']);
  if (isRefusal(given)) return given;
  if (typeof given.name !== 'string' || !Array.isArray(given.members)) return invalid('Group invalid');
  return saved(state, { id: randomUUID(), name: given.name, members: given.members.map(Number) });
}
