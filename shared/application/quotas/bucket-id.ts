import type { Integration } from '../../domain/integration.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { withoutToken } from '../../domain/tokens.ts';
import type { ConnectionTarget, Hasher, TokenIssuer } from '../ports.ts';

interface IdDeps {
  readonly hasher: Hasher;
  readonly issuer: Pick<TokenIssuer, 'renewal'>;
}

/**
 * Whose budget a request draws from: two integrations with one token share it. Nothing secret can be read from it, and
 * it outlives every renewal. `perAccount`: the vendor counts all users of an account together, as far as one can see.
 */
export async function bucketId(
  { hasher, issuer }: IdDeps,
  target: ConnectionTarget & Partial<Pick<Integration, 'id'>>,
  values: SignInValues,
  perAccount: boolean,
): Promise<string> {
  const digest = (...parts: readonly unknown[]) =>
    `${target.type}#${hasher.hash(JSON.stringify([target.baseUrl, ...parts]))}`;
  const { apiBaseUrl, accessToken, username } = values;
  if (perAccount && apiBaseUrl !== undefined) return digest('account', apiBaseUrl);
  // A password can be guessed from its digest; the account that it opens has a name.
  if (target.authType === 'BASIC_AUTH' && username !== undefined) return digest('user', username);
  const isPersons = target.authType === 'OAUTH2' && (await issuer.renewal(target, values)) !== 'mint';
  if (isPersons)
    return target.id === undefined ? digest('token', accessToken) : `${target.type}#${target.id}`;
  return digest(
    'typed',
    Object.entries(withoutToken(values)).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
