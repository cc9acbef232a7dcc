import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { accountId, customer, type HarvestState, project, token, work } from './state.ts';
import { createEntry, updateEntry } from './write-entry.ts';

export const failure = (status: number, message: string): SimulatedResponse => ({
  status,
  body: status === 404 ? { status, error: 'Not Found' } : { message },
});
/** https://help.getharvest.com/api-v2/introduction/overview/general/ */
export const tooMany = (retryAfterSeconds: number): SimulatedResponse => ({
  ...failure(429, 'Your request has been throttled.'),
  headers: { 'retry-after': String(retryAfterSeconds) },
});
const invalidToken: SimulatedResponse = {
  status: 401,
  body: {
    error: 'invalid_token',
    error_description:
      'The access token provided is expired, revoked, malformed or invalid for other reasons.',
  },
};
const ok = (body: unknown): SimulatedResponse => ({ status: 200, body });

/** The part of Harvest's REST API that the connector uses, as strict about it as Harvest. */
export function harvestApi(state: HarvestState, baseUrl: () => string) {
  return (request: SimulatedRequest): Promise<SimulatedResponse> | SimulatedResponse => {
    const signingIn = state.oauth.serve(request);
    if (signingIn !== undefined) return signingIn;
    const { authorization, 'user-agent': agent } = request.headers;
    if (agent === undefined || agent === '') return failure(400, 'User-Agent header is required.');
    if (authorization !== `Bearer ${token}` && !state.oauth.accepts(authorization)) return invalidToken;
    if (request.path === '/api/v2/accounts') return ok(accounts);
    if (request.headers['harvest-account-id'] !== accountId) return invalidToken;
    return route(state, request, baseUrl);
  };
}

const accounts = {
  user: { id: 1, first_name: 'Sync', last_name: 'Account', email: 'sync@example.org' },
  accounts: [
    { id: Number(accountId), name: 'Neighbourhood', product: 'harvest' },
    { id: 7_654_321, name: 'Neighbourhood', product: 'forecast' },
  ],
};

function route(state: HarvestState, request: SimulatedRequest, baseUrl: () => string): SimulatedResponse {
  const [, collection = '', id, part] = request.path.split('/');
  const name = `${request.method} ${collection}${id === undefined ? '' : '/id'}${part === undefined ? '' : `/${part}`}`;
  const pages = (key: string, all: readonly Listed[]) => pageOf(request, baseUrl(), key, all);
  const entry = state.entries.get(Number(id));
  switch (name) {
    case 'GET users':
      return pages('users', [...state.users.values()].reverse());
    case 'GET users/id': {
      const found = id === 'me' ? [...state.users.values()][0] : state.users.get(Number(id));
      return found === undefined ? failure(404, '') : ok(found);
    }
    case 'GET company':
      return ok({
        name: customer.name,
        wants_timestamp_timers: false,
        clock: '24h',
        week_start_day: 'Monday',
      });
    case 'GET projects':
      return pages('projects', [
        { ...project, client: customer, is_active: true, updated_at: '2026-01-01T00:00:00Z' },
      ]);
    case 'GET projects/id/task_assignments':
      return Number(id) === project.id
        ? pages(
            'task_assignments',
            work.map((task) => ({ id: task.id + 1, task, updated_at: '2026-01-01T00:00:00Z' })),
          )
        : failure(404, '');
    case 'GET time_entries':
      return pages('time_entries', entriesOf(state, request));
    case 'POST time_entries':
      return createEntry(state, request.body);
    case 'GET time_entries/id':
      return entry === undefined ? failure(404, '') : ok(entry);
    case 'PATCH time_entries/id':
      return entry === undefined ? failure(404, '') : updateEntry(state, entry, request.body);
    case 'DELETE time_entries/id':
      if (entry === undefined) return failure(404, '');
      if (entry.is_locked) return failure(422, 'This time entry is locked and cannot be deleted.');
      state.remove(entry.id);
      return { status: 200 };
    default:
      return failure(404, '');
  }
}

/** By day, the newest first, and by id within a day. */
function entriesOf(state: HarvestState, { query }: SimulatedRequest) {
  const reference = query.get('external_reference_id');
  return [...state.entries.values()]
    .filter((item) => reference === null || item.external_reference?.id === reference)
    .sort((a, b) => (a.spent_date === b.spent_date ? b.id - a.id : a.spent_date < b.spent_date ? 1 : -1));
}

interface Listed {
  readonly id: number;
  readonly updated_at: string;
  readonly [field: string]: unknown;
}

/** Pages by an opaque cursor. https://help.getharvest.com/api-v2/introduction/overview/pagination/ */
function pageOf(
  { query, path }: SimulatedRequest,
  baseUrl: string,
  key: string,
  all: readonly Listed[],
): SimulatedResponse {
  const size = Number(query.get('per_page') ?? 2000);
  if (!Number.isInteger(size) || size < 1 || size > 2000)
    return failure(422, 'per_page must be between 1 and 2000');
  const since = query.get('updated_since');
  if (since !== null && Number.isNaN(Date.parse(since))) return failure(422, 'updated_since is invalid');
  const wanted = all.filter((item) => since === null || Date.parse(item.updated_at) >= Date.parse(since));
  const cursor = query.get('cursor');
  const from = cursor === null ? 0 : wanted.findIndex(({ id }) => id === idIn(cursor)) + 1;
  if (cursor !== null && from === 0) return failure(422, 'Invalid cursor');
  const items = wanted.slice(from, from + size);
  const last = items.at(-1);
  const more = last !== undefined && from + size < wanted.length;
  const next = new URLSearchParams(query);
  if (more) next.set('cursor', cursorOf(last.id));
  return ok({
    [key]: items,
    per_page: size,
    total_pages: Math.ceil(wanted.length / size),
    total_entries: wanted.length,
    page: cursor === null ? 1 : null,
    next_page: null,
    previous_page: null,
    links: {
      first: `${baseUrl}${path}`,
      next: more ? `${baseUrl}${path}?${next}` : null,
      previous: null,
      last: null,
    },
  });
}

const cursorOf = (id: number): string => Buffer.from(`after:${id}`).toString('base64url');
const idIn = (cursor: string): number =>
  Number(/^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] ?? Number.NaN);
