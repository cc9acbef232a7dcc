import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import {
  type Asked,
  type Body,
  done,
  failure,
  found,
  pageOf,
  pick,
  problemWithNames,
  unknown,
} from './answers.ts';
import type { AsanaEvents } from './events.ts';
import type { Seat, Team } from './shapes.ts';
import type { AsanaState } from './state.ts';
import { workspaceGid } from './workspace.ts';

/** Teams and who is in them. https://developers.asana.com/reference/teams, /reference/team-memberships */
export function teamApi(
  state: AsanaState,
  events: AsanaEvents,
  { request, route, id, data }: Asked,
): SimulatedResponse | undefined {
  switch (route) {
    case 'GET workspaces/id/teams':
      return id === workspaceGid ? pageOf(request, [...state.teams.values()]) : unknown('workspace');
    case 'GET teams/id':
      return found(request, state.teams.get(id));
    case 'POST teams': {
      const team = written(data, ['name', 'description', 'organization']);
      if ('status' in team) return team;
      if (data?.organization !== workspaceGid) return failure(400, 'organization: Missing input');
      const { gid } = events.putTeam({ gid: state.gid(), name: '', description: '', ...team });
      // Whoever makes a team is in it, and leads it.
      events.join(gid, state.own.gid, { is_admin: true });
      return { ...found(request, state.teams.get(gid)), status: 201 };
    }
    case 'PUT teams/id': {
      const before = state.teams.get(id);
      if (before === undefined) return unknown('team');
      const changes = written(data, ['name', 'description']);
      if ('status' in changes) return changes;
      if (!state.isIn(id)) return failure(403, 'You do not have permission to edit this team.');
      return found(request, events.putTeam({ ...before, ...changes }));
    }
    case 'POST teams/id/addUser':
    case 'POST teams/id/removeUser':
      return changeSeat(state, events, { request, route, id, data });
    case 'GET teams/id/team_memberships': {
      if (!state.teams.has(id)) return unknown('team');
      const seats = [...state.seats.values()].filter(({ team }) => team === id);
      return pageOf(
        request,
        seats.map((seat) => shown(state, seat)),
      );
    }
    case 'GET team_memberships/id': {
      const seat = state.seats.get(id);
      return found(request, seat === undefined ? undefined : shown(state, seat));
    }
    default:
      return undefined;
  }
}

function changeSeat(
  state: AsanaState,
  events: AsanaEvents,
  { request, route, id, data }: Asked,
): SimulatedResponse {
  if (!state.teams.has(id)) return unknown('team');
  const problem = problemWithNames(data, ['user']);
  if (problem !== undefined) return failure(400, problem);
  const user = String(data?.user ?? '');
  if (!state.users.has(user)) return failure(400, `user: Not a recognized ID: ${user}`);
  if (!state.isIn(id)) return failure(403, 'You do not have permission to change the members of this team.');
  if (route.endsWith('addUser'))
    return { status: 200, body: { data: pick(request, shown(state, events.join(id, user))) } };
  return events.leave(id, user) ? done : failure(400, 'user: Not a member of the team');
}

const reference = (resource_type: string, gid: string, name = '') => ({ gid, resource_type, name });
const shown = (state: AsanaState, { gid, team, user, is_admin, is_guest }: Seat) => ({
  ...{ gid, resource_type: 'team_membership', is_admin, is_guest, is_limited_access: false },
  team: reference('team', team, state.teams.get(team)?.name),
  user: reference('user', user, state.users.get(user)?.name),
});

function written(
  data: Body | undefined,
  allowed: readonly string[],
): Partial<Omit<Team, 'gid'>> | SimulatedResponse {
  const problem = problemWithNames(data, allowed);
  if (data === undefined || problem !== undefined) return failure(400, problem ?? '');
  const { name, description } = data;
  if (name !== undefined && (typeof name !== 'string' || name.trim() === ''))
    return failure(400, 'name: Not a string');
  if (description !== undefined && typeof description !== 'string')
    return failure(400, 'description: Not a string');
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  };
}
