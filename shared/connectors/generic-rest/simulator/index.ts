import { createHmac, randomUUID } from 'node:crypto';
import { OAuthSimulator } from '../../../connector-kit/simulator/oauth.ts';
import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import { genericSettings } from './settings.ts';
import { type CollectionName, collections, type Entity, GenericState, nouns, token } from './state.ts';

export interface GenericSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly now?: () => Date;
}

const problem = (status: number, title: string): SimulatedResponse => ({
  status,
  body: { type: 'about:blank', title, status },
  headers: { 'content-type': 'application/problem+json' },
});
const nameOf = (name: string | undefined): CollectionName | undefined =>
  collections.find((known) => known === name);

/** A plain REST system: Link paging, `updated_since`, PATCH, RFC 9457 errors, signed webhooks. */
export async function startGenericSimulator(options: GenericSimulatorOptions = {}) {
  const state = new GenericState({ tasks: 200, members: 40, now: () => new Date(), ...options });
  const sender = new WebhookSender();
  const tell = (name: CollectionName, action: string, record: Entity) =>
    notify(state, sender, name, action, record);
  const oauth = signIns(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '/api',
    vendor: (request) =>
      oauth.serve(request) ??
      (request.headers.authorization === `Bearer ${token}` || oauth.accepts(request.headers.authorization)
        ? rest(state, tell, request, true)
        : problem(401, 'Sign in with a bearer token')),
    control: (request) => {
      if (request.method === 'PUT' && request.path === '/hook') {
        state.setHook(request.body);
        return { status: 204 };
      }
      return rest(state, tell, request, false);
    },
    tooMany: (seconds) => ({
      ...problem(429, 'Too many requests'),
      headers: { 'retry-after': String(seconds) },
    }),
    onClose: async () => {
      sender.close();
      state.save();
    },
  });
  return {
    ...simulator,
    credentials: { token },
    settings: genericSettings,
    client,
    oauth,
    /** The settings with which the connector signs in with OAuth here. */
    oauthSettings: {
      ...genericSettings,
      oauth: {
        authorizeUrl: new URL('/oauth/authorize', simulator.baseUrl).href,
        tokenUrl: new URL('/oauth/token', simulator.baseUrl).href,
        scopes: ['records'],
        clientAuthentication: 'basic',
      },
    },
    idle: () => sender.idle(),
    deliveries: sender.outcomes,
  };
}

const client = { clientId: 'britepool', clientSecret: 'generic-practice-client-secret' };

/** An authorization server of the sort that rotates refresh tokens and lets applications sign in for themselves. */
const signIns = (state: GenericState): OAuthSimulator =>
  new OAuthSimulator({
    ...client,
    paths: { authorize: '/oauth/authorize', token: '/oauth/token' },
    scopes: ['records'],
    pkce: 'required',
    clientAuthentication: 'basic',
    clientCredentials: true,
    refresh: 'rotating',
    accessSeconds: 900,
    now: state.now,
  });

type Tell = (name: CollectionName, action: string, record: Entity) => void;

function rest(state: GenericState, tell: Tell, request: SimulatedRequest, paged: boolean): SimulatedResponse {
  const [, collection, id] = request.path.split('/');
  const name = nameOf(collection);
  if (name === undefined) return problem(404, 'There is no such collection');
  const items = state.data[name];
  const body = typeof request.body === 'object' && request.body !== null ? { ...request.body } : {};
  const stamp = { updated_at: state.now().toISOString() };
  if (id === undefined && request.method === 'GET')
    return paged ? page(name, [...items.values()], request) : { status: 200, body: [...items.values()] };
  if (id === undefined && request.method === 'POST') {
    const made = state.put(name, { ...body, ...stamp, id: state.id(nouns[name].id) });
    tell(name, 'created', made);
    return { status: 201, body: made };
  }
  const before = items.get(id ?? '');
  if (before === undefined) return problem(404, 'There is no such record');
  if (request.method === 'GET') return { status: 200, body: before };
  if (request.method === 'DELETE') {
    items.delete(before.id);
    tell(name, 'deleted', before);
    return { status: 204 };
  }
  if (request.method !== 'PATCH' && request.method !== 'PUT')
    return problem(405, 'Use GET, POST, PATCH, PUT or DELETE');
  const after = state.put(name, {
    ...(request.method === 'PUT' ? {} : before),
    ...body,
    ...stamp,
    id: before.id,
  });
  tell(name, 'updated', after);
  return { status: 200, body: after };
}

function page(name: CollectionName, all: readonly Entity[], { query }: SimulatedRequest): SimulatedResponse {
  const size = Number(query.get('per_page') ?? 100);
  if (!Number.isInteger(size) || size < 1 || size > 500)
    return problem(400, 'per_page must be between 1 and 500');
  const since = query.get('updated_since');
  const matching =
    since === null ? all : all.filter((item) => item.updated_at >= new Date(since).toISOString());
  const at = Number(query.get('page') ?? 1);
  const from = (at - 1) * size;
  const more = from + size < matching.length;
  const next = new URLSearchParams(query);
  next.set('page', String(at + 1));
  return {
    status: 200,
    body: { items: matching.slice(from, from + size), total: matching.length },
    ...(more ? { headers: { link: `</api/${name}?${next}>; rel="next"` } } : {}),
  };
}

function notify(
  state: GenericState,
  sender: WebhookSender,
  name: CollectionName,
  action: string,
  record: Entity,
): void {
  if (state.hook === null) return;
  const { url, secret, scheme } = state.hook;
  const event = `${nouns[name].event}.${action}`;
  const seconds = Math.floor(state.now().getTime() / 1000);
  const json = { 'content-type': 'application/json' };
  if (scheme === 'standard-webhooks') {
    const id = `msg_${randomUUID()}`;
    const body = JSON.stringify({ event, timestamp: state.now().toISOString(), data: record });
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const signature = `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
    sender.send({
      url,
      body,
      headers: {
        ...json,
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signature,
      },
    });
    return;
  }
  const body = JSON.stringify({ event, data: record });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  sender.send({
    url,
    body,
    headers: {
      ...json,
      'x-webhook-signature': signature,
      'x-webhook-event': event,
      'x-webhook-timestamp': String(seconds),
    },
  });
}
