import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, tooMany } from './answers.ts';
import { eventsBoard, hoursBoard, tasksBoard } from './boards.ts';
import { changedByHand } from './by-hand.ts';
import { MondayEvents } from './events.ts';
import type { LimitOptions } from './limits.ts';
import { client, MondayState, token } from './state.ts';
import { mondayApi } from './vendor.ts';

export interface MondaySimulatorOptions extends LimitOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly now?: () => Date;
}

/** A small stateful monday.com on loopback: a board of tasks, one of events and one of hours. */
export async function startMondaySimulator(options: MondaySimulatorOptions = {}) {
  const state = new MondayState({ tasks: 200, members: 20, now: () => new Date(), ...options });
  const events = new MondayEvents(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '',
    vendor: mondayApi(state, events, options),
    control: (request) => control(state, events, request),
    tooMany,
    // Everything is a POST here.
    isWrite: ({ body }) => String(bodyOf(body).query).trimStart().startsWith('mutation'),
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
    settings: {
      boardIds: [tasksBoard.id],
      eventBoardIds: [eventsBoard.id],
      timeBoardIds: [hoursBoard.id],
      timeZone: 'Europe/Berlin',
    },
    idle: () => events.sender.idle(),
  };
}

/**
 * A user of monday.com at work: `GET /items`, `GET/PATCH/DELETE /items/<id>`, with the names of our records; a PATCH of
 * `state` archives or restores. `PUT /hidden` says which boards the account does not see, `POST /oauth/deny|expire|revoke`.
 */
function control(state: MondayState, events: MondayEvents, request: SimulatedRequest): SimulatedResponse {
  const [, collection, id] = request.path.split('/');
  const changes = bodyOf(request.body);
  if (collection === 'oauth') return signIns(state, request.method, id);
  if (collection === 'hidden') {
    state.hidden.clear();
    for (const board of Array.isArray(changes.boards) ? changes.boards : []) state.hidden.add(String(board));
    return { status: 204 };
  }
  if (collection !== 'items') return { status: 404, body: { message: 'Use /items.' } };
  if (id === undefined) return { status: 200, body: [...state.items.values()] };
  const item = state.items.get(id);
  if (item === undefined || item.state === 'deleted')
    return { status: 404, body: { message: 'There is no such item.' } };
  if (request.method === 'GET') return { status: 200, body: item };
  if (request.method === 'DELETE') {
    events.setState(item, 'deleted');
    return { status: 204 };
  }
  return { status: 200, body: changedByHand(state, events, item, changes) };
}

function signIns({ oauth }: MondayState, method: string, act: string | undefined): SimulatedResponse {
  if (method === 'GET') return { status: 200, body: oauth.counts };
  if (act === 'deny') oauth.deny();
  else if (act === 'expire') oauth.endAccessTokens();
  else if (act === 'revoke') oauth.revokeAll();
  else return { status: 404, body: { message: 'Use deny, expire or revoke.' } };
  return { status: 204 };
}
