import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { FaultError } from '../../domain/fault.ts';
import { mayCall } from './addresses.ts';

export const forbidden = (what: string): FaultError =>
  new FaultError({
    kind: 'rejected',
    message: `${what} may not be called: only public https addresses are allowed.`,
  });

export type Resolve = (
  hostname: string,
  options: { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * DNS that answers only with addresses that may be called. It is asked where the connection is made, so a name that
 * resolves to a private address never gets a byte, whatever it resolved to before.
 */
export const guardedLookup =
  (allowLoopback: boolean, resolve: Resolve = dnsLookup): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, []);
      const allowed = found.filter(({ address }) => mayCall(address, allowLoopback));
      const [first] = allowed;
      if (first === undefined) return done(Object.assign(forbidden(hostname), { code: 'EFORBIDDEN' }), []);
      return options.all === true ? done(null, allowed) : done(null, first.address, first.family);
    });
  };

/** Refuses what no lookup would see: a literal address, a scheme, a name and password in the URL. */
export function checkUrl(url: URL, allowLoopback: boolean): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const local = allowLoopback && (host === 'localhost' || host === '127.0.0.1' || host === '::1');
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) throw forbidden(url.origin);
  if (url.username !== '' || url.password !== '') throw forbidden('An address with a user name in it');
  const literal = /^[\d.]+$/.test(host) || host.includes(':');
  if (literal && !mayCall(host, allowLoopback)) throw forbidden(host);
}
