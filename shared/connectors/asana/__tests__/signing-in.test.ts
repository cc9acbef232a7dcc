import { afterEach, describe, expect, test } from 'vitest';
import { connect, lookUpChoices } from '../../../connector-kit/connect.ts';
import { tokenIssuer } from '../../../connector-kit/oauth/issuer.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { asana } from '../index.ts';
import { startAsanaSimulator } from '../simulator/index.ts';

type Simulator = Awaited<ReturnType<typeof startAsanaSimulator>>;
const open: Simulator[] = [];
afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close();
});

const deps = { http, now: () => new Date() };

async function started() {
  const simulator = await startAsanaSimulator({ tasks: 3, members: 2 });
  open.push(simulator);
  const { baseUrl, settings } = simulator;
  const connection = { baseUrl, settings, authType: 'BEARER_TOKEN' };
  return { simulator, connection, system: connect(asana, connection, simulator.credentials, deps) };
}

describe('Asana’s sign-in in the browser', () => {
  test('leads from consent to a token that reads, and is renewed with the refresh token kept', async () => {
    const { simulator } = await started();
    const { baseUrl, settings, client } = simulator;
    const target = { type: 'ASANA', authType: 'OAUTH2', baseUrl, settings } as const;
    const issuer = tokenIssuer(async () => asana, deps);
    const [verifier, redirectUri] = ['v'.repeat(43), 'https://britepool.example/api/oauth/callback'];
    const url = await issuer.authorizeUrl(target, client, { state: 's', verifier, redirectUri });
    const consent = await fetch(url, { redirect: 'manual' });
    const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const first = await issuer.exchange(target, client, { code, verifier, redirectUri });
    const { accessToken, refreshToken = '' } = first;
    expect(await connect(asana, target, { ...client, accessToken }, deps).test()).toMatchObject({ ok: true });
    simulator.oauth.endAccessTokens();
    expect(await connect(asana, target, { ...client, accessToken }, deps).test()).toMatchObject({
      ok: false,
    });
    const renewed = await issuer.renew(target, { ...client, refreshToken });
    expect(renewed).toMatchObject({ lifetimeSeconds: 3600 });
    expect(renewed.refreshToken).toBeUndefined();
    simulator.faults({ tooMany: { count: 1, retryAfterSeconds: 9 } });
    await expect(issuer.renew(target, { ...client, refreshToken })).rejects.toMatchObject({
      fault: { kind: 'rate-limited', retryAfterSeconds: 9 },
    });
    simulator.faults({ fail: { count: 1, status: 503 } });
    await expect(issuer.renew(target, { ...client, refreshToken })).rejects.toMatchObject({
      fault: { kind: 'unavailable' },
    });
    simulator.oauth.revokeAll();
    await expect(issuer.renew(target, { ...client, refreshToken })).rejects.toMatchObject({
      fault: { kind: 'unauthorized' },
    });
  });
});

describe('what an admin chooses from', () => {
  test('are the workspaces of the account, then the projects of the chosen one', async () => {
    const { simulator, connection } = await started();
    const look = (field: string, given: { readonly workspaceGid?: string }) =>
      lookUpChoices(asana, { ...connection, settings: {} }, simulator.credentials, deps, { field, given });
    const [workspace] = await look('workspaceGid', {});
    expect(workspace).toEqual({ id: '1200000000000001', label: 'Neighbourhood' });
    expect(await look('projectGids', { workspaceGid: workspace?.id ?? '' })).toEqual([
      { id: '1200000000000100', label: 'Community work' },
    ]);
    expect(await look('projectGids', {})).toEqual([]);
  });
});

test('custom fields are told with their choices; what a formula fills cannot be written', async () => {
  const { system } = await started();
  expect(await system.discoverFields('tasks')).toEqual([
    {
      path: 'custom_fields.1500000000000001',
      label: 'Effort',
      type: 'choice',
      writable: true,
      options: [
        { id: '1600000000000001', label: 'An hour' },
        { id: '1600000000000002', label: 'A day' },
      ],
    },
    { path: 'custom_fields.1500000000000002', label: 'Age in days', type: 'number', writable: false },
  ]);
  expect(await system.discoverFields('users')).toEqual([]);
});

test('a webhook that Asana no longer has is told to be gone', async () => {
  const { system } = await started();
  expect(await system.checkWebhook({ key: 'p', externalId: '1399' })).toBe('gone');
  expect(await system.checkWebhook({ key: 'p', externalId: null })).toBe('gone');
});
