import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../connector-kit/connect.ts';
import { tokenIssuer } from '../../../connector-kit/oauth/issuer.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { trello } from '../index.ts';
import { startTrelloSimulator } from '../simulator/index.ts';

const deps = { http, now: () => new Date() };

test('an admin allows the access in the browser; each renewal hands out a new refresh token and ends the old one', async () => {
  const simulator = await startTrelloSimulator({ tasks: 3, members: 2 });
  onTestFinished(() => simulator.close());
  const { baseUrl, settings, client } = simulator;
  const target = { type: 'TRELLO', authType: 'OAUTH2', baseUrl, settings } as const;
  const issuer = tokenIssuer(async () => trello, deps);
  const [verifier, redirectUri] = ['v'.repeat(43), 'https://britepool.example/api/oauth/callback'];
  const url = await issuer.authorizeUrl(target, client, { state: 's', verifier, redirectUri });
  const consent = await fetch(url, { redirect: 'manual' });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const first = await issuer.exchange(target, client, { code, verifier, redirectUri });
  const signedIn = (accessToken: string) => connect(trello, target, { ...client, accessToken }, deps);
  expect(await signedIn(first.accessToken).test()).toMatchObject({ ok: true });
  simulator.oauth.endAccessTokens();
  expect(await signedIn(first.accessToken).test()).toMatchObject({ ok: false });
  const renewed = await issuer.renew(target, { ...client, refreshToken: first.refreshToken ?? '' });
  expect(renewed.refreshToken).not.toBe(first.refreshToken);
  expect(await signedIn(renewed.accessToken).test()).toMatchObject({ ok: true });
});

test('addresses of Atlassian are asked for consent where the integration points to Trello itself', async () => {
  const issuer = tokenIssuer(async () => trello, deps);
  const target = {
    type: 'TRELLO',
    authType: 'OAUTH2',
    baseUrl: 'https://api.trello.com/1',
    settings: {},
  } as const;
  const request = { state: 's', verifier: 'v'.repeat(43), redirectUri: 'https://britepool.example/back' };
  const url = new URL(await issuer.authorizeUrl(target, { clientId: 'app', clientSecret: 'x' }, request));
  expect(url.origin + url.pathname).toBe('https://auth.atlassian.com/authorize');
  expect(url.searchParams.get('scope')).toContain('write:board:trello');
  expect(url.searchParams.get('code_challenge_method')).toBe('S256');
});
