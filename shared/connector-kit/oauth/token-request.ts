import type { SignInValues } from '../../domain/sign-in.ts';
import type { OAuthGrant } from '../auth-scheme.ts';
import type { HttpRequest } from '../http.ts';
import { userAgent } from '../requests.ts';

type Parameters = { readonly [name: string]: string };

/** A request to a token endpoint, with the client's id and secret where the vendor wants them. RFC 6749 §2.3.1. */
export function tokenRequest(
  grant: OAuthGrant,
  url: URL,
  values: SignInValues,
  parameters: Parameters,
): HttpRequest {
  const { clientId, clientSecret = '' } = values;
  const inHeader = grant.clientAuthentication === 'basic' && clientId !== undefined;
  const client = {
    ...(clientId === undefined ? {} : { client_id: clientId }),
    ...(clientSecret === '' ? {} : { client_secret: clientSecret }),
  };
  // An assertion says by itself who the client is.
  const shown = inHeader || grant.grant === 'jwt-bearer' ? {} : client;
  const all = { ...grant.extraTokenParameters, ...parameters, ...shown };
  return {
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      'user-agent': userAgent,
      'content-type': grant.encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(inHeader ? { authorization: `Basic ${basic(clientId, clientSecret)}` } : {}),
    },
    body: grant.encoding === 'json' ? JSON.stringify(all) : new URLSearchParams(all).toString(),
  };
}

const basic = (id: string, secret: string): string =>
  Buffer.from([id, secret].map(formEncoded).join(':')).toString('base64');
const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);
