import * as z from 'zod';
import { verify } from '../../connector-kit/signatures.ts';
import { jsonIn } from './texts.ts';

const claims = z.object({ aud: z.union([z.string(), z.array(z.string())]), exp: z.number() });

/** The claims of a token that one of the secrets signed, or `undefined`. HS256, whatever it says of itself. */
export function claimsOf(token: string, secrets: readonly string[]) {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  const content = Buffer.from(`${header}.${payload}`);
  const scheme = { algorithm: 'sha256', encoding: 'base64url' } as const;
  if (more.length > 0 || !verify(scheme, secrets, content, signature)) return undefined;
  const parsed = claims.safeParse(jsonIn(Buffer.from(payload, 'base64url').toString()));
  return parsed.success ? { audience: [parsed.data.aud].flat(), expires: parsed.data.exp } : undefined;
}
