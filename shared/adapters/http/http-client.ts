import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { Agent, fetch } from 'undici';
import type { HttpClient, HttpRequest, HttpResponse } from '../../connector-kit/http.ts';
import { FaultError } from '../../domain/fault.ts';
import { mayCall } from './addresses.ts';

export interface HttpOptions {
  /** Loopback addresses and plain http: the local runtime and tests only. */
  readonly allowLoopback: boolean;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Resolves names; replaced in tests. */
  readonly lookup?: typeof dnsLookup;
}

const longestRedirectChain = 5;

/**
 * The way to the vendors. Addresses are checked where the connection is made, on the address actually used, so that
 * a name that resolves to a private address never gets a byte; redirects stay on the same origin.
 */
export function httpClient(options: HttpOptions): HttpClient {
  const agent = new Agent({
    connect: { timeout: Math.min(10_000, options.timeoutMs), lookup: guardedLookup(options) },
    keepAliveTimeout: 30_000,
    connections: 64,
  });
  return { send: (request) => follow(agent, options, request, longestRedirectChain) };
}

const forbidden = (what: string): FaultError =>
  new FaultError({
    kind: 'rejected',
    message: `${what} may not be called: only public https addresses are allowed.`,
  });

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** DNS that answers only with addresses that may be called. */
function guardedLookup({ allowLoopback, lookup = dnsLookup }: HttpOptions) {
  return (hostname: string, given: object, done: Callback): void => {
    lookup(hostname, { ...given, all: true }, (error, found) => {
      if (error !== null) return done(error, []);
      const allowed = found.filter(({ address }) => mayCall(address, allowLoopback));
      const [first] = allowed;
      if (first === undefined) return done(Object.assign(forbidden(hostname), { code: 'EFORBIDDEN' }), []);
      return 'all' in given && given.all === true
        ? done(null, allowed)
        : done(null, first.address, first.family);
    });
  };
}

/** A literal address in the URL never reaches the lookup, so it is checked here. */
function checkUrl(url: URL, options: HttpOptions): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const local = options.allowLoopback && (host === 'localhost' || host === '127.0.0.1' || host === '::1');
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) throw forbidden(url.origin);
  if (url.username !== '' || url.password !== '') throw forbidden('An address with a user name in it');
  const literal = /^[\d.]+$/.test(host) || host.includes(':');
  if (literal && !mayCall(host, options.allowLoopback)) throw forbidden(host);
}

async function follow(
  agent: Agent,
  options: HttpOptions,
  request: HttpRequest,
  hops: number,
): Promise<HttpResponse> {
  checkUrl(request.url, options);
  const response = await attempt(agent, options, request);
  const location = response.headers.location;
  if (response.status < 301 || response.status > 308 || response.status === 304 || location === undefined)
    return response;
  const next = new URL(location, request.url);
  if (next.origin !== request.url.origin || hops === 0) {
    throw new FaultError({
      kind: 'rejected',
      message: `The system redirects to another address (${next.origin}).`,
      httpStatus: response.status,
    });
  }
  const asGet = response.status === 303 || (response.status <= 302 && request.method === 'POST');
  const { body: _dropped, ...bare } = request;
  return follow(
    agent,
    options,
    asGet ? { ...bare, method: 'GET', url: next } : { ...request, url: next },
    hops - 1,
  );
}

async function attempt(agent: Agent, options: HttpOptions, request: HttpRequest): Promise<HttpResponse> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
      dispatcher: agent,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const text = await readBounded(response.body, options.maxBytes);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      url: request.url.href,
    };
  } catch (error) {
    throw asFault(error, request.url);
  }
}

async function readBounded(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new FaultError({
        kind: 'drifted',
        message: `The answer is larger than ${Math.round(maxBytes / 1_048_576)} MB.`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** No response at all: a forbidden address, a time-out, or a network failure. The message names the host only. */
function asFault(error: unknown, url: URL): FaultError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FaultError) return cause;
  }
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  const code =
    error instanceof Error && error.cause instanceof Error && 'code' in error.cause
      ? String(error.cause.code)
      : '';
  const why = timedOut ? 'did not answer in time' : `cannot be reached${code === '' ? '' : ` (${code})`}`;
  return new FaultError({ kind: 'unavailable', message: `${url.host} ${why}.` });
}
