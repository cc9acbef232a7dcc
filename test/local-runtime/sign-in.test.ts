import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { freePort } from '../../infra/local/dynamodb/dynoxide.ts';
import { mintToken, startIssuer } from '../../infra/local/oidc/issuer.ts';
import { dashboardClientId, platformClient } from '../../infra/local/oidc/users.ts';
import { until } from '../support/api.ts';
import { Visitor } from '../support/sign-in.ts';
import { stop } from './loopback.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'britepool-issuer-'));
const dashboard = 'http://127.0.0.1:4000';
const redirectUri = `${dashboard}/signed-in`;
const codeVerifier = 'a-verifier-that-is-long-enough-for-pkce-0123456789';
const tokens = z.looseObject({ access_token: z.string(), refresh_token: z.string().optional() });
let issuer: string;
let running: Awaited<ReturnType<typeof startIssuer>>;

const start = async (port: number) => {
  issuer = `http://127.0.0.1:${port}`;
  return startIssuer({ dataDir, issuer, port, dashboardOrigin: dashboard });
};
beforeAll(async () => {
  running = await start(await freePort());
});
afterAll(async () => {
  await stop(running.server);
  rmSync(dataDir, { recursive: true, force: true });
});

const authorization = (more: Record<string, string> = {}) =>
  `${issuer}/auth?${new URLSearchParams({
    client_id: dashboardClientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    state: 'the-state',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  })}`;
async function signIn(name: string, password: string) {
  const browser = new Visitor(issuer);
  const page = await browser.follow(authorization());
  const form = { method: 'POST', body: new URLSearchParams({ name, password }) };
  return browser.follow(page.url.href, form);
}
const exchange = (body: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${issuer}/token`, { method: 'POST', headers, body: new URLSearchParams(body) });
const redeem = (code: string, verifier = codeVerifier) =>
  exchange({
    ...{ grant_type: 'authorization_code', client_id: dashboardClientId, code },
    ...{ redirect_uri: redirectUri, code_verifier: verifier },
  });

describe('signing in', () => {
  it('with the right password brings the dashboard a code and, for it, a token with the person’s role', async () => {
    const { url } = await signIn('ada', 'ada-demo');
    expect(`${url.origin}${url.pathname}`).toBe(redirectUri);
    expect(url.searchParams.get('state')).toBe('the-state');
    const answer = await redeem(url.searchParams.get('code') ?? '');
    const { access_token } = tokens.parse(await answer.json());
    expect(await running.verify(access_token)).toMatchObject({ sub: 'ada', roles: ['WEB_STEWARD'] });
  });

  it('with a wrong password shows the form again and says so', async () => {
    const { response, url } = await signIn('ada', 'ben-demo');
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('role="alert"');
    expect(url.origin).toBe(issuer);
  });

  it('gives no token for a code without the verifier it was asked with', async () => {
    const { url } = await signIn('ben', 'ben-demo');
    expect((await redeem(url.searchParams.get('code') ?? '', 'x'.repeat(50))).status).toBe(400);
  });

  it('gives one token per code', async () => {
    const { url } = await signIn('ben', 'ben-demo');
    const code = url.searchParams.get('code') ?? '';
    expect((await redeem(code)).status).toBe(200);
    expect((await redeem(code)).status).toBe(400);
  });

  it('hands nobody to an address that is not the dashboard’s', async () => {
    const { response, url } = await new Visitor(issuer).follow(
      authorization({ redirect_uri: 'https://evil.example/' }),
    );
    expect(response.status).toBe(400);
    expect(url.origin).toBe(issuer);
  });

  it('can be renewed without the person, also after a restart', async () => {
    const { url } = await signIn('mia', 'mia-demo');
    const first = tokens.parse(await (await redeem(url.searchParams.get('code') ?? '')).json());
    const port = Number(new URL(issuer).port);
    await stop(running.server);
    running = await start(port);
    await until('its answer', () =>
      fetch(`${issuer}/jwks`).then(
        () => true,
        () => undefined,
      ),
    );
    const renewed = await exchange({
      ...{ grant_type: 'refresh_token', client_id: dashboardClientId },
      refresh_token: first.refresh_token ?? '',
    });
    expect(renewed.status).toBe(200);
    const { access_token } = tokens.parse(await renewed.json());
    expect(await running.verify(access_token)).toMatchObject({ sub: 'mia', roles: ['MEMBER'] });
    expect(await running.verify(first.access_token)).toMatchObject({ sub: 'mia' });
  });

  it('that took too long is told so instead of breaking', async () => {
    const answer = await fetch(`${issuer}/interaction/unknown`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('took too long');
  });
});

describe('programs', () => {
  const basic = (secret: string) => ({
    authorization: `Basic ${Buffer.from(`${platformClient.id}:${secret}`).toString('base64')}`,
  });

  it('sign in with their own credentials and get the role PLATFORM', async () => {
    const answer = await exchange({ grant_type: 'client_credentials' }, basic(platformClient.secret));
    const { access_token } = tokens.parse(await answer.json());
    expect(await running.verify(access_token)).toMatchObject({ roles: ['PLATFORM'] });
  });

  it('get nothing for a wrong secret', async () => {
    expect((await exchange({ grant_type: 'client_credentials' }, basic('wrong'))).status).toBe(401);
  });
});

describe('a token', () => {
  it('made by the token command is as good as a signed-in person’s', async () => {
    const token = mintToken(dataDir, issuer, 'ada', ['WEB_STEWARD']);
    expect(await running.verify(token)).toMatchObject({ sub: 'ada', roles: ['WEB_STEWARD'] });
  });

  it('of another issuer, with a changed role or a cut signature is refused', async () => {
    const token = mintToken(dataDir, issuer, 'mia', []);
    const [head = '', body = '', signature = ''] = token.split('.');
    const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
    const raised = Buffer.from(
      JSON.stringify(Object.assign({}, claims, { roles: ['WEB_STEWARD'] })),
    ).toString('base64url');
    for (const bad of [
      mintToken(dataDir, 'http://127.0.0.1:1', 'ada', ['WEB_STEWARD']),
      `${head}.${raised}.${signature}`,
      `${head}.${body}.${signature.slice(0, -4)}`,
      `${head}.${body}.`,
    ])
      await expect(running.verify(bad)).rejects.toThrow();
  });
});
