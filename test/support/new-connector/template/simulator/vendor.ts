import type {
  SimulatedRequest,
  SimulatedResponse,
} from '../../../../../shared/connector-kit/simulator/simulator.ts';
import { todo } from '../../../../../shared/connector-kit/todo.ts';
import type { SampleCloudEvents } from './events.ts'; // webhooks
import { type SampleCloudState, token, workspace } from './state.ts';

const ok = (body: unknown): SimulatedResponse => ({ status: 200, body });

/** The part of the API of Sample Cloud that the connector uses, as strict about it as Sample Cloud. */
export function sampleCloudApi(
  state: SampleCloudState,
  events: SampleCloudEvents, // webhooks
): (request: SimulatedRequest) => Promise<SimulatedResponse> | SimulatedResponse {
  return (request) => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return todo('what does it answer to a request without a good token?');
    const [, collection, id] = request.path.split('/');
    const task = state.tasks.get(id ?? '');
    switch (`${request.method} ${collection}${id === undefined ? '' : '/id'}`) {
      case 'GET me':
        return ok({ name: 'Sync account' });
      case 'GET workspaces':
        return ok({ workspaces: [workspace] });
      case 'GET tasks':
        return todo('what does a page look like, and which parameters are refused, with which words?');
      case 'POST tasks':
        return todo('which fields may a new task have, and what does it say to any other?');
      case 'GET tasks/id':
        return task === undefined ? missing() : ok(task);
      case 'PATCH tasks/id':
        return task === undefined
          ? missing()
          : todo('does a change merge or replace? Which fields may it have?');
      case 'DELETE tasks/id':
        return state.remove(id ?? '') ? { status: 204 } : missing();
      case 'POST webhooks': // webhooks
        return events.register(request.body); // webhooks
      case 'GET webhooks/id': // webhooks
        return events.hooks.has(id ?? '') ? ok({ id }) : missing(); // webhooks
      case 'DELETE webhooks/id': // webhooks
        return events.hooks.delete(id ?? '') ? { status: 204 } : missing(); // webhooks
      default:
        return missing();
    }
  };
}

const missing = (): SimulatedResponse => todo('what does it answer where there is nothing?');
/** The refusal of one request too many. */
export const tooMany = (retryAfterSeconds: number): SimulatedResponse => ({
  status: todo('how does it refuse one request too many, and say how long to wait?'),
  headers: { 'retry-after': String(retryAfterSeconds) },
});
