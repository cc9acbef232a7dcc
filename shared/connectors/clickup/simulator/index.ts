import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { tooMany } from './answers.ts';
import { changedByHand } from './by-hand.ts';
import { ClickUpEvents } from './events.ts';
import { ClickUpState, client, token } from './state.ts';
import { clickUpApi } from './vendor.ts';
import { eventsList, keyFieldId, tasksList, workspaceId, zone } from './workspace.ts';

export interface ClickUpSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly now?: () => Date;
  /** 100 on small plans; as many as on the largest unless said. */
  readonly requestsAMinute?: number;
}

/** A small stateful ClickUp on loopback: a Workspace with a List of tasks and one of events. */
export async function startClickUpSimulator(options: ClickUpSimulatorOptions = {}) {
  const state = new ClickUpState({ tasks: 200, members: 20, now: () => new Date(), ...options });
  const events = new ClickUpEvents(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '/api/v2',
    vendor: clickUpApi(state, events, options.requestsAMinute ?? 10_000),
    control: (request) => control(state, events, request),
    tooMany,
    onClose: async () => {
      events.sender.close();
      state.save();
    },
  });
  const month = new Date(state.now().getTime() - 31 * 86_400_000).toISOString().slice(0, 10);
  return {
    ...simulator,
    credentials: { token },
    client,
    state,
    oauth: state.oauth,
    settings: {
      ...{ workspaceId, listIds: [tasksList], eventListIds: [eventsList], timeZone: zone },
      ...{ startDate: month, keyFieldId },
    },
    idle: () => events.sender.idle(),
  };
}

/**
 * A user of ClickUp at work: `GET /tasks`, `GET/PATCH/DELETE /tasks/<id>`, `DELETE /time_entries/<id>`; `PUT /hidden` says
 * which tasks and Lists the account does not see, `POST /oauth/deny|revoke`.
 */
function control(
  state: ClickUpState,
  events: ClickUpEvents,
  { method, path, body }: SimulatedRequest,
): SimulatedResponse {
  const [, collection, id] = path.split('/');
  const given = typeof body === 'object' && body !== null ? { ...body } : {};
  if (collection === 'oauth') return signIns(state, method, id);
  if (collection === 'hidden') {
    state.hidden.clear();
    for (const hidden of 'ids' in given && Array.isArray(given.ids) ? given.ids : [])
      state.hidden.add(String(hidden));
    return { status: 204 };
  }
  if (collection === 'time_entries') {
    const entry = state.entries.get(id ?? '');
    if (entry === undefined || method !== 'DELETE') return { status: 404 };
    events.removeEntry(entry);
    return { status: 204 };
  }
  if (collection !== 'tasks') return { status: 404, body: { message: 'Use /tasks.' } };
  if (id === undefined) return { status: 200, body: [...state.tasks.values()] };
  const task = state.tasks.get(id);
  if (task === undefined) return { status: 404, body: { message: 'There is no such task.' } };
  if (method === 'GET') return { status: 200, body: task };
  if (method !== 'DELETE') return { status: 200, body: changedByHand(events, task, given) };
  events.removeTask(task);
  return { status: 204 };
}

function signIns({ oauth }: ClickUpState, method: string, act: string | undefined): SimulatedResponse {
  if (method === 'GET') return { status: 200, body: oauth.counts };
  if (act === 'deny') oauth.deny();
  else if (act === 'revoke') oauth.revokeAll();
  else return { status: 404, body: { message: 'Use deny or revoke.' } };
  return { status: 204 };
}
