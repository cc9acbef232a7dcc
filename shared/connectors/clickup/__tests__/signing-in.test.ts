import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../connector-kit/connect.ts';
import { tokenIssuer } from '../../../connector-kit/oauth/issuer.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { clickup } from '../index.ts';
import { startClickUpSimulator } from '../simulator/index.ts';

const deps = { http, now: () => new Date() };

async function started() {
  const simulator = await startClickUpSimulator({ tasks: 3, members: 2 });
  onTestFinished(() => simulator.close());
  const { baseUrl, settings, client } = simulator;
  const target = { type: 'CLICKUP', authType: 'OAUTH2', baseUrl, settings } as const;
  const issuer = tokenIssuer(async () => clickup, deps);
  const [verifier, redirectUri] = ['v'.repeat(43), 'https://britepool.example/api/oauth/callback'];
  async function signIn() {
    const url = await issuer.authorizeUrl(target, client, { state: 's', verifier, redirectUri });
    const consent = await fetch(url, { redirect: 'manual' });
    const answer = new URL(consent.headers.get('location') ?? '').searchParams;
    return { code: answer.get('code') ?? '', error: answer.get('error'), url: new URL(url) };
  }
  const exchange = (code: string) => issuer.exchange(target, client, { code, verifier, redirectUri });
  const test = (accessToken: string) => connect(clickup, target, { ...client, accessToken }, deps).test();
  return { simulator, target, issuer, signIn, exchange, test };
}

test('signing in asks for no scopes and leads to a token that does not end', async () => {
  const { signIn, exchange, test: works, issuer, target } = await started();
  const { code, url } = await signIn();
  expect([url.pathname, url.searchParams.has('scope')]).toEqual(['/api', false]);
  const tokens = await exchange(code);
  expect(tokens).toEqual({ accessToken: expect.any(String) });
  expect(await works(tokens.accessToken)).toMatchObject({ ok: true });
  expect(await issuer.renewal(target, {})).toBe('person');
});

test('an access that was taken away asks for a new sign-in', async () => {
  const { signIn, exchange, test: works, simulator } = await started();
  const { accessToken } = await exchange((await signIn()).code);
  simulator.oauth.revokeAll();
  expect(await works(accessToken)).toMatchObject({ ok: false, fault: 'unauthorized' });
});

test('who does not allow the access is told so', async () => {
  const { simulator, signIn } = await started();
  simulator.oauth.deny();
  expect(await signIn()).toMatchObject({ code: '', error: 'access_denied' });
});
