import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, tooMany } from './answers.ts';
import { TogglEvents } from './events.ts';
import { apiToken, profileZone, projects, TogglState, workspaceId } from './state.ts';
import { togglApi } from './vendor.ts';

export interface TogglSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly plan?: 'FREE' | 'PREMIUM';
  readonly now?: () => Date;
}

/** A small stateful Toggl Track on loopback; `tasks` is the number of its time entries, and of its tasks up to forty. */
export async function startTogglSimulator(options: TogglSimulatorOptions = {}) {
  const state = new TogglState({ tasks: 120, members: 20, now: () => new Date(), ...options });
  const events = new TogglEvents(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '/api/v9',
    vendor: togglApi(state, events),
    control: (request) => control(state, events, request),
    tooMany,
    onClose: async () => {
      events.sender.close();
      state.save();
    },
  });
  const firstDay = new Date(state.now().getTime() - 300 * 86_400_000).toISOString().slice(0, 10);
  return {
    ...simulator,
    credentials: { apiToken },
    settings: {
      workspaceId: String(workspaceId),
      projectIds: projects.map(({ id }) => String(id)),
      timeZone: profileZone.name,
      startDate: firstDay,
    },
    people: () => [...state.users.keys()].map(String),
    idle: () => events.sender.idle(),
  };
}

/**
 * A user of Toggl Track at work: `GET /time_entries` and `/tasks`, `GET/PATCH/DELETE /time_entries/<id>`,
 * `PATCH /tasks/<id>`; `PUT /role` says whether the token's user is an administrator, `PUT /hooks` whether webhooks are on.
 */
function control(state: TogglState, events: TogglEvents, request: SimulatedRequest): SimulatedResponse {
  const [, collection = '', id = ''] = request.path.split('/');
  const changes = bodyOf(request.body) ?? {};
  if (collection === 'role') {
    state.admin = changes.admin === true;
    return { status: 204 };
  }
  if (collection === 'hooks') {
    for (const [key, hook] of state.subscriptions)
      state.subscriptions.set(key, { ...hook, enabled: changes.enabled === true });
    return { status: 204 };
  }
  if (collection === 'tasks') {
    if (id === '') return { status: 200, body: [...state.tasks.values()] };
    const task = state.tasks.get(Number(id.split(':').at(-1)));
    if (task === undefined) return { status: 404, body: { message: 'There is no such task.' } };
    if (request.method === 'GET') return { status: 200, body: task };
    return { status: 200, body: events.putTask({ ...task, ...changes }, 'updated') };
  }
  if (collection !== 'time_entries') return { status: 404, body: { message: 'Use /time_entries.' } };
  if (id === '') return { status: 200, body: [...state.entries.values()] };
  const entry = state.entries.get(Number(id));
  if (entry === undefined) return { status: 404, body: { message: 'There is no such entry.' } };
  if (request.method === 'GET') return { status: 200, body: entry };
  if (request.method !== 'DELETE')
    return { status: 200, body: events.putEntry({ ...entry, ...changes }, 'updated') };
  events.removeEntry(entry);
  return { status: 204 };
}
