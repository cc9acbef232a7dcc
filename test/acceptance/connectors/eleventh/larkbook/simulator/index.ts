import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { LarkbookEvents } from './events.ts';
import { board, key, LarkbookState } from './state.ts';
import { larkbookApi, tooMany } from './vendor.ts';

/** A small stateful Larkbook on loopback. */
export async function startLarkbookSimulator(options: {
  readonly tasks: number;
  readonly members: number;
  readonly now: () => Date;
}) {
  const state = new LarkbookState(options);
  const events = new LarkbookEvents(state);
  const simulator = await startSimulator({
    basePath: '/2',
    vendor: larkbookApi(state, events),
    control: (request) => control(state, request),
    tooMany,
    onClose: async () => events.sender.close(),
  });
  return {
    ...simulator,
    credentials: key,
    settings: { boardId: board.id },
    idle: () => events.sender.idle(),
  };
}

/** A user of Larkbook at work: `GET /tasks`, `GET/PATCH/DELETE /tasks/<id>`. */
function control(state: LarkbookState, request: SimulatedRequest): SimulatedResponse {
  const [, collection, id] = request.path.split('/');
  if (collection !== 'tasks') return { status: 404, body: { message: 'Use /tasks.' } };
  if (id === undefined) return { status: 200, body: [...state.tasks.values()] };
  const task = state.tasks.get(id);
  if (task === undefined) return { status: 404, body: { message: 'There is no such task.' } };
  if (request.method === 'GET') return { status: 200, body: task };
  if (request.method === 'DELETE') return { status: state.bury(id) ? 204 : 404 };
  const changes = typeof request.body === 'object' && request.body !== null ? request.body : {};
  return { status: 200, body: state.put({ ...task, ...changes }) };
}
