import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Claims = Readonly<Record<string, unknown>>;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(header: object, claims: Claims, key: KeyObject): string {
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

/**
 * Tokens that ought to open nothing, each with one thing wrong, made from a good one with the issuer's own key, which lies
 * in the instance's data folder.
 */
export function badTokens(dataDir: string, good: string): Readonly<Record<string, string | undefined>> {
  const [head = '', body = '', signature = ''] = good.split('.');
  const header: object = JSON.parse(Buffer.from(head, 'base64url').toString());
  const claims: Claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  const key = createPrivateKey(readFileSync(join(dataDir, 'signing-key.pem'), 'utf8'));
  const { privateKey: stranger } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const now = Math.floor(Date.now() / 1000);
  return {
    'no token': undefined,
    expired: signed(header, { ...claims, iat: now - 7200, exp: now - 3600 }, key),
    'not yet valid': signed(header, { ...claims, nbf: now + 3600 }, key),
    'wrong audience': signed(header, { ...claims, aud: 'another-api' }, key),
    'wrong issuer': signed(header, { ...claims, iss: 'https://elsewhere.example' }, key),
    'other key': signed(header, claims, stranger),
    tampered: `${head}.${part({ ...claims, roles: ['WEB_STEWARD', 'PLATFORM'] })}.${signature}`,
    'no signature': `${part({ alg: 'none' })}.${body}.`,
  };
}
