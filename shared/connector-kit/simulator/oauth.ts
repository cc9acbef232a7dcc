import { createHash, createPublicKey, verify } from 'node:crypto';
import { sameText } from '../signatures.ts';
import type { SimulatedRequest, SimulatedResponse } from './exchange.ts';
import { type Code, OAuthGrants, secret } from './oauth-grants.ts';

export interface OAuthSimulatorOptions {
  readonly clientId: string;
  /** `null`: a public client, which has none. */
  readonly clientSecret: string | null;
  readonly paths: { readonly authorize: string; readonly token: string; readonly revoke?: string };
  readonly scopes: readonly string[];
  readonly pkce: 'required' | 'none';
  readonly clientAuthentication: 'body' | 'basic';
  readonly encoding?: 'json';
  /** Whether a refresh hands out a new refresh token and ends the old one; `none`: there is nothing to refresh. */
  readonly refresh: 'rotating' | 'kept' | 'none';
  readonly accessSeconds: number | null;
  readonly clientCredentials?: true;
  /** PEM of the key whose assertions are believed, and whom they have to address. */
  readonly jwtBearer?: { readonly publicKey: string; readonly audience: string };
  /** What this vendor's answers carry besides. */
  readonly extra?: object;
  readonly now: () => Date;
  readonly before?: unknown;
  readonly changed?: () => void;
}

type Given = Readonly<Record<string, string>>;
const codeSeconds = 600;
const refuse = (error: string, status = 400): SimulatedResponse => ({
  status,
  body: { error, error_description: `planned by the simulator: ${error}` },
  headers: { 'cache-control': 'no-store' },
});

/**
 * A strict OAuth 2.0 authorization server for a vendor's simulator, at the vendor's own paths. Who asks at its
 * authorize address is taken for an admin who allows the access at once, unless `deny` was said before.
 */
export class OAuthSimulator {
  readonly grants: OAuthGrants;
  /** Answers of the token endpoint, by what became of the question. */
  readonly counts = { issued: 0, refreshed: 0, refused: 0, reused: 0 };
  readonly #options: OAuthSimulatorOptions;
  #denials = 0;

  constructor(options: OAuthSimulatorOptions) {
    this.#options = options;
    const now = () => options.now().getTime();
    this.grants = new OAuthGrants(now, options.before, options.changed ?? (() => undefined));
  }

  /** The answer at one of this server's addresses; `undefined` for every other address. */
  serve(request: SimulatedRequest): SimulatedResponse | undefined {
    const { paths } = this.#options;
    if (request.path === paths.authorize) return this.#authorize(request.query);
    if (request.path !== paths.token && request.path !== paths.revoke) return undefined;
    if (request.method !== 'POST') return { status: 405 };
    const given = this.#read(request);
    if (given === undefined) return this.#refused('invalid_request');
    if (request.path === paths.revoke) return this.#revoke(given);
    return this.#token(given);
  }

