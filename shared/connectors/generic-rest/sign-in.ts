import * as z from 'zod';
import type { OAuthGrant } from '../../connector-kit/auth-scheme.ts';
import type { ExternalData } from '../../domain/external.ts';
import { manifest } from './manifest.ts';

const address = z.url({ protocol: /^https?$/, error: 'Give a full address, beginning with https://' });

/** How the system's OAuth 2.0 server is reached; which grant is used stands with the credentials. */
export const oauthSettings = z.strictObject({
  authorizeUrl: address.optional(),
  tokenUrl: address,
  scopes: z.array(z.string().regex(/^\S+$/, 'A scope has no spaces')).default([]),
  pkce: z.enum(['S256', 'none']).default('S256'),
  clientAuthentication: z.enum(['body', 'basic']).default('body'),
  refresh: z.enum(['rotating', 'kept', 'none']).default('rotating'),
  lifetimeSeconds: z.int().min(1).optional(),
  extraAuthorizeParameters: z.record(z.string(), z.string()).default({}),
  extraTokenParameters: z.record(z.string(), z.string()).default({}),
});

const inSettings = z.looseObject({ oauth: oauthSettings });
const known = manifest.auth.flatMap((scheme) => (scheme.authType === 'OAUTH2' ? scheme.grants : []));

/** The manifest's grants with the addresses of this system; none as long as the settings name no server. */
export function grants(settings: ExternalData): readonly OAuthGrant[] {
  const parsed = inSettings.safeParse(settings);
  if (!parsed.success) return [];
  const { authorizeUrl, lifetimeSeconds, ...oauth } = parsed.data.oauth;
  const lifetime = lifetimeSeconds === undefined ? {} : { lifetimeSeconds };
  return known.flatMap((grant): OAuthGrant[] => {
    const common = { tokenUrl: oauth.tokenUrl, scopes: oauth.scopes, ...lifetime };
    const { clientAuthentication, extraTokenParameters } = oauth;
    const asked = { ...common, clientAuthentication, extraTokenParameters };
    if (grant.grant === 'client-credentials') return [{ ...grant, ...asked }];
    if (authorizeUrl === undefined) return [];
    const { pkce, refresh, extraAuthorizeParameters } = oauth;
    return [{ ...grant, ...asked, authorizeUrl, pkce, refresh, extraAuthorizeParameters }];
  });
}
