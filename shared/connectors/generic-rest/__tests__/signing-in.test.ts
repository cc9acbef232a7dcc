import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../../../connector-kit/connect.ts';
import { factsOf } from '../../../connector-kit/connector-facts.ts';
import { tokenIssuer } from '../../../connector-kit/oauth/issuer.ts';
import { record } from '../../../connector-kit/parse.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { genericRest } from '../index.ts';
import { startGenericSimulator } from '../simulator/index.ts';

type Simulator = Awaited<ReturnType<typeof startGenericSimulator>>;
const open: Simulator[] = [];
afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close();
});

const deps = { http, now: () => new Date() };

async function started() {
  const simulator = await startGenericSimulator({ tasks: 3, members: 2 });
  open.push(simulator);
  const { baseUrl, client } = simulator;
  const target = {
    type: 'GENERIC_REST',
    authType: 'OAUTH2',
    baseUrl,
    settings: record.parse(simulator.oauthSettings),
  } as const;
  return { simulator, target, client, issuer: tokenIssuer(async () => genericRest, deps) };
}

describe('a REST system known by its settings', () => {
  test('is signed in to by the application itself', async () => {
    const { target, client, issuer } = await started();
    const values = { ...client, grant: 'client-credentials' };
    expect(await issuer.renewal(target, values)).toBe('mint');
    const { accessToken } = await issuer.renew(target, values);
    expect(await connect(genericRest, target, { ...values, accessToken }, deps).test()).toMatchObject({
      ok: true,
    });
  });

  test('is signed in to in the browser, with refresh tokens that rotate', async () => {
    const { target, client, issuer, simulator } = await started();
    const values = { ...client, grant: 'authorization-code' };
    expect(await issuer.renewal(target, values)).toBe('refresh');
    const [verifier, redirectUri] = ['v'.repeat(43), 'https://britepool.example/api/oauth/callback'];
    const url = await issuer.authorizeUrl(target, values, { state: 's', verifier, redirectUri });
    const consent = await fetch(url, { redirect: 'manual' });
    const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const first = await issuer.exchange(target, values, { code, verifier, redirectUri });
    const second = await issuer.renew(target, { ...values, refreshToken: first.refreshToken ?? '' });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(simulator.oauth.counts).toEqual({ issued: 2, refreshed: 1, refused: 0, reused: 0 });
  });

  test('takes a code only with its settings: without an address for the browser there is no such sign-in', async () => {
    const { target, client } = await started();
    const oauth = { tokenUrl: 'https://auth.example/token' };
    const facts = factsOf(genericRest);
    const settings = { ...target.settings, oauth };
    const values = { ...client, grant: 'authorization-code' };
    expect(facts.checkCredentials('OAUTH2', values, settings)).toMatchObject([
      { pointer: '/credentials/grant' },
    ]);
    expect(facts.checkCredentials('OAUTH2', client, settings)).toEqual([]);
    expect(facts.checkCredentials('OAUTH2', { clientId: '' }, settings)).toMatchObject([
      { pointer: '/credentials/clientId' },
    ]);
  });

  test.each([
    ['no web address', { tokenUrl: 'ftp://auth.example/token' }],
    ['a scope with a space', { tokenUrl: 'https://auth.example/token', scopes: ['a b'] }],
    ['something unknown', { tokenUrl: 'https://auth.example/token', password: 'x' }],
  ])('refuses settings with %s', async (_, oauth) => {
    const { target } = await started();
    const problems = factsOf(genericRest).checkSettings({ ...target.settings, oauth });
    expect(problems).toMatchObject([{ pointer: expect.stringContaining('/settings/oauth') }]);
  });
});
