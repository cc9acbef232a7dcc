import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import Provider, { type Configuration } from 'oidc-provider';
import { apiAudience, roleClaim } from '../../../shared/config/names.ts';
import type { VerifyToken } from '../http-api/http-api.ts';
import { sqliteAdapter } from './adapter.ts';
import { interactions } from './interactions.ts';
import { dashboardClientId, demoUsers, platformClient } from './users.ts';

export interface IssuerOptions {
  readonly dataDir: string;
  readonly issuer: string;
  readonly port: number;
  readonly dashboardOrigin: string;
}

const tokenSeconds = 3600;
/** The API as a resource indicator, which must be an absolute URI; tokens for it carry the plain audience. */
const apiResource = 'urn:britepool:integrations';

/** The local OIDC issuer: code flow with PKCE for the dashboard, client credentials for the platform. */
export async function startIssuer(
  options: IssuerOptions,
): Promise<{ readonly server: Server; readonly verify: VerifyToken }> {
  const db = new DatabaseSync(join(options.dataDir, 'oidc.db'));
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000');
  const provider = new Provider(options.issuer, configuration(options, sqliteAdapter(db)));
  const interact = interactions(provider);
  const callback = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/') === true)
      interact(request, response).catch(() => response.destroy());
    else void callback(request, response);
  });
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve));
  server.on('close', () => db.close());
  return { server, verify: verifier(options) };
}

function configuration(options: IssuerOptions, adapter: Configuration['adapter']): Configuration {
  return {
    adapter,
    jwks: { keys: [signingKey(options.dataDir)] },
    clients: [
      {
        client_id: dashboardClientId,
        token_endpoint_auth_method: 'none',
        application_type: 'web',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${options.dashboardOrigin}/signed-in`],
        post_logout_redirect_uris: [`${options.dashboardOrigin}/`],
      },
      {
        client_id: platformClient.id,
        client_secret: platformClient.secret,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    clientBasedCORS: (_context, origin) => origin === options.dashboardOrigin,
    claims: { openid: ['sub', 'name', roleClaim] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    // As BritePool's own sign-in: a dashboard that stays open renews its token without asking again.
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    cookies: { keys: ['local-demo-only'] },
    ttl: {
      AccessToken: tokenSeconds,
      ClientCredentials: tokenSeconds,
      IdToken: tokenSeconds,
      Session: 86_400,
      Grant: 86_400,
      Interaction: 3600,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      // Whoever pressed "Sign out" in the dashboard is not asked again.
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = `<!doctype html><title>Signing out</title>${form}<input type="hidden" name="logout" value="yes" form="op.logoutForm"><script>document.forms[0].submit()</script>`;
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid',
          audience: apiAudience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: tokenSeconds,
        }),
      },
    },
    extraTokenClaims: (_context, token) => ({
      [roleClaim]: 'accountId' in token ? rolesOf(token.accountId) : [platformClient.role],
    }),
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: id, [roleClaim]: rolesOf(id) }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId ?? '',
        accountId: context.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid');
      grant.addResourceScope(apiResource, 'openid');
      await grant.save();
      return grant;
    },
  };
}

const rolesOf = (name: string): string[] =>
  demoUsers.filter((user) => user.name === name).map(({ role }) => role);

function keyFile(dataDir: string): string {
  const file = join(dataDir, 'signing-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}

const keyId = 'local';
const signingKey = (dataDir: string) => ({
  ...createPrivateKey(keyFile(dataDir)).export({ format: 'jwk' }),
  kid: keyId,
  alg: 'RS256',
  use: 'sig',
});

function verifier({ dataDir, issuer }: IssuerOptions): VerifyToken {
  const jwtVerifier = JwtVerifier.create(
    { issuer, audience: apiAudience, jwksUri: `${issuer}/jwks` },
    { jwksCache: new SimpleJwksCache() },
  );
  const key = {
    ...createPublicKey(keyFile(dataDir)).export({ format: 'jwk' }),
    kid: keyId,
    alg: 'RS256',
    use: 'sig' as const,
    kty: 'RSA',
  };
  jwtVerifier.cacheJwks({ keys: [key] });
  return async (token) => ({ ...(await jwtVerifier.verify(token)) });
}

/** A token as the issuer would give it, for scripts on this machine that may read the signing key. */
export function mintToken(
  dataDir: string,
  issuer: string,
  subject: string,
  roles: readonly string[],
): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: issuer,
    aud: apiAudience,
    sub: subject,
    iat: now,
    exp: now + tokenSeconds,
    [roleClaim]: roles,
  };
  const content = `${part({ alg: 'RS256', typ: 'at+jwt', kid: keyId })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(content), createPrivateKey(keyFile(dataDir))).toString(
    'base64url',
  );
  return `${content}.${signature}`;
}
