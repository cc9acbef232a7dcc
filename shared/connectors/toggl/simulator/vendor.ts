import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { ok, refuse } from './answers.ts';
import { shown, type TogglEvents } from './events.ts';
import { report } from './report.ts';
import { apiToken, profileZone, projects, type TogglState, workspaceId } from './state.ts';
import { writeEntry, writeTask } from './write.ts';

const signIn = `Basic ${Buffer.from(`${apiToken}:api_token`).toString('base64')}`;
const hourly = { FREE: 30, PREMIUM: 600 } as const;
type Answer = SimulatedResponse | Promise<SimulatedResponse>;

/** The parts of Toggl Track's APIs that the connector uses, as strict about them as Toggl. */
export function togglApi(state: TogglState, events: TogglEvents) {
  return async (request: SimulatedRequest): Promise<SimulatedResponse> => {
    const { authorization, 'content-type': type } = request.headers;
    if (authorization !== signIn) return refuse(403, 'Incorrect username and/or password');
    const sends = request.text !== '';
    if (sends && type !== 'application/json') return refuse(400, 'Content-Type must be application/json');
    if (sends && request.body === Symbol.for('broken-json')) return refuse(400, 'JSON is not valid');
    const [, top, ...rest] = request.path.split('/');
    if (top === 'me') return aboutMe(state, request, rest);
    const quota = spend(state);
    if (quota['x-toggl-quota-remaining'] === '-1')
      return {
        ...refuse(402, 'You have hit your hourly limit for API calls.'),
        headers: { ...quota, 'x-toggl-quota-remaining': '0' },
      };
    const answer = await route(state, events, request, top ?? '', rest);
    return { ...answer, headers: { ...quota, ...answer.headers } };
  };
}

/** One request of the hour; `-1` where there is none left. */
function spend(state: TogglState): { readonly [name: string]: string } {
  const now = state.now().getTime();
  state.calls = state.calls.filter((at) => at > now - 3_600_000);
  const left = hourly[state.plan] - state.calls.length - 1;
  if (left >= 0) state.calls.push(now);
  const oldest = state.calls[0] ?? now;
  return {
    'x-toggl-quota-remaining': String(Math.max(-1, left)),
    'x-toggl-quota-resets-in': String(Math.ceil((oldest + 3_600_000 - now) / 1000)),
  };
}

function aboutMe(
  state: TogglState,
  { method }: SimulatedRequest,
  [part, id]: readonly string[],
): SimulatedResponse {
  if (method !== 'GET') return refuse(405, 'Method Not Allowed');
  const { own } = state;
  if (part === undefined)
    return ok({
      ...{ id: own.id, email: own.email, fullname: own.fullname, timezone: profileZone.name },
      ...{ default_workspace_id: workspaceId, api_token: apiToken },
    });
  if (part === 'workspaces') return ok([{ id: workspaceId, name: 'Neighbourhood', organization_id: 3 }]);
  if (part !== 'time_entries' || id === undefined) return refuse(404, 'Not Found');
  const entry = state.entries.get(Number(id));
  const mine = entry?.user_id === own.id;
  // Whether an administrator is shown the entries of others here is not documented.
  return entry !== undefined && mine ? ok(entry) : refuse(404, 'Time entry not found');
}

function route(
  state: TogglState,
  events: TogglEvents,
  request: SimulatedRequest,
  top: string,
  rest: readonly string[],
): Answer {
  if (top === 'workspaces') return inWorkspace(state, events, request, rest);
  const path = rest.join('/');
  if (top === 'reports' && path === `api/v3/workspace/${workspaceId}/search/time_entries`)
    return request.method === 'POST' ? report(state, request.body) : refuse(405, 'Method Not Allowed');
  const [, , kind, workspace, id] = rest;
  if (top === 'webhooks' && workspace === String(workspaceId)) return hooks(state, events, request, kind, id);
  return refuse(404, 'Not Found');
}

function inWorkspace(
  state: TogglState,
  events: TogglEvents,
  { method, query, body }: SimulatedRequest,
  [workspace, collection, id, part, taskId]: readonly string[],
): SimulatedResponse {
  if (workspace !== String(workspaceId)) return refuse(403, 'User does not have access to this resource.');
  const name = `${method} ${[collection, id && 'id', part, taskId && 'id'].filter(Boolean).join('/')}`;
  const entry = state.entries.get(Number(id));
  const task = state.tasks.get(Number(taskId));
  const paid = state.plan !== 'FREE';
  const needsPlan = refuse(402, 'Workspace needs a subscription that includes tasks');
  const inProject = task !== undefined && String(task.project_id) === id;
  switch (name) {
    case 'GET ':
      return ok({ id: workspaceId, name: 'Neighbourhood', organization_id: 3, admin: state.admin });
    case 'GET users':
      return ok([...state.users.values()]);
    case 'GET projects':
      return ok(projects.map((project) => ({ ...project, workspace_id: workspaceId, active: true })));
    case 'GET tasks':
      return paid ? listTasks(state, query) : needsPlan;
    case 'POST projects/id/tasks':
      if (!projects.some((project) => String(project.id) === id)) return refuse(404, 'Project not found');
      return paid ? writeTask(state, events, body, Number(id)) : needsPlan;
    case 'GET projects/id/tasks/id':
      return inProject ? ok(task) : refuse(404, 'Task not found');
    case 'PUT projects/id/tasks/id':
      return inProject ? writeTask(state, events, body, task) : refuse(404, 'Task not found');
    case 'DELETE projects/id/tasks/id':
      if (!inProject) return refuse(404, 'Task not found');
      events.removeTask(task);
      return { status: 200 };
    case 'POST time_entries':
      return writeEntry(state, events, body, null);
    case 'PUT time_entries/id':
      return entry === undefined
        ? refuse(404, 'Time entry not found')
        : writeEntry(state, events, body, entry);
    case 'DELETE time_entries/id':
      if (entry === undefined) return refuse(404, 'Time entry not found');
      events.removeEntry(entry);
      return { status: 200 };
    default:
      return refuse(404, 'Not Found');
  }
}

/** Unless told otherwise: active ones, of the token's own user. An empty list is `null`. */
function listTasks(state: TogglState, query: URLSearchParams): SimulatedResponse {
  const [page, per_page] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 50)];
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(per_page) || per_page > 200)
    return refuse(400, 'Invalid page');
  const found = [...state.tasks.values()]
    .filter(({ active }) => query.get('active') === 'both' || active)
    .filter(({ user_id }) => query.get('only_me') === 'false' || user_id === state.own.id)
    .sort((a, b) => a.id - b.id);
  const items = found.slice((page - 1) * per_page, page * per_page);
  const data = items.length === 0 ? null : items;
  return ok({ data, page, per_page, total_count: found.length, sort_field: 'id', sort_order: 'ASC' });
}

function hooks(
  state: TogglState,
  events: TogglEvents,
  { method, body }: SimulatedRequest,
  kind: string | undefined,
  id: string | undefined,
): Answer {
  const hook = state.subscriptions.get(Number(id));
  const all = [...state.subscriptions.values()];
  if (kind === 'subscriptions' && id === undefined) {
    if (method === 'GET') return ok(all.map(shown));
    return method === 'POST' ? events.subscribe(body) : refuse(405, 'Method Not Allowed');
  }
  if (hook === undefined) return refuse(404, 'Subscription not found');
  if (kind === 'ping' && method === 'POST') return events.ping(hook);
  if (kind !== 'subscriptions' || method !== 'DELETE') return refuse(405, 'Method Not Allowed');
  state.subscriptions.delete(hook.subscription_id);
  state.changed();
  return ok(shown(hook));
}
