import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { type Asked, dataOf, done, failure, found, noRoute, pageOf, unknown } from './answers.ts';
import { customFields, shownTask } from './custom-values.ts';
import { entryApi } from './entry-api.ts';
import type { AsanaEvents } from './events.ts';
import type { AsanaState } from './state.ts';
import { createTask, listTasks, updateTask } from './task-api.ts';
import { teamApi } from './team-api.ts';
import { projectGid, token, workspaceGid } from './workspace.ts';

const workspace = { gid: workspaceGid, name: 'Neighbourhood' };
const project = { gid: projectGid, name: 'Community work' };

/** The part of Asana's REST API that the connector uses, as strict about it as Asana. */
export function asanaApi(state: AsanaState, events: AsanaEvents) {
  return (request: SimulatedRequest): Promise<SimulatedResponse> | SimulatedResponse => {
    const signingIn = state.oauth.serve(request);
    if (signingIn !== undefined) return signingIn;
    const { authorization } = request.headers;
    if (authorization !== `Bearer ${token}` && !state.oauth.accepts(authorization))
      return failure(401, 'Not Authorized');
    const [, collection = '', id = '', ...parts] = request.path.split('/');
    const route = [`${request.method} ${collection}`, ...(id === '' ? [] : ['id']), ...parts].join('/');
    const asked = { request, route, id, data: dataOf(request.body) };
    return (
      teamApi(state, events, asked) ?? entryApi(state, asked) ?? taskApi(state, events, asked) ?? noRoute
    );
  };
}

function taskApi(
  state: AsanaState,
  events: AsanaEvents,
  { request, route, id, data }: Asked,
): Promise<SimulatedResponse> | SimulatedResponse | undefined {
  switch (route) {
    case 'GET users':
      return pageOf(request, [...state.users.values()]);
    case 'GET users/id':
      return id === 'me' ? me(state) : found(request, state.users.get(id));
    case 'GET workspaces':
      return pageOf(request, [workspace]);
    case 'GET projects':
      return request.query.get('workspace') === workspaceGid
        ? pageOf(request, [project])
        : unknown('workspace');
    case 'GET projects/id/custom_field_settings':
      return id === projectGid ? pageOf(request, customFields) : unknown('project');
    case 'GET projects/id/tasks':
      return listTasks(state, request, id);
    case 'GET projects/id':
      return id === projectGid ? { status: 200, body: { data: project } } : unknown('project');
    case 'GET tasks':
      return listTasks(state, request, request.query.get('project'));
    case 'GET tasks/id': {
      const task = state.tasks.get(id);
      return found(request, task === undefined ? undefined : shownTask(task));
    }
    case 'POST tasks':
      return createTask(state, events, request, data);
    case 'PUT tasks/id':
      return updateTask(state, events, request, id, data);
    case 'DELETE tasks/id':
      return events.deleted(id) ? done : unknown('task');
    case 'POST webhooks':
      return events.register(data ?? {});
    case 'GET webhooks/id': {
      const hook = state.webhooks.get(id);
      if (hook === undefined) return unknown('webhook');
      return { status: 200, body: { data: { gid: hook.gid, active: hook.active, target: hook.target } } };
    }
    case 'DELETE webhooks/id':
      if (!state.webhooks.delete(id)) return unknown('webhook');
      state.changed();
      return done;
    default:
      return undefined;
  }
}

const me = ({ own }: AsanaState): SimulatedResponse => ({
  status: 200,
  body: { data: { gid: own.gid, name: own.name, workspaces: [{ gid: workspaceGid }] } },
});
