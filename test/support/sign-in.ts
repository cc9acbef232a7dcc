import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { dashboardClientId } from '../../infra/local/oidc/users.ts';

/** A browser without a screen: keeps cookies and follows the redirects of one issuer by hand. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #issuer: string;

  constructor(issuer: string) {
    this.#issuer = issuer;
  }

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  /** Answers the first address outside the issuer, or the page it ends on. */
  async follow(
    url: string,
    init: RequestInit = {},
  ): Promise<{ readonly url: URL; readonly response: Response }> {
    let [at, response] = [new URL(url), await this.go(url, init)];
    for (let hops = 0; hops < 10; hops++) {
      const location = response.headers.get('location');
      if (location === null) break;
      at = new URL(location, at);
      if (at.origin !== this.#issuer) break;
      response = await this.go(at.href);
    }
    return { url: at, response };
  }
}

const tokens = z.looseObject({ access_token: z.string() });

/** Signs a person in as the dashboard does: authorization code with PKCE, name and password in the login form. */
export async function signIn(
  { issuer, dashboardUrl }: { readonly issuer: string; readonly dashboardUrl: string },
  name: string,
  password: string,
): Promise<string> {
  const redirectUri = `${dashboardUrl}/signed-in`;
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    ...{ client_id: dashboardClientId, response_type: 'code', redirect_uri: redirectUri, scope: 'openid' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const visitor = new Visitor(issuer);
  const page = await visitor.follow(`${issuer}/auth?${query}`);
  const form = { method: 'POST', body: new URLSearchParams({ name, password }) };
  const { url } = await visitor.follow(page.url.href, form);
  const code = url.searchParams.get('code');
  if (code === null)
    throw new Error(`${name} could not sign in: the sign-in ended on ${url.origin}${url.pathname}`);
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'authorization_code', client_id: dashboardClientId, code },
      ...{ redirect_uri: redirectUri, code_verifier: verifier },
    }),
  });
  return tokens.parse(await answer.json()).access_token;
}
