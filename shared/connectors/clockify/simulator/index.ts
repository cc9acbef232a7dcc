import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, tooMany } from './answers.ts';
import { ClockifyEvents } from './events.ts';
import { apiKey, ClockifyState, projects, workspaceId } from './state.ts';
import { clockifyApi } from './vendor.ts';

export interface ClockifySimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly plan?: 'FREE' | 'PRO';
  readonly now?: () => Date;
}

/** A small stateful Clockify on loopback; `tasks` is the number of its time entries, and of its tasks up to forty. */
export async function startClockifySimulator(options: ClockifySimulatorOptions = {}) {
  const state = new ClockifyState({ tasks: 120, members: 20, now: () => new Date(), ...options });
  const events = new ClockifyEvents(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '/api/v1',
    vendor: clockifyApi(state, events),
    control: (request) => control(state, events, request),
    tooMany,
    onClose: async () => {
      events.sender.close();
      state.save();
    },
  });
  return {
    ...simulator,
    credentials: { apiKey },
    settings: { workspaceId, projectIds: projects.map(({ id }) => id), timeZone: 'Europe/Berlin' },
    people: () => [...state.users.keys()],
    idle: () => events.sender.idle(),
  };
}

/**
 * A user of Clockify at work: `GET /time_entries` and `/tasks`, `GET/PATCH/DELETE /time_entries/<id>`, `PATCH /tasks/<id>`;
 * `PUT /role` and `PUT /hooks` change what the key's user may, and whether webhooks are delivered.
 */
function control(state: ClockifyState, events: ClockifyEvents, request: SimulatedRequest): SimulatedResponse {
  const [, collection = '', id = ''] = request.path.split('/');
  const changes = bodyOf(request.body) ?? {};
  if (collection === 'role') return setRole(state, changes.role);
  if (collection === 'hooks') return setHooks(state, changes.deliveryEnabled === true);
  if (collection === 'tasks') {
    if (id === '') return { status: 200, body: [...state.tasks.values()] };
    const task = state.tasks.get(id.split(':').at(-1) ?? '');
    if (task === undefined) return { status: 404, body: { message: 'There is no such task.' } };
    if (request.method === 'GET') return { status: 200, body: task };
    return { status: 200, body: events.putTask({ ...task, ...changes }, 'TASK_UPDATED') };
  }
  if (collection !== 'time_entries') return { status: 404, body: { message: 'Use /time_entries.' } };
  if (id === '') return { status: 200, body: [...state.entries.values()] };
  const entry = state.entries.get(id);
  if (entry === undefined) return { status: 404, body: { message: 'There is no such entry.' } };
  if (request.method === 'GET') return { status: 200, body: entry };
  if (request.method !== 'DELETE')
    return { status: 200, body: events.putEntry({ ...entry, ...changes }, 'TIME_ENTRY_UPDATED') };
  events.removeEntry(entry);
  return { status: 204 };
}

function setRole(state: ClockifyState, role: unknown): SimulatedResponse {
  if (role !== 'OWNER' && role !== 'WORKSPACE_ADMIN' && role !== 'USER')
    return { status: 400, body: { message: 'Use OWNER, WORKSPACE_ADMIN or USER.' } };
  state.role = role;
  return { status: 204 };
}

function setHooks(state: ClockifyState, deliveryEnabled: boolean): SimulatedResponse {
  for (const hook of state.webhooks.values()) state.webhooks.set(hook.id, { ...hook, deliveryEnabled });
  state.changed();
  return { status: 204 };
}
