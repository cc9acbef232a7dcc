import {
  type SimulatedRequest,
  type SimulatedResponse,
  startSimulator,
} from '../../../connector-kit/simulator/simulator.ts';
import { answering, tooMany } from './answers.ts';
import { derived } from './derived.ts';
import { longId } from './ids.ts';
import { changeOrg } from './org.ts';
import { client, SalesforceState, username } from './state.ts';
import { salesforceApi } from './vendor.ts';
import { bodyOf } from './write.ts';

export interface SalesforceSimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly dataFile?: string;
  readonly tasks?: number;
  readonly members?: number;
  /** PEM of the key whose assertions the org believes. */
  readonly jwtPublicKey?: string;
  readonly now?: () => Date;
}

/** A small stateful Salesforce org on loopback. */
export async function startSalesforceSimulator(options: SalesforceSimulatorOptions = {}) {
  let origin = '';
  const state = new SalesforceState({
    ...{ tasks: 120, members: 20, now: () => new Date(), origin: () => origin },
    ...options,
  });
  const simulator = await startSimulator({
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
    basePath: '',
    vendor: salesforceApi(state),
    control: (request) => answering(() => control(state, request)),
    tooMany,
    onClose: async () => state.save(),
  });
  origin = simulator.baseUrl;
  return {
    ...simulator,
    /** What an admin types for the client credentials flow. */
    credentials: client,
    client,
    username,
    oauth: state.oauth,
    settings: {
      ...{ apiVersion: '67.0', timeZone: 'Europe/Berlin' },
      keyFields: ['Contact.BritePool_Key__c', 'Task.BritePool_Key__c'],
    },
    people: () => [...state.of('Contact').keys()],
    /** Salesforce sends nothing. */
    idle: async () => undefined,
  };
}

/**
 * A user of Salesforce at work: `GET /<Object>`, `GET/PATCH/DELETE /<Object>/<id>`; `DELETE …?purge=true` empties the recycle
 * bin as well. `PUT /org` changes what the sync's user may and what is left of the day (`org.ts`).
 */
function control(state: SalesforceState, request: SimulatedRequest): SimulatedResponse {
  const [, object = '', id = ''] = request.path.split('/');
  if (object === 'org') return changeOrg(state, request.body);
  if (!state.rows.has(object)) return { status: 404, body: { message: 'Use /Contact, /Task and so on.' } };
  if (id === '') return { status: 200, body: [...state.of(object).values()] };
  const row = state.of(object).get(longId(id));
  if (row === undefined) return { status: 404, body: { message: 'There is no such row.' } };
  if (request.method === 'GET') return { status: 200, body: row };
  if (request.method === 'DELETE') {
    state.remove(object, row, request.query.get('purge') === 'true' ? 'purged' : 'binned');
    return { status: 204 };
  }
  const changes = bodyOf(request.body);
  const values = {
    ...row,
    ...Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, asJson(value)])),
  };
  return { status: 200, body: state.change(object, row, derived(state, object, values, values)) };
}

const asJson = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
