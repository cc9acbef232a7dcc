import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { AsanaEvents } from './events.ts';
import { AsanaState, client, projectGid, token, workspaceGid } from './state.ts';
import { asanaApi, tooMany } from './vendor.ts';

export interface AsanaSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly now?: () => Date;
}

/** A small stateful Asana on loopback. */
export async function startAsanaSimulator(options: AsanaSimulatorOptions = {}) {
  const state = new AsanaState({ tasks: 300, members: 40, now: () => new Date(), ...options });
  const events = new AsanaEvents(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '/api/1.0',
    vendor: asanaApi(state, events),
    control: (request) => control(state, events, request),
    tooMany,
    onClose: async () => {
      events.sender.close();
      state.save();
    },
  });
  return {
    ...simulator,
    credentials: { token },
    client,
    oauth: state.oauth,
    settings: { workspaceGid, projectGids: [projectGid] },
    taskIds: () => [...state.tasks.keys()],
    idle: () => events.sender.idle(),
  };
}

/** What happens to the access that admins allowed: `POST /oauth/deny|expire|revoke`, `GET /oauth`. */
function signIns({ oauth }: AsanaState, method: string, act: string | undefined): SimulatedResponse {
  if (method === 'GET') return { status: 200, body: oauth.counts };
  if (act === 'deny') oauth.deny();
  else if (act === 'expire') oauth.endAccessTokens();
  else if (act === 'revoke') oauth.revokeAll();
  else return { status: 404, body: { message: 'Use deny, expire or revoke.' } };
  return { status: 204 };
}

/** A user of Asana at work: `GET/POST /tasks`, `GET/PATCH/DELETE /tasks/<gid>`. */
function control(state: AsanaState, events: AsanaEvents, request: SimulatedRequest): SimulatedResponse {
  const [, collection, gid] = request.path.split('/');
  if (collection === 'oauth') return signIns(state, request.method, gid);
  if (collection !== 'tasks') return { status: 404, body: { message: 'Use /tasks.' } };
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
