import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../../../shared/connector-kit/simulator/simulator.ts';
import { SampleCloudEvents } from './events.ts'; // webhooks
import { SampleCloudState, token, workspace } from './state.ts';
import { sampleCloudApi, tooMany } from './vendor.ts';

/** A small stateful Sample Cloud on loopback. */
export async function startSampleCloudSimulator(options: {
  readonly tasks: number;
  readonly now: () => Date;
}) {
  const state = new SampleCloudState(options);
  const events = new SampleCloudEvents(state); // webhooks
  const simulator = await startSimulator({
    basePath: '/v1',
    vendor: sampleCloudApi(state, events), // webhooks, else: vendor: sampleCloudApi(state),
    control: (request) => control(state, request),
    tooMany,
    onClose: async () => events.sender.close(), // webhooks
  });
  return {
    ...simulator,
    credentials: { token },
    settings: { workspaceId: workspace.id },
    idle: () => events.sender.idle(), // webhooks, else: idle: async () => undefined,
  };
}

/** A user of Sample Cloud at work: `GET /tasks`, `GET/PATCH/DELETE /tasks/<id>`. */
function control(state: SampleCloudState, request: SimulatedRequest): SimulatedResponse {
  const [, collection, id] = request.path.split('/');
  if (collection !== 'tasks') return { status: 404, body: { message: 'Use /tasks.' } };
  if (id === undefined) return { status: 200, body: [...state.tasks.values()] };
  const task = state.tasks.get(id);
  if (task === undefined) return { status: 404, body: { message: 'There is no such task.' } };
  if (request.method === 'GET') return { status: 200, body: task };
  if (request.method === 'DELETE') return { status: state.remove(id) ? 204 : 404 };
  const changes = typeof request.body === 'object' && request.body !== null ? request.body : {};
  return { status: 200, body: state.put({ ...task, ...changes }) };
}
