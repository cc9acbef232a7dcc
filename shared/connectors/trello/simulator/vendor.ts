import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { plain, type TrelloEvents } from './events.ts';
import { apiKey, boardId, type Card, customField, lists, type TrelloState, token } from './state.ts';

const ok = (body: unknown): SimulatedResponse => ({ status: 200, body });
const notFound = plain(404, 'The requested resource was not found.');
const invalidId = plain(400, 'invalid id');
/** https://developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits/: no Retry-After. */
export const tooMany = (): SimulatedResponse => ({
  status: 429,
  body: { error: 'API_TOKEN_LIMIT_EXCEEDED', message: 'Rate limit exceeded' },
});

const writable = ['name', 'desc', 'dueComplete', 'due', 'start', 'idList', 'idMembers', 'closed', 'pos'];

/** The part of Trello's REST API that the connector uses, as strict about it as Trello. */
export function trelloApi(state: TrelloState, events: TrelloEvents) {
  return (request: SimulatedRequest): Promise<SimulatedResponse> | SimulatedResponse => {
    const signingIn = state.oauth.serve(request);
    if (signingIn !== undefined) return signingIn;
    const refused = refusal(state, request);
    if (refused !== undefined) return refused;
    const [, collection = '', id, part, filter] = request.path.replace(/\/$/, '').split('/');
    if (id !== undefined && id !== 'me' && !/^[0-9a-f]{24}$/.test(id)) return invalidId;
    const route = [request.method, collection, id === undefined ? '' : 'id', part ?? '']
      .filter(Boolean)
      .join(' ');
    const body = fieldsIn(request);
    switch (route) {
      case 'GET members id':
        return id === 'me' ? ok(me) : found(request, state.members.get(id ?? ''));
      case 'GET members id boards':
        return ok([{ id: boardId, name: 'Neighbourhood' }]);
      case 'POST cards':
        return createCard(state, events, request, body);
      case 'GET cards id':
        return found(request, state.cards.get(id ?? ''));
      case 'PUT cards id':
        return updateCard(state, events, request, id ?? '', body);
      case 'DELETE cards id':
        return events.remove(id ?? '') ? ok({ limits: {} }) : notFound;
      case 'POST webhooks':
        return events.register(body);
      case 'GET webhooks id':
        return found(request, state.webhooks.get(id ?? ''));
      case 'DELETE webhooks id':
        return state.webhooks.delete(id ?? '') ? ok({ _value: null }) : notFound;
      default:
        return collection === 'boards' && id === boardId ? board(state, request, part, filter) : notFound;
    }
  };
}

/** With a token of OAuth 2.0, or with the key of an application and a token of its own. */
function refusal(state: TrelloState, request: SimulatedRequest): SimulatedResponse | undefined {
  if (state.oauth.accepts(request.headers.authorization)) return undefined;
  const signedWith = signIn(request);
  if (signedWith.key !== apiKey) return plain(401, 'invalid key');
  return signedWith.token === token ? undefined : plain(401, 'invalid token');
}

/** In the header or, as Trello's own clients do, in the address. */
function signIn({ headers, query }: SimulatedRequest): { readonly [part in 'key' | 'token']: string | null } {
  const named = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(headers.authorization ?? '')?.[1];
  return {
    key: named('oauth_consumer_key') ?? query.get('key'),
    token: named('oauth_token') ?? query.get('token'),
  };
}

const asked = ['key', 'token', 'fields', 'customFieldItems'];
const flags = ['dueComplete', 'closed', 'active'];
/** What is written may stand in the body or, all of it as text, in the address. */
function fieldsIn({ query, body }: SimulatedRequest): Body {
  const inAddress = [...query]
    .filter(([name]) => !asked.includes(name))
    .map(([name, text]) => {
      const isFlag = flags.includes(name) && (text === 'true' || text === 'false');
      if (isFlag) return [name, text === 'true'] as const;
      return [name, name === 'idMembers' ? text.split(',').filter((id) => id !== '') : text] as const;
    });
  const given = typeof body === 'object' && body !== null ? body : {};
  return { ...Object.fromEntries(inAddress), ...given };
}

const me = { id: '5f00000000000000000000ff', username: 'sync', fullName: 'Sync account' };

function board(
  state: TrelloState,
  request: SimulatedRequest,
  part: string | undefined,
  filter: string | undefined,
): SimulatedResponse {
  if (request.method !== 'GET') return notFound;
  if (part === undefined) return ok({ id: boardId, name: 'Neighbourhood', closed: false });
  if (part === 'lists') return ok(lists);
  if (part === 'customFields') return ok([customField]);
  if (part === 'memberships')
    return ok(
      [...state.members.values()].map((member) => ({
        ...{ id: `${member.id.slice(0, -1)}f`, idMember: member.id, memberType: 'normal' },
        ...(request.query.get('member') === 'true' ? { member } : {}),
      })),
    );
  if (part === 'actions') return actionsOf(state, request);
  const wanted = filters[filter ?? 'visible'];
  return part === 'cards' && wanted !== undefined ? cardsOf(state, request, wanted) : notFound;
}

