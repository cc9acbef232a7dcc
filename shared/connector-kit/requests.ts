import { FaultError } from '../domain/fault.ts';
import type { HttpRequest, RequestDescription } from './http.ts';

/** What a connector adds to a request to sign it in. */
export interface SignedWith {
  readonly headers?: { readonly [name: string]: string };
  readonly query?: { readonly [name: string]: string };
}

/** Where a vendor's API may be found besides the integration's address. */
export interface VendorAddresses {
  readonly defaultBaseUrl: string | null;
  readonly otherOrigins?: readonly string[];
}

/** The described request as it goes over the wire. */
export function toRequest(
  baseUrl: string,
  description: RequestDescription,
  signIn: SignedWith,
  vendor?: VendorAddresses,
): HttpRequest {
  const url = joinUrl(baseUrl, description.path, vendor);
  for (const [name, value] of Object.entries({ ...description.query, ...signIn.query })) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const hasBody = description.body !== undefined;
  return {
    method: description.method,
    url,
    headers: {
      accept: 'application/json, application/problem+json',
      'user-agent': userAgent,
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...description.headers,
      ...signIn.headers,
    },
    ...(hasBody ? { body: JSON.stringify(description.body) } : {}),
  };
}

export const userAgent = 'BritePool-Integrations/1';

/**
 * The path under the base, or a link of the same origin or of another one that the manifest names; credentials never go
 * anywhere else. An integration that points elsewhere than the vendor (a proxy, a stand-in) finds all of it there.
 */
export function joinUrl(baseUrl: string, path: string, vendor?: VendorAddresses): URL {
  const base = new URL(baseUrl);
  if (/^https?:/i.test(path)) {
    const link = new URL(path);
    if (link.origin === base.origin) return link;
    if (vendor?.otherOrigins?.includes(link.origin)) {
      const own = vendor.defaultBaseUrl !== null && new URL(vendor.defaultBaseUrl).origin === base.origin;
      return own ? link : new URL(`${base.origin}${link.pathname}${link.search}`);
    }
    throw new FaultError({
      kind: 'drifted',
      message: `The system sent us to another address (${link.origin}).`,
    });
  }
  const joined = new URL(`${base.origin}${base.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`);
  for (const [name, value] of base.searchParams) joined.searchParams.set(name, value);
  return joined;
}

/** The integration's base address on the origin that the vendor named for this account, if it named one. */
export function accountBaseUrl(baseUrl: string, named: string | undefined): string {
  if (named === undefined) return baseUrl;
  const [base, origin] = [new URL(baseUrl), URL.parse(named)?.origin];
  if (origin === undefined || origin === 'null')
    throw new FaultError({ kind: 'drifted', message: 'The address named with the token is none.' });
  return `${origin}${base.pathname}${base.search}`;
}
