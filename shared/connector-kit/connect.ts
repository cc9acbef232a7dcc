import type { ExternalData, ExternalSystem } from '../domain/external.ts';
import { FaultError } from '../domain/fault.ts';
import type { Choice } from '../domain/look-ups.ts';
import type { Lane } from '../domain/rate-limit.ts';
import { fixedSignIn, isSignIn, type SignIn, type SignInValues } from '../domain/sign-in.ts';
import { runTest } from './connection-test.ts';
import type { Call, Connector, StreamOperations } from './connector.ts';
import { type SendDeps, sender } from './send.ts';

export interface Connection {
  readonly baseUrl: string;
  readonly authType: string;
  readonly settings: ExternalData;
}

const asSignIn = (given: SignIn | SignInValues): SignIn => (isSignIn(given) ? given : fixedSignIn(given));

/**
 * The connector at work for one integration: an external system that the use cases can talk to. Its requests wait where a
 * person's do, unless another lane is asked for.
 */
export function connect<Settings>(
  connector: Connector<Settings>,
  connection: Connection,
  signIn: SignIn | SignInValues,
  deps: SendDeps,
): ExternalSystem {
  const settings = connector.settings.parse(connection.settings);
  const signing = (values: SignInValues) => connector.authorize(connection.authType, values, settings);
  const signedIn = asSignIn(signIn);
  const { sendIn, clock } = sender(connector, connection.baseUrl, signing, signedIn, deps);
  const systemIn = (lane: Lane): ExternalSystem => ({
    ...operations(connector, { settings, send: sendIn(lane), now: deps.now }, connection.authType),
    registerWebhooks: async (target) =>
      connector.hooks?.register(
        { settings, send: sendIn(lane), now: deps.now },
        target,
        await signedIn.current(),
      ) ?? [],
    clock: () => clock.reading,
    inLane: systemIn,
  });
  return systemIn('manual');
}

function operations<Settings>(
  connector: Connector<Settings>,
  call: Call<Settings>,
  authType: string,
): Omit<ExternalSystem, 'clock' | 'inLane' | 'registerWebhooks'> {
  const streams = connector.streams(call.settings);
  const stream = (name: string) => streamOf(connector, streams, name);
  return {
    test: () => runTest(connector, call, call.now, authType),
    list: async (name, window) => stream(name).list(call, window),
    get: async (name, id) => stream(name).get(call, id),
    may: (name, verb) => Object.hasOwn(streams, name) && streams[name]?.[verb] !== undefined,
    findByKey: async (name, key) => stream(name).findByKey?.(call, key) ?? 'unsupported',
    create: async (name, data, key) => can(stream(name).create, name, 'create')(call, data, key),
    update: async (name, id, data) => can(stream(name).update, name, 'update')(call, id, data),
    delete: async (name, id) => can(stream(name).delete, name, 'delete')(call, id),
    discoverFields: async (name) => {
      stream(name);
      return connector.discoverFields?.(call, name) ?? [];
    },
    unregisterWebhook: async (hook) => connector.hooks?.unregister(call, hook),
    checkWebhook: async (hook) => connector.hooks?.check?.(call, hook) ?? 'unsupported',
    renewWebhook: async (hook) => connector.hooks?.renew?.(call, hook),
  };
}

/** Live values for a settings field; the other settings need not be complete. */
export async function lookUpChoices<Settings>(
  connector: Connector<Settings>,
  connection: Connection,
  signIn: SignIn | SignInValues,
  deps: SendDeps,
  look: { readonly field: string; readonly given: ExternalData },
): Promise<readonly Choice[]> {
  const choices = connector.choices ?? {};
  const find = Object.hasOwn(choices, look.field) ? choices[look.field] : undefined;
  if (find === undefined)
    throw new FaultError({
      kind: 'rejected',
      message: `${connector.manifest.name} offers no values for "${look.field}".`,
    });
  const signing = (values: SignInValues) => connector.authorize(connection.authType, values, undefined);
  const { sendIn } = sender(connector, connection.baseUrl, signing, asSignIn(signIn), deps);
  return find({ send: sendIn('manual'), now: deps.now }, look.given);
}

function streamOf<Settings>(
  connector: Connector<Settings>,
  streams: { readonly [name: string]: StreamOperations<Settings> },
  name: string,
): StreamOperations<Settings> {
  const found = Object.hasOwn(streams, name) ? streams[name] : undefined;
  if (found !== undefined) return found;
  throw new FaultError({
    kind: 'rejected',
    message: `${connector.manifest.name} has no collection "${name}".`,
  });
}

function can<Operation>(operation: Operation | undefined, stream: string, verb: string): Operation {
  if (operation !== undefined) return operation;
  throw new FaultError({ kind: 'rejected', message: `The system does not let us ${verb} ${stream}.` });
}
