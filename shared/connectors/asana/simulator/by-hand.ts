import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import type { AsanaEvents } from './events.ts';
import type { AsanaState } from './state.ts';

/** What happens to the access that admins allowed: `POST /oauth/deny|expire|revoke`, `GET /oauth`. */
function signIns({ oauth }: AsanaState, method: string, act: string | undefined): SimulatedResponse {
  if (method === 'GET') return { status: 200, body: oauth.counts };
  if (act === 'deny') oauth.deny();
  else if (act === 'expire') oauth.endAccessTokens();
  else if (act === 'revoke') oauth.revokeAll();
  else return { status: 404, body: { message: 'Use deny, expire or revoke.' } };
  return { status: 204 };
}

/**
 * A user of Asana at work: `GET/POST /tasks`, `GET/PATCH/DELETE /tasks/<gid>`, the latter of `/teams`, `/team_memberships` and
 * `/time_tracking_entries` too.
 */
export function control(
  state: AsanaState,
  events: AsanaEvents,
  request: SimulatedRequest,
): SimulatedResponse {
  const [, collection, gid] = request.path.split('/');
  if (collection === 'oauth') return signIns(state, request.method, gid);
  if (collection !== 'tasks') return others(state, events, request);
  const changes = typeof request.body === 'object' && request.body !== null ? request.body : {};
  if (gid === undefined) {
    if (request.method === 'GET') return { status: 200, body: [...state.tasks.values()] };
    const template = [...state.tasks.values()][0];
    if (template === undefined) return { status: 409, body: { message: 'There is no task to copy.' } };
    const now = state.now().toISOString();
    const task = {
      ...template,
      completed: false,
      assignee: null,
      ...changes,
      gid: state.gid(),
      created_at: now,
      modified_at: now,
    };
    return { status: 201, body: events.upserted(task, 'added') };
  }
  const task = state.tasks.get(gid);
  if (task === undefined) return { status: 404, body: { message: 'There is no such task.' } };
  if (request.method === 'GET') return { status: 200, body: task };
  if (request.method === 'DELETE') return { status: events.deleted(gid) ? 204 : 404 };
  return { status: 200, body: events.edit(task, changes) };
}

function others(
  state: AsanaState,
  events: AsanaEvents,
  { path, method, body }: SimulatedRequest,
): SimulatedResponse {
  const [, collection = '', gid = ''] = path.split('/');
  const { teams, seats, entries } = state;
  const all = { teams, team_memberships: seats, time_tracking_entries: entries };
  const chosen = Object.entries(all).find(([name]) => name === collection)?.[1];
  if (chosen === undefined) return { status: 404, body: { message: 'There is no such collection.' } };
  if (gid === '') return { status: 200, body: [...chosen.values()] };
  const found = chosen.get(gid);
  if (found === undefined) return { status: 404, body: { message: 'There is no such record.' } };
  if (method === 'GET') return { status: 200, body: found };
  const [seat, team, entry] = [seats.get(gid), teams.get(gid), entries.get(gid)];
  state.changed();
  if (method === 'DELETE') {
    if (seat === undefined) chosen.delete(gid);
    else events.leave(seat.team, seat.user);
    return { status: 204 };
  }
  const changes = typeof body === 'object' && body !== null ? body : {};
  if (team !== undefined) teams.set(gid, { ...team, ...changes });
  if (entry !== undefined) entries.set(gid, { ...entry, ...changes });
  return { status: 200, body: chosen.get(gid) };
}
