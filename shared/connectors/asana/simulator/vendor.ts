import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { customFields, given, problemWithCustom, shownTask } from './custom-values.ts';
import type { AsanaEvents } from './events.ts';
import { type AsanaState, projectGid, type Task, token, workspaceGid } from './state.ts';

const failure = (status: number, message: string): SimulatedResponse => ({
  status,
  body: { errors: [{ message }] },
});
export const tooMany = (retryAfterSeconds: number): SimulatedResponse => ({
  ...failure(
    429,
    "You've made too many requests and hit a rate limit. Please retry after the given amount of time.",
  ),
  headers: { 'retry-after': String(retryAfterSeconds) },
});

const workspace = { gid: workspaceGid, name: 'Neighbourhood' };
const project = { gid: projectGid, name: 'Community work' };
const writable = ['name', 'notes', 'completed', 'due_on', 'start_on', 'assignee', 'custom_fields'];
const createOnly = ['projects', 'workspace', 'tags', 'followers'];

/** The part of Asana's REST API that the connector uses, as strict about it as Asana. */
export function asanaApi(state: AsanaState, events: AsanaEvents) {
  return (request: SimulatedRequest): Promise<SimulatedResponse> | SimulatedResponse => {
    const signingIn = state.oauth.serve(request);
    if (signingIn !== undefined) return signingIn;
    const { authorization } = request.headers;
    if (authorization !== `Bearer ${token}` && !state.oauth.accepts(authorization))
      return failure(401, 'Not Authorized');
    const [, collection = '', id, ...parts] = request.path.split('/');
    const route = [`${request.method} ${collection}`, ...(id === undefined ? [] : ['id']), ...parts].join(
      '/',
    );
    const data = dataOf(request.body);
    switch (route) {
      case 'GET users':
        return pageOf(request, [...state.users.values()]);
      case 'GET users/id':
        return id === 'me' ? me() : found(request, state.users.get(id ?? ''));
      case 'GET workspaces':
        return pageOf(request, [workspace]);
      case 'GET projects':
        return request.query.get('workspace') === workspaceGid
          ? pageOf(request, [project])
          : failure(404, 'workspace: Unknown object');
      case 'GET projects/id/custom_field_settings':
        return id === projectGid ? pageOf(request, customFields) : failure(404, 'project: Unknown object');
      case 'GET projects/id/tasks':
        return listTasks(state, request, id ?? '');
      case 'GET projects/id':
        return id === projectGid
          ? { status: 200, body: { data: project } }
          : failure(404, 'project: Unknown object');
      case 'GET tasks':
        return listTasks(state, request, request.query.get('project'));
      case 'GET tasks/id': {
        const task = state.tasks.get(id ?? '');
        return found(request, task === undefined ? undefined : shownTask(task));
      }
      case 'POST tasks':
        return createTask(state, events, request, data);
      case 'PUT tasks/id':
        return updateTask(state, events, request, id ?? '', data);
      case 'DELETE tasks/id':
        return events.deleted(id ?? '')
          ? { status: 200, body: { data: {} } }
          : failure(404, 'task: Unknown object');
      case 'POST webhooks':
        return events.register(String(data?.resource ?? ''), String(data?.target ?? ''), failure);
      case 'GET webhooks/id': {
        const hook = state.webhooks.get(id ?? '');
        if (hook === undefined) return failure(404, 'webhook: Unknown object');
        return { status: 200, body: { data: { gid: hook.gid, active: hook.active, target: hook.target } } };
      }
      case 'DELETE webhooks/id':
        if (!state.webhooks.delete(id ?? '')) return failure(404, 'webhook: Unknown object');
        state.changed();
        return { status: 200, body: { data: {} } };
      default:
        return failure(404, 'No matching route for request');
    }
  };
}

const dataOf = (body: unknown): Record<string, unknown> | undefined =>
  typeof body === 'object' &&
  body !== null &&
  'data' in body &&
  typeof body.data === 'object' &&
  body.data !== null
    ? { ...body.data }
    : undefined;

const me = (): SimulatedResponse => ({
  status: 200,
  body: { data: { gid: '1100000000000001', name: 'Sync account', workspaces: [{ gid: workspaceGid }] } },
});

function listTasks(state: AsanaState, request: SimulatedRequest, project: string | null): SimulatedResponse {
  if (project === null) return failure(400, 'You should specify one of workspace, project, section or tag');
  if (project !== projectGid) return failure(404, 'project: Unknown object');
  const since = request.query.get('modified_since');
  if (since !== null && Number.isNaN(Date.parse(since)))
    return failure(400, 'modified_since: Not a valid date');
  const tasks = [...state.tasks.values()].filter(
    (task) => since === null || Date.parse(task.modified_at) >= Date.parse(since),
  );
  return pageOf(request, tasks.map(shownTask));
}

