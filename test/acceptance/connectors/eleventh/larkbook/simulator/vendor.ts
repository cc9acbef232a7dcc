import type {
  Serve,
  SimulatedRequest,
  SimulatedResponse,
} from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, newTask, newWhistle, replacedTask } from './bodies.ts';
import type { LarkbookEvents } from './events.ts';
import { Pages, parameters } from './pages.ts';
import { Refusal } from './refusals.ts';
import { board, key, type LarkbookState, type Person, type Task } from './state.ts';

const ok = (body: unknown): SimulatedResponse => ({ status: 200, body });

/** The part of the API of Larkbook that the connector uses, as strict about it as Larkbook. */
export function larkbookApi(state: LarkbookState, events: LarkbookEvents): Serve {
  const pages = new Pages();
  return (request) => {
    try {
      signedIn(request);
      const answer = route(state, events, pages, request);
      // The real one counts down; here the fault plan of the kit refuses, and there is always breath left.
      return { ...answer, headers: { 'x-lark-left': '59', ...answer.headers } };
    } catch (error) {
      if (error instanceof Refusal) return error.response;
      throw error;
    }
  };
}

function signedIn({ headers }: SimulatedRequest): void {
  const sent = headers['x-lark-key'];
  if (typeof sent !== 'string' || !sent.includes('~')) throw new Refusal('no_key', 'Send ring~song.');
  if (sent !== `${key.ring}~${key.song}`) throw new Refusal('key_withdrawn', 'This key was withdrawn.');
}

function route(
  state: LarkbookState,
  events: LarkbookEvents,
  pages: Pages,
  request: SimulatedRequest,
): SimulatedResponse {
  const [, first, second, third, fourth, ...more] = request.path.split('/').map(decodeURIComponent);
  if (more.length > 0) throw new Refusal('no_such_place', 'There is nothing here.');
  if (first === 'boards' && second !== undefined) {
    if (second !== board.id) throw new Refusal('no_such_board', 'There is no such board.');
    if (third === 'graveyard' && fourth === undefined) return graveyard(state, pages, request);
    if (third !== 'tasks') throw new Refusal('no_such_place', 'There is nothing here.');
    return fourth === undefined ? tasks(state, pages, request) : oneTask(state, fourth, request);
  }
  if (third !== undefined) throw new Refusal('no_such_place', 'There is nothing here.');
  if (first === 'whistles') return whistles(events, second, request);
  allow(request, ['GET']);
  if (first === 'people') return people(state, pages, second, request);
  parameters(request.query, []);
  if (first === 'whoami' && second === undefined)
    return ok({ nest: { id: 'n_7', name: 'Canal Street' }, ring: key.ring, rights: 'write' });
  if (first === 'boards') return ok({ boards: [board] });
  throw new Refusal('no_such_place', 'There is nothing here.');
}

function allow({ method }: SimulatedRequest, methods: readonly string[]): void {
  if (!methods.includes(method)) throw new Refusal('wrong_verb', `${method} is not known here.`);
}

const paging = ['per', 'token'];
const changed = { parameter: 'changed_after', of: (item: Task | Person) => item.changed };

function tasks(state: LarkbookState, pages: Pages, request: SimulatedRequest): SimulatedResponse {
  allow(request, ['GET', 'POST']);
  if (request.method === 'POST') return make(state, request);
  parameters(request.query, [...paging, 'changed_after', 'client_ref']);
  const reference = request.query.get('client_ref');
  const all = [...state.tasks.values()].filter(
    ({ client_ref }) => reference === null || client_ref === reference,
  );
  const { page, ...rest } = pages.page(`tasks ${reference ?? ''}`, all, request.query, changed);
  return ok({ tasks: page, ...rest });
}

function make(state: LarkbookState, request: SimulatedRequest): SimulatedResponse {
  parameters(request.query, []);
  const body = bodyOf(request, newTask);
  const before = body.client_ref === null ? undefined : state.withReference(body.client_ref);
  if (before !== undefined) return ok(before);
  known(state, body.assignee);
  const made = { ...body, id: state.id(), board: board.id, created: state.second() };
  return { status: 201, body: state.put(made) };
}

function oneTask(state: LarkbookState, id: string, request: SimulatedRequest): SimulatedResponse {
  allow(request, ['GET', 'PUT', 'DELETE']);
  parameters(request.query, []);
  if (state.graves.has(id)) throw new Refusal('buried', 'This task was buried.');
  const task = state.tasks.get(id);
  if (task === undefined) throw new Refusal('no_such_task', 'There is no such task on this board.');
  if (request.method === 'GET') return ok(task);
  if (request.method === 'DELETE') {
    state.bury(id);
    return { status: 204 };
  }
  const body = bodyOf(request, replacedTask);
  known(state, body.assignee);
  const { board, client_ref, created } = task;
  return ok(state.put({ ...body, id, board, client_ref, created }));
}

function known(state: LarkbookState, assignee: string | null): void {
  if (assignee !== null && !state.people.has(assignee))
    throw new Refusal('bad_field', 'There is no such person.', 'assignee');
}

function graveyard(state: LarkbookState, pages: Pages, request: SimulatedRequest): SimulatedResponse {
  allow(request, ['GET']);
  parameters(request.query, [...paging, 'buried_after']);
  const { page, ...rest } = pages.page('graves', state.graves.values(), request.query, {
    parameter: 'buried_after',
    of: (grave) => grave.buried,
  });
  return ok({ graves: page, ...rest });
}

function people(
  state: LarkbookState,
  pages: Pages,
  id: string | undefined,
  { query }: SimulatedRequest,
): SimulatedResponse {
  if (id !== undefined) {
    parameters(query, []);
    const person = state.people.get(id);
    if (person === undefined) throw new Refusal('no_such_person', 'There is no such person.');
    return ok(person);
  }
  parameters(query, [...paging, 'changed_after']);
  const { page, ...rest } = pages.page('people', state.people.values(), query, changed);
  return ok({ people: page, ...rest });
}

function whistles(
  events: LarkbookEvents,
  id: string | undefined,
  request: SimulatedRequest,
): SimulatedResponse {
  allow(request, id === undefined ? ['POST'] : ['GET', 'DELETE']);
  parameters(request.query, []);
  if (id === undefined) return { status: 201, body: events.register(bodyOf(request, newWhistle)) };
  const { secret: _, ...shown } = events.find(id);
  if (request.method === 'GET') return ok(shown);
  events.hooks.delete(id);
  return { status: 204 };
}

/** The refusal of one request too many. */
export const tooMany = (seconds: number): SimulatedResponse => ({
  ...new Refusal('out_of_breath', 'Too many requests.').response,
  headers: { 'x-lark-left': '0', 'x-lark-rest': String(seconds) },
});
