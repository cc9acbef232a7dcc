import type { HttpClient, HttpRequest, HttpResponse } from '../../connector-kit/http.ts';
import { FaultError } from '../../domain/fault.ts';
import { type Exchange, type ExchangeOptions, exchangeOver } from './exchange.ts';
import { checkUrl } from './guarded-lookup.ts';

const longestRedirectChain = 5;

/**
 * The way to the vendors: public https addresses only (`allowLoopback` adds this machine, for the local runtime and
 * tests), time-out and size cap on every answer, redirects on the same origin only.
 */
export function httpClient(options: ExchangeOptions): HttpClient {
  const exchange = exchangeOver(options);
  return { send: (request) => follow(exchange, options, request, longestRedirectChain) };
}

async function follow(
  exchange: Exchange,
  options: ExchangeOptions,
  request: HttpRequest,
  hops: number,
): Promise<HttpResponse> {
  checkUrl(request.url, options.allowLoopback);
  const response = await attempt(exchange, request);
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
  const onward = asGet ? { ...bare, method: 'GET', url: next } : { ...request, url: next };
  return follow(exchange, options, onward, hops - 1);
}

async function attempt(exchange: Exchange, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await exchange(request);
  } catch (error) {
    throw asFault(error, request.url);
  }
}

/** No response at all: a forbidden address, a time-out, or a network failure. The message names the host only. */
function asFault(error: unknown, url: URL): FaultError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FaultError) return cause;
  }
  const timedOut = causes(error).some(({ name }) => name === 'TimeoutError');
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  const why = timedOut ? 'did not answer in time' : `cannot be reached${code}`;
  return new FaultError({ kind: 'unavailable', message: `${url.host} ${why}.`, outage: true });
}

function causes(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
