import * as z from 'zod';
import { startAsanaSimulator } from '../../../shared/connectors/asana/simulator/index.ts';
import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import { asanaIntegration, genericIntegration } from '../../practice-world/integrations.ts';
import {
  type ApiUser,
  createdShape,
  finished,
  mappingsShape,
  recordShape,
  until,
} from '../../support/api.ts';
import { type RunningStack, startStack } from '../../support/stack.ts';

const anything = z.record(z.string(), z.unknown());
export type Thing = z.output<typeof anything>;

/** One connected external system as its own users see it, and the pairs that BritePool has with it. */
export interface Connected {
  readonly id: string;
  readonly jobId: string;
  /** Every record of a collection over there. */
  all(collection?: string): Promise<readonly Thing[]>;
  /** A user of that system changes a record. */
  edit(externalId: string, changes: object, collection?: string): Promise<Thing>;
  /** The external record that a BritePool record is paired with, once it is. */
  partnerOf(type: 'TASK' | 'MEMBER', internalId: string): Promise<string | undefined>;
  /** The BritePool record that an external record is paired with, once it is. */
  ours(type: 'TASK' | 'MEMBER', externalId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

interface Simulated {
  readonly baseUrl: string;
  readonly controlUrl: string;
  close(): Promise<void>;
}

async function connect(
  { steward }: RunningStack,
  simulator: Simulated,
  body: object,
): Promise<Connected & { readonly webhookEndpoint: string; readonly webhookSecret: string }> {
  const { integration, jobId } = await steward.call('POST', '/api/admin/integrations', createdShape, body);
  const job = await finished(steward, jobId);
  if (job.status !== 'COMPLETED')
    throw new Error(`The first import ended ${job.status}: ${job.errorMessage}`);
  const control = async (method: string, path: string, change?: object): Promise<unknown> => {
    const response = await fetch(`${simulator.controlUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(change === undefined ? {} : { body: JSON.stringify(change) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} over there answered ${response.status}`);
    return response.json();
  };
  return {
    ...integration,
    jobId,
    all: async (collection = 'tasks') => z.array(anything).parse(await control('GET', `/${collection}`)),
    edit: async (externalId, changes, collection = 'tasks') =>
      anything.parse(await control('PATCH', `/${collection}/${externalId}`, changes)),
    partnerOf: (type, internalId) =>
      pair(steward, integration.id, type, { internalId }).then((found) => found?.externalId),
    ours: (type, externalId) =>
      pair(steward, integration.id, type, { externalId }).then((found) => found?.internalId),
    close: () => simulator.close(),
  };
}

async function pair(steward: ApiUser, id: string, type: string, by: Record<string, string>) {
  const query = new URLSearchParams({ resourceType: type, ...by });
  const path = `/api/admin/integrations/${id}/mappings?${query}`;
  return (await steward.call('GET', path, mappingsShape)).mappings[0];
}

/** A stack with Asana and a REST system, both connected both ways, webhooks on. */
export async function twoSystems(more: object = {}) {
  const stack = await startStack();
  const [asanaVendor, restVendor] = await Promise.all([
    startAsanaSimulator({ tasks: 6, members: 3 }),
    startGenericSimulator({ tasks: 0, members: 0 }),
  ]);
  const both = { syncDirection: 'BIDIRECTIONAL', ...more };
  const asana = await connect(stack, asanaVendor, { ...asanaIntegration(asanaVendor, 'Asana'), ...both });
  const rest = await connect(stack, restVendor, { ...genericIntegration(restVendor, 'Portal'), ...both });
  const hook = async (url: string): Promise<void> => {
    await fetch(`${restVendor.controlUrl}/hook`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url, secret: rest.webhookSecret, scheme: 'hmac' }),
    });
  };
  await hook(rest.webhookEndpoint);
  return {
    stack,
    asana,
    rest: {
      ...rest,
      /** What goes wrong over there from now on. */
      faults: restVendor.faults,
      /** Its webhooks go nowhere: to a port that refuses. */
      silence: () => hook('http://127.0.0.1:1/nobody'),
      listen: () => hook(rest.webhookEndpoint),
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all([asana.close(), rest.close()]);
      await stack[Symbol.asyncDispose]();
    },
  };
}

/** The fields of a BritePool record. */
export const fieldsOf = async ({ platform }: RunningStack, type: string, id: string): Promise<Thing> =>
  (await platform.call('GET', `/api/records/${type}/${id}`, recordShape)).record.fields;

/** BritePool writes one of its records. */
export const write = (
  { platform }: RunningStack,
  type: string,
  id: string,
  fields: object,
): Promise<unknown> => platform.call('PUT', `/api/records/${type}/${id}`, z.unknown(), { fields });

/** BritePool deletes one of its records. */
export const erase = ({ platform }: RunningStack, type: string, id: string): Promise<unknown> =>
  platform.call('DELETE', `/api/records/${type}/${id}`, z.unknown());

/** Waits until a thing has these values; fails with what it has instead. */
export async function comesToHave(
  what: string,
  read: () => Promise<Thing | undefined>,
  wanted: Thing,
): Promise<void> {
  let last: Thing | undefined;
  const has = (thing: Thing | undefined) =>
    thing !== undefined && Object.entries(wanted).every(([name, value]) => thing[name] === value);
  await until(what, async () => {
    last = await read();
    return has(last) ? true : undefined;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}\nwanted ${JSON.stringify(wanted)}\nfound  ${JSON.stringify(last)}`);
  });
}

/** A task that BritePool, Asana and the portal hold alike, once all have said what a new one begins with. */
export async function settledTask(world: Awaited<ReturnType<typeof twoSystems>>, id: string, title: string) {
  const { stack, asana, rest } = world;
  await write(stack, 'task', id, { title });
  await until('the task in Asana', () => asana.partnerOf('TASK', id));
  const partner = await until('the task in the portal', () => rest.partnerOf('TASK', id));
  const status = { status: 'IN_PROGRESS' };
  await comesToHave('our task', () => fieldsOf(stack, 'task', id), status);
  const there = async () => (await rest.all()).find((task) => task.id === partner);
  await comesToHave('the task in the portal', there, { status: 'in_progress' });
}
