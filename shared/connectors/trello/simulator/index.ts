import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { TrelloEvents } from './events.ts';
import { apiKey, boardId, client, lists, secret, TrelloState, token } from './state.ts';
import { tooMany, trelloApi } from './vendor.ts';

export interface TrelloSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly now?: () => Date;
}

/** A small stateful Trello on loopback. */
export async function startTrelloSimulator(options: TrelloSimulatorOptions = {}) {
  const state = new TrelloState({ tasks: 200, members: 20, now: () => new Date(), ...options });
  const events = new TrelloEvents(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '/1',
    vendor: trelloApi(state, events),
    control: (request) => control(state, events, request),
    tooMany,
    onClose: async () => {
      events.sender.close();
      state.save();
    },
  });
  return {
    ...simulator,
    credentials: { apiKey, token, secret },
    client: { ...client, secret },
    oauth: state.oauth,
    settings: { boardIds: [boardId], listId: lists[0]?.id ?? '', timeZone: 'UTC' },
    idle: () => events.sender.idle(),
  };
}

/** A user of Trello at work: `GET /cards`, `GET/PATCH/DELETE /cards/<id>`. */
function control(state: TrelloState, events: TrelloEvents, request: SimulatedRequest): SimulatedResponse {
  const [, collection, id] = request.path.split('/');
  if (collection !== 'cards') return { status: 404, body: { message: 'Use /cards.' } };
  if (id === undefined) return { status: 200, body: [...state.cards.values()] };
  const card = state.cards.get(id);
  if (card === undefined) return { status: 404, body: { message: 'There is no such card.' } };
  if (request.method === 'GET') return { status: 200, body: card };
  if (request.method === 'DELETE') return { status: events.remove(id) ? 204 : 404 };
  const changes = typeof request.body === 'object' && request.body !== null ? request.body : {};
  return { status: 200, body: events.put({ ...card, ...changes }, 'updateCard') };
}
