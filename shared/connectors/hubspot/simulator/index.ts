import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, tooMany } from './answers.ts';
import { HubSpotChanges } from './changes.ts';
import { given } from './given.ts';
import { client, HubSpotState, type Item, owner, portalId, timeZone, token } from './state.ts';
import { hubspotApi } from './vendor.ts';

export interface HubSpotSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  readonly now?: () => Date;
  readonly searchLagSeconds?: number;
  /** Refuses more than 100 requests in ten seconds and five searches in one. */
  readonly limits?: boolean;
}

/** A small stateful HubSpot on loopback. */
export async function startHubSpotSimulator(options: HubSpotSimulatorOptions = {}) {
  const state = new HubSpotState({ tasks: 150, members: 20, now: () => new Date(), ...options });
  const changes = new HubSpotChanges(state);
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '',
    vendor: hubspotApi(state, changes, options.limits === true),
    control: (request) => control(state, changes, request),
    tooMany: () => tooMany(),
    onClose: async () => {
      changes.sender.close();
      state.save();
    },
  });
  return {
    ...simulator,
    credentials: { token, clientSecret: client.clientSecret },
    client,
    oauth: state.oauth,
    settings: { portalId: String(portalId), timeZone, ownerId: owner.id, webhooks: 'on' },
    idle: () => changes.sender.idle(),
  };
}

/**
 * A user of HubSpot at work: `GET/POST /<type>`, `GET/PATCH/DELETE /<type>/<id>` with properties,
 * `PUT/DELETE /<type>/<id>/<other>` for associations, `POST /<type>/<id>/merge/<other>`; and an administrator:
 * `PUT /hook {url}` enters the address of the webhooks, `PUT /key {mayDefine, portalId}` changes the key.
 */
function control(
  state: HubSpotState,
  changes: HubSpotChanges,
  { method, path, body }: SimulatedRequest,
): SimulatedResponse {
  const [, collection = '', id, act, other] = path.split('/');
  const values = bodyOf(body) ?? {};
  if (collection === 'hook' || collection === 'key') return administer(state, collection, values);
  const type = (['contacts', 'companies', 'tasks', 'meetings'] as const).find(
    (known) => known === collection,
  );
  if (type === undefined) return { status: 404, body: { message: 'Use a type of object.' } };
  if (id === undefined) {
    if (method === 'GET') return { status: 200, body: state.all(type).map(flat) };
    const made = given(state, type, values, 'new');
    return 'status' in made ? made : { status: 201, body: flat(changes.create(type, made.properties)) };
  }
  const item = state.items.get(id);
  if (item?.type !== type || item.archivedAt !== null)
    return { status: 404, body: { message: 'There is none.' } };
  if (act !== undefined) return join(state, changes, method, item, [act, other]);
  if (method === 'GET') return { status: 200, body: flat(item) };
  if (method === 'DELETE') {
    changes.archive(item);
    return { status: 204 };
  }
  const changed = given(state, type, values, 'change');
  return 'status' in changed
    ? changed
    : { status: 200, body: flat(changes.update(item, changed.properties)) };
}

const flat = ({ id, properties }: Item) => ({ id, ...properties });

function join(
  state: HubSpotState,
  changes: HubSpotChanges,
  method: string,
  item: Item,
  [act = '', other = '']: readonly (string | undefined)[],
): SimulatedResponse {
  const partner = state.items.get(act === 'merge' ? other : act);
  if (partner === undefined) return { status: 404, body: { message: 'There is no such other record.' } };
  if (act === 'merge') return { status: 200, body: flat(changes.merge(item, partner)) };
  if (method === 'DELETE') changes.unlink(item, partner);
  else changes.link(item, partner);
  return { status: 204 };
}

function administer(
  state: HubSpotState,
  what: 'hook' | 'key',
  { url, mayDefine, portalId: account }: Record<string, unknown>,
): SimulatedResponse {
  if (what === 'hook') state.hook = typeof url === 'string' ? url : null;
  if (typeof mayDefine === 'boolean') state.mayDefine = mayDefine;
  if (typeof account === 'number') state.portalId = account;
  state.changed();
  return { status: 204 };
}