const filters: { readonly [name: string]: (card: Card) => boolean } = {
  all: () => true,
  closed: ({ closed }) => closed,
  open: ({ closed }) => !closed,
  visible: ({ closed }) => !closed,
};

/** From the newest card back. */
function cardsOf(
  state: TrelloState,
  request: SimulatedRequest,
  wanted: (card: Card) => boolean,
): SimulatedResponse {
  const limit = Number(request.query.get('limit') ?? 1000);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return plain(400, 'invalid value for limit');
  const before = request.query.get('before');
  if (before !== null && !/^[0-9a-f]{24}$/.test(before)) return plain(400, 'invalid value for before');
  const page = [...state.cards.values()]
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .filter((card) => wanted(card) && (before === null || card.id < before))
    .slice(0, limit);
  return ok(page.map((card) => pick(request, card)));
}

/** Newest first, fifty unless more are asked for; `since` and `before` take a time or the id of an action. */
function actionsOf(state: TrelloState, { query }: SimulatedRequest): SimulatedResponse {
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 0 || limit > 1000) return plain(400, 'invalid value for limit');
  const wanted = query.get('filter')?.split(',');
  const [since, before] = [query.get('since'), query.get('before')];
  const place = (edge: string, { id, date }: { readonly id: string; readonly date: string }) =>
    /^[0-9a-f]{24}$/.test(edge) ? compare(id, edge) : compare(date, edge);
  const actions = state.actions
    .filter(({ type }) => wanted?.includes(type) ?? true)
    .filter((action) => since === null || place(since, action) >= 0)
    .filter((action) => before === null || place(before, action) < 0)
    .toReversed()
    .slice(0, limit);
  const shown = actions.map(({ card, ...action }) => ({ ...action, data: { card: { id: card } } }));
  return ok(shown.map((action) => ({ ...action, idMemberCreator: me.id })));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `id` always, everything else only when `fields` asks for it. */
function pick({ query }: SimulatedRequest, entity: { readonly id: string }): Record<string, unknown> {
  const fields = query.get('fields')?.split(',');
  const wanted = (name: string) =>
    fields === undefined ||
    ['id', ...fields].includes(name) ||
    (name === 'customFieldItems' && query.get('customFieldItems') === 'true');
  return Object.fromEntries(Object.entries(entity).filter(([name]) => wanted(name)));
}

const found = (request: SimulatedRequest, entity: { readonly id: string } | undefined): SimulatedResponse =>
  entity === undefined ? notFound : ok(pick(request, entity));

type Body = Record<string, unknown>;

function problemWith(body: Body): string | undefined {
  const unknown = Object.keys(body).find((field) => !writable.includes(field));
  if (unknown !== undefined) return `invalid field: ${unknown}`;
  if ('name' in body && typeof body.name !== 'string') return 'invalid value for name';
  if ('dueComplete' in body && typeof body.dueComplete !== 'boolean') return 'invalid value for dueComplete';
  if ('idList' in body && !lists.some(({ id }) => id === body.idList)) return 'invalid value for idList';
  for (const field of ['due', 'start'] as const)
    if (body[field] !== undefined && body[field] !== null && Number.isNaN(Date.parse(String(body[field]))))
      return `invalid date for ${field}`;
  return undefined;
}

const dates = (body: Body) =>
  Object.fromEntries(
    (['due', 'start'] as const)
      .filter((field) => field in body)
      .map((field) => [field, body[field] === null ? null : new Date(String(body[field])).toISOString()]),
  );

function createCard(
  state: TrelloState,
  events: TrelloEvents,
  request: SimulatedRequest,
  body: Body,
): SimulatedResponse {
  const wrong = 'idList' in body ? problemWith(body) : 'invalid value for idList';
  if (wrong !== undefined) return plain(400, wrong);
  const id = state.id();
  const blank: Card = {
    ...{ id, name: '', desc: '', dueComplete: false, due: null, start: null, closed: false, idList: '' },
    ...{ idBoard: boardId, idMembers: [], labels: [], customFieldItems: [], dateLastActivity: '' },
    shortUrl: `https://trello.com/c/${id.slice(-8)}`,
  };
  return ok(pick(request, events.put({ ...blank, ...body, ...dates(body) }, 'createCard')));
}

function updateCard(
  state: TrelloState,
  events: TrelloEvents,
  request: SimulatedRequest,
  id: string,
  body: Body,
): SimulatedResponse {
  const card = state.cards.get(id);
  if (card === undefined) return notFound;
  const wrong = problemWith(body);
  if (wrong !== undefined) return plain(400, wrong);
  return ok(pick(request, events.put({ ...card, ...body, ...dates(body) }, 'updateCard')));
}
