import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { failure, invalid, ok, pageOf, refuse, sorted } from './answers.ts';
import type { ClockifyEvents } from './events.ts';
import {
  apiKey,
  type ClockifyState,
  customField,
  type Entry,
  projects,
  type User,
  workspaceId,
} from './state.ts';
import { createEntry, updateEntry } from './write-entry.ts';
import { groupApi, wrongVerb } from './write-group.ts';
import { deleteTask, writeTask } from './write-task.ts';

/** The part of Clockify's API v1 that the connector uses, as strict about it as Clockify. */
export function clockifyApi(state: ClockifyState, events: ClockifyEvents) {
  return (request: SimulatedRequest): SimulatedResponse => {
    const { 'x-api-key': key, 'x-addon-token': addon } = request.headers;
    if (key === undefined || addon !== undefined)
      return failure(401, 1000, 'Full authentication is required to access this resource');
    if (key !== apiKey) return failure(401, 4003, 'Api key does not exist');
    if (['POST', 'PUT'].includes(request.method) && request.body === Symbol.for('broken-json'))
      return invalid('Malformed JSON request');
    const [, top, id, ...rest] = request.path.split('/');
    if (top === 'user' && id === undefined)
      return request.method === 'GET' ? ok(ownUser(state)) : wrongVerb(request.method);
    if (top !== 'workspaces') return dead(request.path);
    if (id === undefined) return ok(workspaces(state, request.query.get('roles')));
    if (id !== workspaceId) return refuse("Workspace doesn't exist");
    return inWorkspace(state, events, request, rest);
  };
}

const dead = (path: string): SimulatedResponse => failure(404, 3000, `No static resource ${path}.`);

const ownUser = ({ own }: ClockifyState) => ({
  ...{ id: own.id, name: own.name, email: own.email, status: own.status },
  ...{ activeWorkspace: workspaceId, defaultWorkspace: workspaceId, memberships: [] },
  settings: {
    timeZone: 'Europe/Berlin',
    weekStart: 'MONDAY',
    dateFormat: 'DD/MM/YYYY',
    timeFormat: 'HOUR24',
  },
});

const theWorkspace = ({ plan }: ClockifyState) => ({
  ...{ id: workspaceId, name: 'Neighbourhood', featureSubscriptionType: plan },
  features: plan === 'FREE' ? [] : ['ADD_TIME_FOR_OTHERS', 'CUSTOM_FIELDS', 'APPROVAL'],
});
const workspaces = (state: ClockifyState, role: string | null) =>
  role === null || role === state.role ? [theWorkspace(state)] : [];

function inWorkspace(
  state: ClockifyState,
  events: ClockifyEvents,
  request: SimulatedRequest,
  [collection, id, part, partId]: readonly string[],
): SimulatedResponse {
  const { method, query, path } = request;
  switch (collection) {
    case undefined:
      return method === 'GET' ? ok(theWorkspace(state)) : wrongVerb(method);
    case 'users':
      if (method !== 'GET' || id !== undefined) return wrongVerb(method);
      if (!query.has('include-roles')) return invalid("Required parameter 'include-roles' is not present");
      return pageOf(
        query,
        sorted(query, state.users.values()).map((person) => shown(person, query)),
      );
    case 'user-groups':
      return groupApi(state, events, request, [id, part, partId]);
    case 'custom-fields':
      return ok(query.get('entity-type') === customField.entityType ? [customField] : []);
    case 'projects':
      return projectApi(state, events, request, [id, part, partId]);
    case 'webhooks':
      return webhookApi(state, events, request, id);
    case 'user':
      if (id === undefined || part !== 'time-entries') return dead(path);
      if (method === 'POST') return createEntry(state, events, id, request.body);
      if (!state.users.has(id)) return refuse("User doesn't belong to Workspace");
      return method === 'GET' ? pageOf(query, entriesOf(state, id)) : wrongVerb(method);
    case 'time-entries':
      return entryApi(state, events, request, id);
    default:
      return dead(path);
  }
}

const shown = ({ membershipStatus, ...person }: User, query: URLSearchParams) => ({
  ...person,
  ...{ activeWorkspace: workspaceId, customFields: [], profilePicture: '' },
  memberships:
    query.get('memberships') === 'WORKSPACE'
      ? [{ membershipType: 'WORKSPACE', targetId: workspaceId, userId: person.id, membershipStatus }]
      : [],
});

/** The newest start first; lists carry rates that answers to a change do not. */
const entriesOf = (state: ClockifyState, userId: string) =>
  [...state.entries.values()]
    .filter((entry) => entry.userId === userId)
    .sort((a, b) => (a.timeInterval.start < b.timeInterval.start ? 1 : -1))
    .map(withRates);
const withRates = (entry: Entry) => ({
  ...entry,
  hourlyRate: { amount: 0, currency: 'EUR' },
  costRate: null,
});

function entryApi(
  state: ClockifyState,
  events: ClockifyEvents,
  { method, body }: SimulatedRequest,
  id: string | undefined,
): SimulatedResponse {
  if (id === undefined)
    return method === 'POST' ? createEntry(state, events, state.own.id, body) : wrongVerb(method);
  const entry = state.entries.get(id);
  const mine = state.role !== 'USER' || entry?.userId === state.own.id;
  if (entry === undefined || !mine) return refuse("Time entry doesn't belong to Workspace");
  if (method === 'GET') return ok(withRates(entry));
  if (method === 'PUT') return updateEntry(state, events, entry, body);
  if (method !== 'DELETE') return wrongVerb(method);
  if (entry.isLocked) return refuse('Time entry is locked');
  events.removeEntry(entry);
  return { status: 204 };
}

function projectApi(
  state: ClockifyState,
  events: ClockifyEvents,
  { method, query, body, path }: SimulatedRequest,
  [id, part, taskId]: readonly (string | undefined)[],
): SimulatedResponse {
  if (id === undefined)
    return pageOf(
      query,
      projects.map((item) => ({ ...item, archived: false })),
    );
  const project = projects.find((item) => item.id === id);
  if (project === undefined) return refuse("Project doesn't belong to Workspace");
  if (part === undefined) return method === 'GET' ? ok({ ...project, archived: false }) : wrongVerb(method);
  if (part !== 'tasks') return dead(path);
  if (taskId === undefined) {
    if (method === 'POST') return writeTask(state, events, body, { id: state.id(), projectId: id });
    const own = [...state.tasks.values()].filter(({ projectId }) => projectId === id);
    return method === 'GET' ? pageOf(query, sorted(query, own)) : wrongVerb(method);
  }
  const task = state.tasks.get(taskId);
  if (task === undefined || task.projectId !== id) return refuse("Task doesn't belong to Project");
  if (method === 'GET') return ok(task);
  if (method === 'PUT') return writeTask(state, events, body, task);
  return method === 'DELETE' ? deleteTask(state, events, task) : wrongVerb(method);
}

function webhookApi(
  state: ClockifyState,
  events: ClockifyEvents,
  { method, body }: SimulatedRequest,
  id: string | undefined,
): SimulatedResponse {
  if (id === undefined) {
    if (method === 'POST') return events.register(body);
    const webhooks = [...state.webhooks.values()];
    return method === 'GET' ? ok({ webhooks, workspaceWebhookCount: webhooks.length }) : wrongVerb(method);
  }
  const hook = state.webhooks.get(id);
  if (hook === undefined) return refuse("Webhook doesn't belong to Workspace");
  if (method === 'GET') return ok(hook);
  if (method !== 'DELETE') return wrongVerb(method);
  state.webhooks.delete(id);
  state.changed();
  return { status: 200 };
}
