import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../connector-kit/connect.ts';
import { tokenIssuer } from '../../../connector-kit/oauth/issuer.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { hubspot } from '../index.ts';
import { startHubSpotSimulator } from '../simulator/index.ts';

const deps = { http, now: () => new Date() };

test('an app’s sign-in leads from consent to a token that reads; it is renewed until the app is uninstalled', async () => {
  const simulator = await startHubSpotSimulator({ tasks: 3, members: 2 });
  onTestFinished(() => simulator.close());
  const { baseUrl, settings, client, oauth } = simulator;
  const target = { type: 'HUBSPOT', authType: 'OAUTH2', baseUrl, settings } as const;
  const issuer = tokenIssuer(async () => hubspot, deps);
  const [verifier, redirectUri] = ['v'.repeat(43), 'https://britepool.example/api/oauth/callback'];
  const url = await issuer.authorizeUrl(target, client, { state: 's', verifier, redirectUri });
  const consent = await fetch(url, { redirect: 'manual' });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { accessToken, refreshToken = '' } = await issuer.exchange(target, client, {
    code,
    verifier,
    redirectUri,
  });
  const test = (token: string) => connect(hubspot, target, { ...client, accessToken: token }, deps).test();
  expect(await test(accessToken)).toMatchObject({ ok: true, apiVersion: '2026-09' });
  oauth.endAccessTokens();
  expect(await test(accessToken)).toMatchObject({ ok: false, fault: 'unauthorized' });
  const renewed = await issuer.renew(target, { ...client, refreshToken });
  expect(renewed).toMatchObject({ lifetimeSeconds: 1800 });
  expect(await test(renewed.accessToken)).toMatchObject({ ok: true });
  oauth.revokeAll();
  await expect(issuer.renew(target, { ...client, refreshToken })).rejects.toMatchObject({
    fault: { kind: 'unauthorized' },
  });
});
