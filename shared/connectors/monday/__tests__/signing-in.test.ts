import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../connector-kit/connect.ts';
import { tokenIssuer } from '../../../connector-kit/oauth/issuer.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { monday } from '../index.ts';
import { startMondaySimulator } from '../simulator/index.ts';

const deps = { http, now: () => new Date() };

async function started() {
  const simulator = await startMondaySimulator({ tasks: 3, members: 2 });
  onTestFinished(() => simulator.close());
  const { baseUrl, settings, client } = simulator;
  const target = { type: 'MONDAY', authType: 'OAUTH2', baseUrl, settings } as const;
  const issuer = tokenIssuer(async () => monday, deps);
  const [verifier, redirectUri] = ['v'.repeat(43), 'https://britepool.example/api/oauth/callback'];
  async function signIn() {
    const url = await issuer.authorizeUrl(target, client, { state: 's', verifier, redirectUri });
    const consent = await fetch(url, { redirect: 'manual' });
    const answer = new URL(consent.headers.get('location') ?? '').searchParams;
    return { code: answer.get('code') ?? '', error: answer.get('error') };
  }
  const exchange = (code: string) => issuer.exchange(target, client, { code, verifier, redirectUri });
  const works = async (accessToken: string) =>
    (await connect(monday, target, { ...client, accessToken }, deps).test()).ok;
  return { simulator, target, client, issuer, signIn, exchange, works };
}

test('signing in leads from consent to a token that reads and lives for an hour', async () => {
  const { signIn, exchange, works, simulator } = await started();
  const tokens = await exchange((await signIn()).code);
  expect(tokens).toMatchObject({ lifetimeSeconds: 3600, refreshToken: expect.any(String) });
  expect(await works(tokens.accessToken)).toBe(true);
  simulator.oauth.endAccessTokens();
  expect(await works(tokens.accessToken)).toBe(false);
});

test('each renewal hands out another refresh token, and the one before is good no more', async () => {
  const { signIn, exchange, works, issuer, target, client } = await started();
  const { refreshToken = '' } = await exchange((await signIn()).code);
  const renewed = await issuer.renew(target, { ...client, refreshToken });
  expect(await works(renewed.accessToken)).toBe(true);
  expect(renewed.refreshToken).not.toBe(refreshToken);
  await expect(issuer.renew(target, { ...client, refreshToken })).rejects.toMatchObject({
    fault: { kind: 'unauthorized' },
  });
});

test('who does not allow the access is told so', async () => {
  const { simulator, signIn } = await started();
  simulator.oauth.deny();
  expect(await signIn()).toEqual({ code: '', error: 'access_denied' });
});
