import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { accountId, client, HarvestState, project, token, work } from './state.ts';
import { harvestApi, tooMany } from './vendor.ts';

export interface HarvestSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly now?: () => Date;
}

/** A small stateful Harvest on loopback; `tasks` is the number of its time entries. */
export async function startHarvestSimulator(options: HarvestSimulatorOptions = {}) {
  const state = new HarvestState({ tasks: 120, members: 20, now: () => new Date(), ...options });
  let baseUrl = '';
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '/v2',
    vendor: harvestApi(state, () => baseUrl),
    control: (request) => control(state, request),
    tooMany,
    onClose: async () => state.save(),
  });
  baseUrl = simulator.baseUrl;
  return {
    ...simulator,
    credentials: { token },
    client,
    oauth: state.oauth,
    settings: { accountId, projectId: String(project.id), taskId: String(work[0]?.id) },
    people: () => [...state.users.keys()].map(String),
    /** Harvest sends nothing. */
    idle: async () => undefined,
  };
}

/** A user of Harvest at work: `GET /time_entries`, `GET/PATCH/DELETE /time_entries/<id>`. */
function control(state: HarvestState, request: SimulatedRequest): SimulatedResponse {
  const [, collection, id] = request.path.split('/');
  if (collection !== 'time_entries') return { status: 404, body: { message: 'Use /time_entries.' } };
  if (id === undefined) return { status: 200, body: [...state.entries.values()] };
  const entry = state.entries.get(Number(id));
  if (entry === undefined) return { status: 404, body: { message: 'There is no such entry.' } };
  if (request.method === 'GET') return { status: 200, body: entry };
  if (request.method === 'DELETE') return { status: state.remove(entry.id) ? 204 : 404 };
  const changes = typeof request.body === 'object' && request.body !== null ? request.body : {};
  return { status: 200, body: state.put({ ...entry, ...changes }) };
}