/** Offsets are opaque and only good if handed out before. */
const offsetOf = (at: number): string => Buffer.from(`offset:${at}`).toString('base64url');

function pageOf(request: SimulatedRequest, all: readonly { readonly gid: string }[]): SimulatedResponse {
  const limit = Number(request.query.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return failure(400, 'limit: Must be between 1 and 100');
  const offset = request.query.get('offset');
  const [, start = '0'] =
    offset === null ? [] : (/^offset:(\d+)$/.exec(Buffer.from(offset, 'base64url').toString()) ?? ['', '']);
  if (start === '') return failure(400, 'offset: Your pagination token is invalid.');
  const from = Number(start);
  const data = all.slice(from, from + limit).map((entity) => pick(request, entity));
  const more = from + limit < all.length;
  return {
    status: 200,
    body: { data, next_page: more ? { offset: offsetOf(from + limit), path: '', uri: '' } : null },
  };
}

/** `gid` always, everything else only when `opt_fields` asks for it. */
function pick(request: SimulatedRequest, entity: { readonly gid: string }): Record<string, unknown> {
  const wanted = (request.query.get('opt_fields') ?? 'name,resource_type')
    .split(',')
    .map((field) => field.split('.')[0] ?? '');
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => name === 'gid' || wanted.includes(name)),
  );
}

const found = (request: SimulatedRequest, entity: { readonly gid: string } | undefined): SimulatedResponse =>
  entity === undefined
    ? failure(404, 'Unknown object')
    : { status: 200, body: { data: pick(request, entity) } };

const day = /^\d{4}-\d{2}-\d{2}$/;

function problemWith(
  state: AsanaState,
  data: Record<string, unknown> | undefined,
  allowed: readonly string[],
): string | undefined {
  if (data === undefined) return 'Could not parse request data, invalid JSON';
  const unknown = Object.keys(data).find((field) => !allowed.includes(field));
  if (unknown !== undefined) return `Cannot write this property: ${unknown}`;
  if ('name' in data && typeof data.name !== 'string') return 'name: Not a string';
  if ('completed' in data && typeof data.completed !== 'boolean') return 'completed: Not a boolean';
  if (data.due_on !== undefined && data.due_on !== null && !day.test(String(data.due_on)))
    return 'due_on: Not a valid date';
  const custom = problemWithCustom(data.custom_fields);
  if (custom !== undefined) return custom;
  const { assignee = null } = data;
  if (assignee !== null && !state.users.has(String(assignee)))
    return `assignee: Not a recognized ID: ${String(assignee)}`;
  return undefined;
}

/** A person is written by id and read as an object. */
const assigned = ({ assignee = null }: Record<string, unknown>): Task['assignee'] =>
  assignee === null ? null : { gid: String(assignee) };

function createTask(
  state: AsanaState,
  events: AsanaEvents,
  request: SimulatedRequest,
  data: Record<string, unknown> | undefined,
): SimulatedResponse {
  const problem = problemWith(state, data, [...writable, ...createOnly]);
  if (problem !== undefined || data === undefined) return failure(400, problem ?? '');
  if (data.projects === undefined && data.workspace === undefined)
    return failure(400, 'You must specify a workspace, a parent or projects');
  const now = state.now().toISOString();
  const task: Task = {
    gid: state.gid(),
    resource_type: 'task',
    resource_subtype: 'default_task',
    name: String(data.name ?? ''),
    notes: String(data.notes ?? ''),
    completed: data.completed === true,
    due_on: typeof data.due_on === 'string' ? data.due_on : null,
    start_on: typeof data.start_on === 'string' ? data.start_on : null,
    assignee: assigned(data),
    tags: [],
    projects: [{ gid: projectGid }],
    custom: given(data.custom_fields),
    modified_at: now,
    created_at: now,
  };
  events.upserted(task, 'added');
  return { status: 201, body: { data: pick(request, shownTask(task)) } };
}

function updateTask(
  state: AsanaState,
  events: AsanaEvents,
  request: SimulatedRequest,
  gid: string,
  data: Record<string, unknown> | undefined,
): SimulatedResponse {
  const problem = problemWith(state, data, writable);
  if (problem !== undefined || data === undefined) return failure(400, problem ?? '');
  const before = state.tasks.get(gid);
  if (before === undefined) return failure(404, 'task: Unknown object');
  const { custom_fields, ...others } = data;
  const after = events.edit(before, {
    ...('assignee' in data ? { ...others, assignee: assigned(data) } : others),
    custom: { ...before.custom, ...given(custom_fields) },
  });
  return { status: 200, body: { data: pick(request, shownTask(after)) } };
}
