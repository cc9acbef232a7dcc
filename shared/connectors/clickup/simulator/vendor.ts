import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { failure, noRoute, noSuchList, notAllowed, ok } from './answers.ts';
import { entryApi } from './entry-api.ts';
import type { ClickUpEvents } from './events.ts';
import { createGroup, groupApi } from './group-api.ts';
import { hookApi, hooksApi } from './hook-api.ts';
import { Limits } from './limits.ts';
import { type ClickUpState, token } from './state.ts';
import { createTask, listTasks, taskApi } from './task-api.ts';
import { personView } from './task-view.ts';
import { customFields, folderId, lists, spaceId, workspaceId, zone } from './workspace.ts';

/** The part of ClickUp's API v2 that the connector uses, as strict about it as ClickUp. */
export function clickUpApi(state: ClickUpState, events: ClickUpEvents, requestsAMinute: number) {
  const limits = new Limits(requestsAMinute);
  return (request: SimulatedRequest): SimulatedResponse => {
    const signingIn = state.oauth.serve(request);
    if (signingIn !== undefined) return signingIn;
    const { authorization } = request.headers;
    if (authorization === undefined || authorization === '')
      return failure(400, 'Authorization header required', 'OAUTH_017');
    if (authorization !== token && !state.oauth.accepts(authorization))
      return failure(401, 'Oauth token not found', 'OAUTH_019');
    const refused = limits.take();
    if (refused !== undefined) return refused;
    const answer = route(state, events, request);
    return { ...answer, headers: { ...limits.headers, ...answer.headers } };
  };
}

function route(state: ClickUpState, events: ClickUpEvents, request: SimulatedRequest): SimulatedResponse {
  const [, top = '', id, part, ...rest] = request.path.split('/');
  const reads = request.method === 'GET';
  switch (top) {
    case 'user':
      return reads ? ok({ user: { ...personView(state.own), timezone: zone, week_start_day: 1 } }) : noRoute;
    case 'team':
      if (id === undefined) return reads ? ok({ teams: [workspace(state)] }) : noRoute;
      return id === workspaceId ? inWorkspace(state, events, request, [part, ...rest]) : notAllowed;
    case 'space':
      return id === spaceId ? inSpace(part) : notAllowed;
    case 'list':
      return inList(state, events, request, [id, part]);
    case 'task':
      return taskApi(state, events, request, [id, part, ...rest]);
    case 'group':
      return groupApi(state, request, id);
    case 'webhook':
      return id === undefined ? noRoute : hookApi(state, request, id);
    default:
      return noRoute;
  }
}

const workspace = (state: ClickUpState) => ({
  ...{ id: workspaceId, name: 'Neighbourhood', color: '#000000', avatar: null },
  members: [...state.users.values()].map((user) => ({ user: { ...personView(user), role: user.role } })),
});

function inWorkspace(
  state: ClickUpState,
  events: ClickUpEvents,
  request: SimulatedRequest,
  [part, id]: readonly (string | undefined)[],
): SimulatedResponse {
  switch (part) {
    case 'space':
      return ok({ spaces: [{ id: spaceId, name: 'Community', private: false, archived: false }] });
    case 'time_entries':
      return entryApi(state, events, request, id);
    case 'webhook':
      return hooksApi(state, events, request);
    case 'group':
      return request.method === 'POST' ? createGroup(state, request.body) : noRoute;
    default:
      return noRoute;
  }
}

const space = { id: spaceId, name: 'Community', access: true };
/** A List without a Folder stands in one that nobody sees. */
const folderView = (id: string | null) =>
  id === null
    ? { id: '90200000009', name: 'hidden', hidden: true, access: true }
    : { id, name: 'Neighbourhood', hidden: false, access: true };

function inSpace(part: string | undefined): SimulatedResponse {
  const named = lists.map(({ id, name, folder }) => ({
    id,
    name,
    folder: folderView(folder),
    archived: false,
  }));
  const own = named.filter(({ folder }) => !folder.hidden);
  if (part === 'folder')
    return ok({ folders: [{ id: folderId, name: 'Neighbourhood', hidden: false, lists: own }] });
  return part === 'list' ? ok({ lists: named.filter(({ folder }) => folder.hidden) }) : noRoute;
}

function inList(
  state: ClickUpState,
  events: ClickUpEvents,
  request: SimulatedRequest,
  [id, part]: readonly (string | undefined)[],
): SimulatedResponse {
  const list = lists.find((known) => known.id === id);
  if (list === undefined) return noSuchList;
  if (state.hidden.has(list.id)) return notAllowed;
  const { method } = request;
  if (part === undefined)
    return method === 'GET' ? ok({ ...list, folder: folderView(list.folder), space }) : noRoute;
  if (part === 'field')
    return ok({ fields: customFields.map((field) => ({ ...field, hide_from_guests: false })) });
  if (part !== 'task') return noRoute;
  if (method === 'GET') return listTasks(state, request, list.id);
  return method === 'POST' ? createTask(state, events, request, list) : noRoute;
}
