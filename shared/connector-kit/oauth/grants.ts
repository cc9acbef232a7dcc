import type { ExternalData } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import type { Renewal } from '../../domain/tokens.ts';
import type { AuthorizationCodeGrant, OAuthGrant } from '../auth-scheme.ts';
import type { Connector } from '../connector.ts';

/** The grants of a connector with these settings; none where it does not speak OAuth. */
export function grantsOf(
  connector: Pick<Connector<never>, 'manifest' | 'grants'>,
  settings: ExternalData,
): readonly OAuthGrant[] {
  if (connector.grants !== undefined) return connector.grants(settings);
  return connector.manifest.auth.flatMap((scheme) => (scheme.authType === 'OAUTH2' ? scheme.grants : []));
}

/** The grant that the admin chose, or the first. */
export const grantIn = (grants: readonly OAuthGrant[], values: SignInValues): OAuthGrant | undefined =>
  values.grant === undefined ? grants[0] : grants.find(({ grant }) => grant === values.grant);

export function renewalOf(grant: OAuthGrant): Renewal {
  if (grant.grant !== 'authorization-code') return 'mint';
  return grant.refresh === 'none' ? 'person' : 'refresh';
}

/** The grant in which a person allows the access; throws `rejected` for the others. */
export function personalGrant(grant: OAuthGrant): AuthorizationCodeGrant {
  if (grant.grant === 'authorization-code') return grant;
  throw new FaultError({
    kind: 'rejected',
    message: 'This sign-in needs nobody in the browser: enter its values and save.',
  });
}

/**
 * The address with its `{origin}` and typed fields filled in. Where the integration points elsewhere than the
 * vendor's own address, the sign-in happens there as well.
 */
export function addressOf(
  template: string,
  baseUrl: string,
  vendorBaseUrl: string | null,
  values: SignInValues,
): URL {
  const origin = new URL(baseUrl).origin;
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'origin' ? origin : part(name, values[name]),
  );
  const address = URL.parse(filled);
  if (address === null)
    throw new FaultError({ kind: 'rejected', message: 'The address of the sign-in is not complete.' });
  if (vendorBaseUrl === null || new URL(vendorBaseUrl).origin === origin) return address;
  return new URL(`${origin}${address.pathname}${address.search}`);
}

/** A typed part of an address is a host name or one word of a path: it cannot lead anywhere else. */
function part(name: string, value: string | undefined): string {
  const text = value?.trim() ?? '';
  if (/^[\w-]+(\.[\w-]+)*$/.test(text)) return text;
  throw new FaultError({ kind: 'rejected', message: `"${name}" has to be a name like login.example.com.` });
}
