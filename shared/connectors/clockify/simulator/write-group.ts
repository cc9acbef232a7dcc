import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, failure, invalid, ok, pageOf, refuse, sorted, textIn } from './answers.ts';
import type { ClockifyEvents } from './events.ts';
import { type ClockifyState, type Group, workspaceId } from './state.ts';

/** `…/user-groups[/{id}[/users[/{userId}]]]`. There is no reading of a single group. */
export function groupApi(
  state: ClockifyState,
  events: ClockifyEvents,
  { method, query, body: given }: SimulatedRequest,
  [groupId, users, userId]: readonly (string | undefined)[],
): SimulatedResponse {
  const body = bodyOf(given) ?? {};
  if (groupId === undefined) {
    if (method === 'GET') return pageOf(query, sorted(query, state.groups.values()));
    return method === 'POST' ? named(state, events, body, null) : wrongVerb(method);
  }
  const group = state.groups.get(groupId);
  if (method === 'GET') return wrongVerb(method);
  if (group === undefined) return refuse("User group doesn't belong to Workspace");
  if (users === undefined) {
    if (method === 'PUT') return named(state, events, body, group);
    if (method !== 'DELETE') return wrongVerb(method);
    state.groups.delete(groupId);
    events.tell('USER_GROUP_DELETED', group);
    return ok(group);
  }
  return seat(state, events, group, method === 'POST' ? textIn(body, 'userId') : userId, method);
}

export const wrongVerb = (method: string): SimulatedResponse =>
  failure(405, 3000, `Request method '${method}' is not supported`);

function named(
  state: ClockifyState,
  events: ClockifyEvents,
  body: Readonly<Record<string, unknown>>,
  before: Group | null,
): SimulatedResponse {
  const name = textIn(body, 'name');
  if (name === undefined || name.length > 100) return invalid('name is not valid');
  const twin = [...state.groups.values()].some((other) => other.name === name && other.id !== before?.id);
  if (twin) return refuse('User group with this name already exists');
  const group = { ...(before ?? { id: state.id(), workspaceId, userIds: [] }), name };
  return before === null
    ? ok(events.putGroup(group, 'USER_GROUP_CREATED'), 201)
    : ok(events.putGroup(group, 'USER_GROUP_UPDATED'));
}

function seat(
  state: ClockifyState,
  events: ClockifyEvents,
  group: Group,
  userId: string | undefined,
  method: string,
): SimulatedResponse {
  if (userId === undefined || !state.users.has(userId)) return refuse("User doesn't belong to Workspace");
  const others = group.userIds.filter((id) => id !== userId);
  const isMember = others.length < group.userIds.length;
  if (method === 'POST' && isMember) return refuse('User is already in the user group');
  if (method === 'DELETE' && !isMember) return refuse("User doesn't belong to User group");
  if (method !== 'POST' && method !== 'DELETE') return wrongVerb(method);
  const userIds = method === 'POST' ? [...others, userId] : others;
  return ok(events.putGroup({ ...group, userIds }, 'USER_GROUP_UPDATED'));
}
