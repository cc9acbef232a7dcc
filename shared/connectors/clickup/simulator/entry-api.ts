import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { type Body, bodyWith, failure, invalid, isRefusal, noRoute, ok } from './answers.ts';
import type { ClickUpEvents } from './events.ts';
import type { Entry } from './shapes.ts';
import type { ClickUpState } from './state.ts';
import { personView } from './task-view.ts';
import { workspaceId } from './workspace.ts';

const monthMs = 30 * 86_400_000;
const noEntry = failure(404, 'Time entry not found', 'TIMEENTRY_027');
const create = ['description', 'tags', 'start', 'stop', 'end', 'billable', 'duration', 'assignee', 'tid'];
const update = ['description', 'tags', 'tag_action', 'start', 'end', 'tid', 'billable', 'duration'];

function entryView(state: ClickUpState, entry: Entry) {
  const user = state.users.get(entry.user) ?? state.own;
  const task = entry.task === null ? undefined : state.tasks.get(entry.task);
  const { duration, start } = entry;
  return {
    ...{ id: entry.id, wid: workspaceId, user: personView(user), billable: entry.billable },
    ...(task === undefined ? { task: null } : { task: { id: task.id, custom_id: null, name: task.name } }),
    ...{ start: String(start), duration: String(duration), description: entry.description },
    ...(duration < 0 ? {} : { end: String(start + duration) }),
    ...{ tags: entry.tags, source: 'clickup', at: String(entry.at) },
  };
}

/** `/team/{id}/time_entries`: only owners and admins see and write the hours of others. */
export function entryApi(
  state: ClickUpState,
  events: ClickUpEvents,
  request: SimulatedRequest,
  id: string | undefined,
): SimulatedResponse {
  const { method, body } = request;
  if (id === undefined) {
    if (method === 'GET') return listEntries(state, request.query);
    return method === 'POST' ? createEntry(state, events, body) : noRoute;
  }
  const entry = state.entries.get(id);
  if (entry === undefined || (!mayAll(state) && entry.user !== state.own.id)) return noEntry;
  if (method === 'GET') return ok({ data: entryView(state, entry) });
  if (method === 'DELETE') {
    events.removeEntry(entry);
    return ok({ data: entryView(state, entry) });
  }
  if (method !== 'PUT') return noRoute;
  const given = bodyWith(body, update);
  if (isRefusal(given)) return given;
  if (!Array.isArray(given.tags)) return invalid('Tags invalid', 'TIMEENTRY_040');
  if ('start' in given !== 'end' in given) return invalid('start and end go together', 'TIMEENTRY_041');
  const after = timed(state, entry, given);
  return isRefusal(after) ? after : ok({ data: entryView(state, events.putEntry(entry, after)) });
}

const mayAll = ({ own }: ClickUpState): boolean => own.role <= 2;

/** The last thirty days and the token's own user, unless others are named. */
function listEntries(state: ClickUpState, query: URLSearchParams): SimulatedResponse {
  const now = state.now().getTime();
  const [from, to] = [Number(query.get('start_date') ?? now - monthMs), Number(query.get('end_date') ?? now)];
  if (Number.isNaN(from) || Number.isNaN(to)) return invalid('Dates invalid');
  const people = (query.get('assignee') ?? String(state.own.id)).split(',').map(Number);
  if (!mayAll(state) && people.some((id) => id !== state.own.id))
    return failure(403, 'You have no access to the time entries of others', 'ACCESS_081');
  const found = [...state.entries.values()]
    .filter(({ start, user }) => start >= from && start <= to && people.includes(user))
    .sort((a, b) => a.start - b.start);
  return ok({ data: found.map((entry) => entryView(state, entry)) });
}

function createEntry(state: ClickUpState, events: ClickUpEvents, body: unknown): SimulatedResponse {
  const given = bodyWith(body, create);
  if (isRefusal(given)) return given;
  if (!Number.isInteger(given.start) || !Number.isInteger(given.duration))
    return failure(500, 'Internal Server Error', 'ITEMV2_003');
  const user = given.assignee === undefined ? state.own.id : Number(given.assignee);
  if (!state.users.has(user) || (!mayAll(state) && user !== state.own.id))
    return failure(403, 'You cannot track time for others', 'ACCESS_082');
  const empty = { id: state.entryId(), task: null, user, billable: false, start: 0, duration: 0, at: 0 };
  const made = timed(state, { ...empty, description: '', tags: [] }, given);
  return isRefusal(made) ? made : ok({ data: entryView(state, events.putEntry(undefined, made)) });
}

function timed(state: ClickUpState, before: Entry, given: Body): Entry | SimulatedResponse {
  const { start = before.start, end, duration = before.duration, tid, description, billable } = given;
  if (tid !== undefined && !state.tasks.has(String(tid))) return failure(404, 'Task not found', 'ITEM_013');
  return {
    ...before,
    start: Number(start),
    duration: typeof end === 'number' ? end - Number(start) : Number(duration),
    ...(tid === undefined ? {} : { task: String(tid) }),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof billable === 'boolean' ? { billable } : {}),
  };
}
