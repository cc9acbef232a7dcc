import type { ExternalData } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import type { Renewal, TokenAnswer } from '../../domain/tokens.ts';
import type { OAuthGrant } from '../auth-scheme.ts';
import type { Connector } from '../connector.ts';
import type { HttpClient } from '../http.ts';
import { signAssertion } from './assertion.ts';
import { addressOf, grantIn, grantsOf, personalGrant, renewalOf } from './grants.ts';
import { challengeOf } from './pkce.ts';
import { readTokenAnswer } from './token-answer.ts';
import { tokenRequest } from './token-request.ts';

interface Target {
  readonly type: string;
  readonly baseUrl: string;
  readonly authType: string;
  readonly settings: ExternalData;
}
type KnownConnector = Pick<Connector<never>, 'manifest' | 'grants'>;

/** The token endpoints of every connector, over the same guarded client that its requests go through. */
export function tokenIssuer(
  connectorOf: (type: string) => Promise<KnownConnector>,
  deps: { readonly http: HttpClient; readonly now: () => Date },
) {
  const grantFor = async (target: Target, values: SignInValues): Promise<OAuthGrant> => {
    const found = grantIn(grantsOf(await connectorOf(target.type), target.settings), values);
    if (found !== undefined) return found;
    throw new FaultError({ kind: 'rejected', message: 'This system does not sign in that way.' });
  };
  const address = async (target: Target, template: string, values: SignInValues): Promise<URL> =>
    addressOf(template, target.baseUrl, (await connectorOf(target.type)).manifest.defaultBaseUrl, values);
  const ask = async (
    target: Target,
    values: SignInValues,
    parameters: { readonly [name: string]: string },
  ) => {
    const grant = await grantFor(target, values);
    const url = await address(target, grant.tokenUrl, values);
    const request = tokenRequest(grant, url, values, parameters);
    return readTokenAnswer(grant, await deps.http.send(request), deps.now());
  };
  return {
    renewal: async (target: Target, values: SignInValues): Promise<Renewal> =>
      target.authType === 'OAUTH2' ? renewalOf(await grantFor(target, values)) : 'none',
    async authorizeUrl(
      target: Target,
      values: SignInValues,
      request: { readonly state: string; readonly verifier: string; readonly redirectUri: string },
    ): Promise<string> {
      const grant = personalGrant(await grantFor(target, values));
      const url = await address(target, grant.authorizeUrl, values);
      const parameters = {
        response_type: 'code',
        client_id: values.clientId ?? '',
        redirect_uri: request.redirectUri,
        ...(grant.scopes.length === 0 ? {} : { scope: grant.scopes.join(' ') }),
        ...(grant.pkce === 'none'
          ? {}
          : { code_challenge: challengeOf(request.verifier), code_challenge_method: 'S256' }),
        ...grant.extraAuthorizeParameters,
        state: request.state,
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },
    async exchange(
      target: Target,
      values: SignInValues,
      {
        code,
        verifier,
        redirectUri,
      }: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
    ): Promise<TokenAnswer> {
      const grant = personalGrant(await grantFor(target, values));
      return ask(target, values, {
        ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
        ...(grant.pkce === 'none' ? undefined : { code_verifier: verifier }),
      });
    },
    async renew(target: Target, values: SignInValues): Promise<TokenAnswer> {
      const grant = await grantFor(target, values);
      const audience = 'audience' in grant ? await address(target, grant.audience, values) : undefined;
      return ask(target, values, renewalParameters(grant, values, audience, deps.now()));
    },
    addresses: async (target: Target): Promise<readonly string[]> =>
      target.authType === 'OAUTH2' ? originsOf(await connectorOf(target.type), target) : [],
  };
}

function renewalParameters(
  grant: OAuthGrant,
  values: SignInValues,
  audience: URL | undefined,
  now: Date,
): { readonly [name: string]: string } {
  if (grant.grant === 'client-credentials')
    return {
      grant_type: 'client_credentials',
      ...(grant.scopes.length === 0 ? undefined : { scope: grant.scopes.join(' ') }),
    };
  if (grant.grant === 'authorization-code' || audience === undefined)
    return { grant_type: 'refresh_token', refresh_token: values.refreshToken ?? '' };
  const assertion = signAssertion(values.privateKey ?? '', {
    issuer: values.clientId ?? '',
    subject: values.username ?? '',
    audience: audience.href.replace(/\/$/, ''),
    now,
    seconds: grant.assertionSeconds,
  });
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
}

/** Origins that depend on what is typed are named by their template: typed values are entered anew with them. */
function originsOf(connector: KnownConnector, target: Target): readonly string[] {
  return grantsOf(connector, target.settings).map(({ grant, tokenUrl }) => {
    const filled = tokenUrl.replace('{origin}', new URL(target.baseUrl).origin);
    return `${grant} ${filled.includes('{') ? filled : (URL.parse(filled)?.origin ?? filled)}`;
  });
}
