import { generateKeyPairSync } from 'node:crypto';
import type { OAuthGrant } from '../../../shared/connector-kit/auth-scheme.ts';
import type { HttpClient, HttpRequest } from '../../../shared/connector-kit/http.ts';
import { tokenIssuer } from '../../../shared/connector-kit/oauth/issuer.ts';
import { OAuthSimulator, type OAuthSimulatorOptions } from '../../../shared/connector-kit/simulator/oauth.ts';
import { manifest } from '../../../shared/connectors/asana/manifest.ts';
import type { Integration } from '../../../shared/domain/integration.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();

export const redirectUri = 'https://britepool.example/api/oauth/callback';
export const verifier = 'v'.repeat(43);
const fields = [{ name: 'clientId', label: 'Client', help: 'There.', secret: false }] as const;

export const codeGrant = (
  more: Partial<Extract<OAuthGrant, { grant: 'authorization-code' }>> = {},
): OAuthGrant => ({
  grant: 'authorization-code',
  authorizeUrl: 'https://auth.vendor.example/authorize',
  tokenUrl: 'https://auth.vendor.example/token',
  scopes: ['read', 'write'],
  pkce: 'S256',
  clientAuthentication: 'body',
  refresh: 'rotating',
  fields,
  ...more,
});
export const clientGrant: OAuthGrant = {
  grant: 'client-credentials',
  tokenUrl: 'https://auth.vendor.example/token',
  scopes: ['read'],
  clientAuthentication: 'basic',
  fields,
};
export const assertionGrant: OAuthGrant = {
  grant: 'jwt-bearer',
  tokenUrl: 'https://{loginHost}/token',
  audience: 'https://{loginHost}',
  assertionSeconds: 180,
  scopes: [],
  clientAuthentication: 'body',
  apiBaseUrlField: 'instance_url',
  fields,
};

/** A kit's token issuer and a strict authorization server behind one HTTP client, without sockets. */
export function oauthWorld(
  grants: readonly OAuthGrant[],
  options: Partial<OAuthSimulatorOptions> = {},
  baseUrl = 'https://api.vendor.example/v1',
) {
  let time = Date.parse('2026-03-01T10:00:00.000Z');
  const now = () => new Date(time);
  const server = new OAuthSimulator({
    clientId: 'app:1',
    clientSecret: 'sécret & more',
    paths: { authorize: '/authorize', token: '/token', revoke: '/revoke' },
    scopes: ['read', 'write'],
    pkce: 'required',
    clientAuthentication: 'body',
    refresh: 'rotating',
    accessSeconds: 3600,
    jwtBearer: { publicKey, audience: 'https://login.vendor.example' },
    now,
    ...options,
  });
  const sent: HttpRequest[] = [];
  const http: HttpClient = {
    async send(request) {
      sent.push(request);
      const { status, body, headers = {} } = serve(server, request);
      return { status, headers, url: request.url.href, text: body === undefined ? '' : JSON.stringify(body) };
    },
  };
  const connector = {
    manifest: { ...manifest, defaultBaseUrl: 'https://api.vendor.example' },
    grants: () => grants,
  };
  const target: Pick<Integration, 'type' | 'baseUrl' | 'authType' | 'settings'> = {
    ...{ type: 'ASANA', authType: 'OAUTH2', baseUrl, settings: {} },
  };
  const issuer = tokenIssuer(async () => connector, { http, now });
  const values = { clientId: 'app:1', clientSecret: 'sécret & more', loginHost: 'login.vendor.example' };
  return {
    ...{ server, sent, issuer, target, values, now },
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
    /** An admin allows the access in the browser; answers how they come back. */
    async allow(state = 'state-1', request = { state, verifier, redirectUri }) {
      const url = new URL(await issuer.authorizeUrl(target, values, request));
      const { status, headers } = serve(server, { method: 'GET', url, headers: {} });
      if (status !== 302) throw new Error(`The server answered ${status}.`);
      return new URL(headers?.location ?? '').searchParams;
    },
  };
}

function serve(server: OAuthSimulator, { method, url, headers, body = '' }: HttpRequest) {
  const json = headers['content-type'] === 'application/json';
  const answer = server.serve({
    ...{ method, path: url.pathname, query: url.searchParams, headers, text: body },
    body: json ? JSON.parse(body) : Symbol.for('broken-json'),
  });
  return answer ?? { status: 404 };
}