  /** Whether this `Authorization` header carries an access token that is good now. */
  accepts(authorization: string | undefined): boolean {
    return this.grants.good('access', /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]) !== undefined;
  }

  /** The next admin who is asked does not allow the access. */
  deny(): void {
    this.#denials++;
  }
  /** Every access token ends now; what can be refreshed can be refreshed. */
  endAccessTokens(): void {
    this.grants.end(({ kind }) => kind === 'access');
  }
  /** The access is taken away: only allowing it again helps. */
  revokeAll(): void {
    this.grants.end(() => true);
  }

  #authorize(query: URLSearchParams): SimulatedResponse {
    const { clientId, scopes, pkce } = this.#options;
    const [redirectUri, state] = [query.get('redirect_uri'), query.get('state')];
    const target = redirectUri === null ? null : URL.parse(redirectUri);
    if (query.get('client_id') !== clientId || target === null || redirectUri === null)
      return { status: 400, body: 'Unknown client or redirect address.' };
    const back = (parameters: Given): SimulatedResponse => {
      for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
      if (state !== null) target.searchParams.set('state', state);
      return { status: 302, headers: { location: target.href } };
    };
    if (query.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
    const challenge = query.get('code_challenge');
    const proven = challenge !== null && query.get('code_challenge_method') === 'S256';
    if (pkce === 'required' && !proven) return back({ error: 'invalid_request' });
    const asked = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    if (asked.some((scope) => !scopes.includes(scope))) return back({ error: 'invalid_scope' });
    if (this.#denials > 0) {
      this.#denials--;
      return back({ error: 'access_denied' });
    }
    return back({ code: this.grants.allow({ clientId, redirectUri, challenge }, codeSeconds) });
  }

  #token(given: Given): SimulatedResponse {
    switch (given.grant_type) {
      case 'authorization_code':
        return this.#isClient(given) ? this.#exchange(given) : this.#refused('invalid_client', 401);
      case 'refresh_token':
        return this.#isClient(given) ? this.#refresh(given) : this.#refused('invalid_client', 401);
      case 'client_credentials':
        if (this.#options.clientCredentials !== true) return this.#refused('unauthorized_client');
        return this.#isClient(given) ? this.#issue(secret(), false) : this.#refused('invalid_client', 401);
      case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
        return this.#believes(given.assertion ?? '')
          ? this.#issue(secret(), false)
          : this.#refused('invalid_grant');
      default:
        return this.#refused('unsupported_grant_type');
    }
  }

  #exchange(given: Given): SimulatedResponse {
    const known = this.grants.codes.get(given.code ?? '');
    if (known?.used != null) {
      // A code that comes twice was stolen: what came of it ends. RFC 6749 §4.1.2.
      this.grants.end(({ family }) => family === known.used);
      return this.#refused('invalid_grant');
    }
    if (known === undefined || !this.#fits(known, given)) return this.#refused('invalid_grant');
    const family = secret();
    this.grants.spend(known, family);
    return this.#issue(family, this.#options.refresh !== 'none');
  }

  #fits(known: Code, given: Given): boolean {
    const inTime = known.until > this.#options.now().getTime();
    const proof = createHash('sha256')
      .update(given.code_verifier ?? '')
      .digest('base64url');
    const proven = known.challenge === null || sameText(known.challenge, proof);
    return inTime && proven && known.redirectUri === given.redirect_uri;
  }

  #refresh(given: Given): SimulatedResponse {
    const text = given.refresh_token ?? '';
    const known = this.grants.good('refresh', text);
    if (known === undefined) {
      const before = this.grants.tokens.get(text);
      if (before?.kind === 'refresh' && this.#options.refresh === 'rotating') {
        this.counts.reused++;
        this.grants.end(({ family }) => family === before.family);
      }
      return this.#refused('invalid_grant');
    }
    this.counts.refreshed++;
    const rotates = this.#options.refresh === 'rotating';
    if (rotates) this.grants.end(({ token }) => token === text);
    return this.#issue(known.family, rotates);
  }

  #issue(family: string, withRefresh: boolean): SimulatedResponse {
    const { clientId, accessSeconds, extra } = this.#options;
    this.counts.issued++;
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        access_token: this.grants.issue('access', clientId, family, accessSeconds),
        token_type: 'bearer',
        ...(accessSeconds === null ? {} : { expires_in: accessSeconds }),
        ...(withRefresh ? { refresh_token: this.grants.issue('refresh', clientId, family, null) } : {}),
        ...extra,
      },
    };
  }

  #revoke(given: Given): SimulatedResponse {
    if (!this.#isClient(given)) return this.#refused('invalid_client', 401);
    const known = this.grants.tokens.get(given.token ?? '');
    if (known?.kind === 'access') return this.#refused('unsupported_token_type');
    if (known !== undefined) this.grants.end(({ family }) => family === known.family);
    return { status: 200, body: {} };
  }

  /** Parameters in the one encoding that this vendor takes, with the client's id and secret wherever they stand. */
  #read(request: SimulatedRequest): Given | undefined {
    const { encoding, clientAuthentication } = this.#options;
    const type = String(request.headers['content-type'] ?? '');
    const form = type.startsWith('application/x-www-form-urlencoded');
    if (form === (encoding === 'json')) return undefined;
    const given = form
      ? Object.fromEntries(new URLSearchParams(request.text))
      : Object.fromEntries(
          Object.entries({ ...Object(request.body) }).map(([name, value]) => [name, String(value)]),
        );
    if (clientAuthentication !== 'basic') return given;
    const encoded = /^Basic (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const pair = new URLSearchParams(`a=${Buffer.from(encoded, 'base64').toString().replace(':', '&b=')}`);
    return { ...given, client_id: pair.get('a') ?? '', client_secret: pair.get('b') ?? '' };
  }

  #isClient({ client_id = '', client_secret = '' }: Given): boolean {
    const { clientId, clientSecret } = this.#options;
    return sameText(client_id, clientId) && (clientSecret === null || sameText(client_secret, clientSecret));
  }

  #believes(assertion: string): boolean {
    const { jwtBearer, clientId, now } = this.#options;
    const [head = '', payload = '', signature = ''] = assertion.split('.');
    if (jwtBearer === undefined) return false;
    const key = createPublicKey(jwtBearer.publicKey);
    const signed = verify(
      'sha256',
      Buffer.from(`${head}.${payload}`),
      key,
      Buffer.from(signature, 'base64url'),
    );
    if (!signed) return false;
    const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const left = Number(claims.exp) - now().getTime() / 1000;
    return claims.iss === clientId && claims.aud === jwtBearer.audience && left > 0 && left <= 300;
  }

  #refused(error: string, status = 400): SimulatedResponse {
    this.counts.refused++;
    return refuse(error, status);
  }
}
