import type { ConnectionReport, ExternalData, ExternalSystem } from '../domain/external.ts';
import { FaultError, faultOf } from '../domain/fault.ts';
import type { FieldMappingSet } from '../domain/field-mapping.ts';
import type { Call, Connector, Send, StreamFacts, StreamOperations } from './connector.ts';
import { faultOfResponse } from './faults.ts';
import type { HttpClient, HttpRequest, RequestDescription } from './http.ts';
import { VendorClock } from './vendor-clock.ts';

export interface Connection {
  readonly baseUrl: string;
  readonly authType: string;
  readonly settings: ExternalData;
}

type Credentials = { readonly [field: string]: string };

/** The connector at work for one integration: an external system that the use cases can talk to. */
export function connect<Settings>(
  connector: Connector<Settings>,
  connection: Connection,
  credentials: Credentials,
  deps: { readonly http: HttpClient; readonly now: () => Date },
): ExternalSystem {
  const settings = connector.settings.parse(connection.settings);
  const clock = new VendorClock();
  const send = sender(connector, settings, connection, credentials, { ...deps, clock });
  const call: Call<Settings> = { settings, send, now: deps.now };
  const streams = connector.streams(settings);
  const stream = (name: string) => streamOf(connector, streams, name);
  return {
    clock: () => clock.reading,
    test: () => runTest(connector, call, deps.now),
    list: async (name, window) => stream(name).list(call, window),
    get: async (name, id) => stream(name).get(call, id),
    may: (name, verb) => Object.hasOwn(streams, name) && streams[name]?.[verb] !== undefined,
    findByKey: async (name, key) => stream(name).findByKey?.(call, key) ?? 'unsupported',
    create: async (name, data, key) => can(stream(name).create, name, 'create')(call, data, key),
    update: async (name, id, data) => can(stream(name).update, name, 'update')(call, id, data),
    delete: async (name, id) => can(stream(name).delete, name, 'delete')(call, id),
    registerWebhooks: async (target) => connector.hooks?.register(call, target) ?? [],
    unregisterWebhook: async (hook) => connector.hooks?.unregister(call, hook),
  };
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

function sender<Settings>(
  connector: Connector<Settings>,
  settings: Settings,
  connection: Connection,
  credentials: Credentials,
  deps: { readonly http: HttpClient; readonly now: () => Date; readonly clock: VendorClock },
): Send {
  return async (description, options) => {
    const signIn = connector.authorize(connection.authType, credentials, settings);
    const sentAt = deps.now();
    const response = await deps.http.send(toRequest(connection.baseUrl, description, signIn));
    deps.clock.observe(response.headers.date, sentAt, deps.now());
    if (response.status < 400 && connector.classify?.(response) === undefined) return response;
    if (options?.accept?.includes(response.status)) return response;
    throw new FaultError(connector.classify?.(response) ?? faultOfResponse(response, deps.now()));
  };
}

function toRequest(
  baseUrl: string,
  description: RequestDescription,
  signIn: {
    readonly headers?: { readonly [name: string]: string };
    readonly query?: { readonly [name: string]: string };
  },
): HttpRequest {
  const url = joinUrl(baseUrl, description.path);
  for (const [name, value] of Object.entries({ ...description.query, ...signIn.query })) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const hasBody = description.body !== undefined;
  return {
    method: description.method,
    url,
    headers: {
      accept: 'application/json, application/problem+json',
      'user-agent': 'BritePool-Integrations/1',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...description.headers,
      ...signIn.headers,
    },
    ...(hasBody ? { body: JSON.stringify(description.body) } : {}),
  };
}

/** The path under the base, or a link of the same origin; credentials never go anywhere else. */
export function joinUrl(baseUrl: string, path: string): URL {
  const base = new URL(baseUrl);
  if (/^https?:/i.test(path)) {
    const link = new URL(path);
    if (link.origin === base.origin) return link;
    throw new FaultError({
      kind: 'drifted',
      message: `The system sent us to another address (${link.origin}).`,
    });
  }
  const joined = new URL(`${base.origin}${base.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`);
  for (const [name, value] of base.searchParams) joined.searchParams.set(name, value);
  return joined;
}

async function runTest<Settings>(
  connector: Connector<Settings>,
  call: Call<Settings>,
  now: () => Date,
): Promise<ConnectionReport> {
  const started = now().getTime();
  const reachable = { step: 'reachable' as const, ok: true, message: 'The address answers.' };
  try {
    const result = await connector.test(call);
    const steps = [reachable, ...result.steps];
    const account = result.account === undefined ? {} : { account: result.account };
    return {
      ok: steps.every((step) => step.ok),
      steps,
      responseTimeMs: now().getTime() - started,
      apiVersion: result.apiVersion,
      ...account,
    };
  } catch (error) {
    return { ...failedTest(error, connector.manifest.name), responseTimeMs: now().getTime() - started };
  }
}

function failedTest(error: unknown, name: string): Omit<ConnectionReport, 'responseTimeMs'> {
  const fault = faultOf(error);
  const reachable = { step: 'reachable' as const, ok: true, message: 'The address answers.' };
  const failed = (step: 'reachable' | 'signed-in' | 'may-read', cure: string) => ({
    step,
    ok: false,
    message: fault.message,
    cure,
  });
  const refusedSignIn = fault.kind === 'unauthorized';
  const steps =
    fault.httpStatus === undefined && fault.kind !== 'drifted'
      ? [
          failed(
            'reachable',
            'Check the address of the API: it must begin with https:// and be reachable from the internet.',
          ),
        ]
      : refusedSignIn
        ? [reachable, failed('signed-in', `Create a new token at ${name} and paste it here.`)]
        : [
            reachable,
            failed('may-read', 'Check the address, the choices made and what the token is allowed to do.'),
          ];
  return { ok: false, steps, apiVersion: 'unknown' };
}

/** What use cases need to know of a connector without connecting. */
export function factsOf<Settings>(connector: Connector<Settings>) {
  const { manifest } = connector;
  const streamsFor = (settings: ExternalData): readonly StreamFacts[] => {
    const parsed = connector.settings.safeParse(settings);
    return parsed.success && connector.streamFacts !== undefined
      ? connector.streamFacts(parsed.data)
      : manifest.streams;
  };
  return {
    type: manifest.type,
    streams: (settings: ExternalData) =>
      streamsFor(settings).map(({ name, resourceType }) => ({ name, resourceType })),
    defaultFieldMappings: (
      settings: ExternalData,
    ): readonly Omit<FieldMappingSet, 'integrationId' | 'version' | 'schemaVersion'>[] =>
      streamsFor(settings).map(({ name, resourceType, fieldMappings }) => ({
        resourceType,
        stream: name,
        fields: fieldMappings,
      })),
    checkSettings: (settings: ExternalData) => {
      const parsed = connector.settings.safeParse(settings);
      if (parsed.success) return [];
      return parsed.error.issues.map((issue) => ({
        pointer: `/settings/${issue.path.map(String).join('/')}`,
        message: issue.message,
      }));
    },
    checkCredentials: (authType: string, credentials: Credentials) =>
      checkCredentials(connector, authType, credentials),
  };
}

function checkCredentials<Settings>(
  connector: Connector<Settings>,
  authType: string,
  credentials: Credentials,
) {
  const scheme = connector.manifest.auth.find((item) => item.authType === authType);
  if (scheme === undefined) {
    const known = connector.manifest.auth.map((item) => item.authType).join(', ');
    return [{ pointer: '/authType', message: `${connector.manifest.name} signs in by ${known}.` }];
  }
  return scheme.fields
    .filter((field) => field.optional !== true && (credentials[field.name] ?? '').trim() === '')
    .map((field) => ({
      pointer: `/credentials/${field.name}`,
      message: `${field.label} is needed: ${field.help}`,
    }));
}
