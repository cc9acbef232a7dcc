import { createPrivateKey, sign } from 'node:crypto';
import { FaultError } from '../../domain/fault.ts';

export interface AssertionClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly now: Date;
  readonly seconds: number;
}

/** A JWT signed with RS256, good for some seconds. RFC 7523 §3. Throws `unauthorized` for a text that is no private key. */
export function signAssertion(privateKey: string, claims: AssertionClaims): string {
  const expires = Math.floor(claims.now.getTime() / 1000) + claims.seconds;
  const payload = { iss: claims.issuer, sub: claims.subject, aud: claims.audience, exp: expires };
  const text = [{ alg: 'RS256', typ: 'JWT' }, payload].map(encode).join('.');
  return `${text}.${sign('sha256', Buffer.from(text), keyOf(privateKey)).toString('base64url')}`;
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Forms eat line breaks: a key pasted as one line is taken apart again. */
function keyOf(text: string) {
  const lines = text.replaceAll('\\n', '\n').trim();
  try {
    return createPrivateKey(lines.includes('\n') ? lines : broken(lines));
  } catch {
    throw new FaultError({
      kind: 'unauthorized',
      message: 'The private key cannot be read: paste the whole PEM text, from BEGIN to END.',
    });
  }
}

const broken = (line: string): string =>
  line.replace(/^(-----BEGIN [A-Z ]+-----)\s*(.*?)\s*(-----END [A-Z ]+-----)$/, (_, begin, body, end) =>
    [begin, String(body).replace(/\s+/g, '\n'), end].join('\n'),
  );
