import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { finish } from '../../functions/finish-connection/finish.ts';
import { connectResults } from '../../shared/contract/connect-results.ts';
import { Issuer } from '../application/support/issuer.ts';
import { Vendor } from '../application/support/vendor.ts';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, httpEvent } from './events.ts';

const begun = z.object({ connectionId: z.string(), authorizeUrl: z.string() });
const answerWithCookies = z.looseObject({ cookies: z.array(z.string()) });
const admin = (sub: string) => ({ sub, roles: 'WEB_STEWARD' });
const origin = 'https://integrations.example.org';

async function world() {
  const api = apiWorld();
  const issuer = new Issuer();
  issuer.kind = 'refresh';
  const { connectors, clock } = api.deps;
  const vendor = new Vendor(() => clock.now());
  const deps = { ...api.deps, issuer, connectors: { ...connectors, connect: async () => vendor } };
  const integration = anIntegration({ id: 'int_1', status: 'ERROR', authType: 'OAUTH2', settings: asana });
  await deps.integrations.create(integration);
  await deps.secrets.saveCredentials('int_1', { clientId: 'app', clientSecret: 's3cret' });
  /** Begins as this admin would; answers what the browser knows then. */
  const begin = async (sub: string, path = '/api/admin/integrations/int_1/connect', body: object = {}) => {
    const call = { method: 'POST', path, body: JSON.stringify(body), claims: admin(sub) };
    const answer = await ask(api.admin, call);
    expect(answer.statusCode).toBe(201);
    const { connectionId, authorizeUrl } = begun.parse(JSON.parse(answer.body));
    const [cookie = ''] = answerWithCookies.parse(answer).cookies;
    const url = new URL(authorizeUrl);
    return { connectionId, url, state: url.searchParams.get('state') ?? '', cookie };
  };
  const back = async (query: Readonly<Record<string, string>>, cookie?: string) => {
    const event = httpEvent({ path: '/api/oauth/callback', query });
    const cookies = cookie === undefined ? {} : { cookies: [`theme=dark`, cookie.split(';')[0] ?? ''] };
    return finish(deps, origin, { ...event, ...cookies });
  };
  return { ...api, deps, issuer, begin, back };
}
const asana = { workspaceGid: '1', projectGids: ['2'] };
const resultOf = (answer: { readonly headers: Readonly<Record<string, string>> }) => {
  const url = new URL(answer.headers.location ?? '');
  return `${url.pathname} ${url.searchParams.get('connect')}`;
};

describe('beginning a sign-in', () => {
  it('sends the admin to the vendor with state and challenge, and keeps verifier and secret here', async () => {
    const { begin } = await world();
    const { url, state, cookie, connectionId } = await begin('ada');
    expect(`${url.origin}${url.pathname}`).toBe('https://app.asana.com/-/oauth_authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'app',
      redirect_uri: `${origin}/api/oauth/callback`,
      scope: 'default',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state,
    });
    expect(state.startsWith(`${connectionId}.`)).toBe(true);
    expect(cookie).toMatch(/; Path=\/api\/oauth\/callback; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
    expect(url.href).not.toContain('s3cret');
  });

  it('asks for what the vendor needs before anybody is sent there', async () => {
    const api = await world();
    const body = JSON.stringify({ type: 'ASANA', baseUrl: 'https://app.asana.com/api/1.0', credentials: {} });
    const call = { method: 'POST', path: '/api/admin/connections', body, claims: admin('ada') };
    const answer = await ask(api.admin, call);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('/credentials/clientId');
  });
});

describe('coming back from the vendor', () => {
  it('stores the token, wakes the integration and shows nothing of it', async () => {
    const { begin, back, deps, jobQueue } = await world();
    const { state, cookie } = await begin('ada');
    const answer = await back({ state, code: 'good' }, cookie);
    expect(answer).toMatchObject({ statusCode: 302, body: connectResults.reconnected });
    expect(answer.headers.location).toBe(`${origin}/integrations/int_1?connect=reconnected`);
    expect(JSON.stringify(answer)).not.toMatch(/access-|refresh-|good/);
    expect(await deps.integrations.get('int_1')).toMatchObject({ status: 'ACTIVE' });
    expect(await deps.secrets.credentials('int_1')).toMatchObject({ accessToken: 'access-1' });
    expect(jobQueue.takeAll().filter(({ kind }) => kind === 'page')).toHaveLength(1);
  });

  it('leads on to the wizard when there is no integration yet', async () => {
    const { begin, back } = await world();
    const target = { type: 'ASANA', baseUrl: 'https://app.asana.com/api/1.0' };
    const body = { ...target, credentials: { clientId: 'app', clientSecret: 's' } };
    const { state, cookie, connectionId } = await begin('ada', '/api/admin/connections', body);
    const { headers } = await back({ state, code: 'good' }, cookie);
    expect(headers.location).toBe(`${origin}/integrations/new?connect=authorized&connection=${connectionId}`);
  });

  it('works once: whoever plays it again gets nothing', async () => {
    const { begin, back, issuer } = await world();
    const { state, cookie } = await begin('ada');
    await back({ state, code: 'good' }, cookie);
    expect(resultOf(await back({ state, code: 'good' }, cookie))).toBe('/integrations unknown');
    expect(issuer.issued).toHaveLength(1);
  });

  it('works once also for two who come at the same moment', async () => {
    const { begin, back, issuer } = await world();
    const { state, cookie } = await begin('ada');
    const both = await Promise.all([1, 2].map(() => back({ state, code: 'good' }, cookie)));
    expect(both.map(resultOf).sort()).toEqual(['/integrations used', '/integrations/int_1 reconnected']);
    expect(issuer.issued).toHaveLength(1);
  });

  it.each([
    ['no state', {}],
    ['a state that was never given', { state: 'conn_000001.made-up' }],
    ['a state with another secret half', { state: 'conn_000002.nonce-0001' }],
    ['a state that is no text of ours', { state: '../../%00' }],
  ])('with %s changes nothing', async (_, query) => {
    const { begin, back, deps, issuer } = await world();
    const { cookie } = await begin('ada');
    expect(resultOf(await back({ ...query, code: 'good' }, cookie))).toBe('/integrations unknown');
    expect(issuer.issued).toEqual([]);
    expect(await deps.integrations.get('int_1')).toMatchObject({ status: 'ERROR' });
  });

  it('with the state of another admin, or without the cookie, changes nothing and leaves the other’s sign-in open', async () => {
    const { begin, back, issuer } = await world();
    const [ada, bob] = [await begin('ada'), await begin('bob')];
    expect(resultOf(await back({ state: ada.state, code: 'good' }, bob.cookie))).toBe(
      '/integrations other-browser',
    );
    expect(resultOf(await back({ state: ada.state, code: 'good' }))).toBe('/integrations other-browser');
    const stolen = `${ada.cookie.split('=')[0]}=${bob.cookie.split(';')[0]?.split('=')[1]}`;
    expect(resultOf(await back({ state: ada.state, code: 'good' }, stolen))).toBe(
      '/integrations other-browser',
    );
    expect(issuer.issued).toEqual([]);
    expect(resultOf(await back({ state: ada.state, code: 'good' }, ada.cookie))).toBe(
      '/integrations/int_1 reconnected',
    );
  });

  it('after more than ten minutes is too late', async () => {
    const { begin, back, clock, issuer } = await world();
    const { state, cookie } = await begin('ada');
    clock.pass(601);
    expect(resultOf(await back({ state, code: 'good' }, cookie))).toBe('/integrations expired');
    expect(issuer.issued).toEqual([]);
  });

  it.each([
    ['access_denied', 'denied'],
    ['invalid_scope', 'refused'],
    ['server_error', 'refused'],
  ])('with the vendor’s %s says so on the integration’s page', async (error, result) => {
    const { begin, back } = await world();
    const { state, cookie } = await begin('ada');
    const answer = await back({ state, error, error_description: '<script>' }, cookie);
    expect(resultOf(answer)).toBe(`/integrations/int_1 ${result}`);
    expect(JSON.stringify(answer)).not.toContain('script');
  });

  it('with a code that the vendor does not take, or a vendor that is down, says so', async () => {
    const { begin, back, issuer, secrets } = await world();
    const first = await begin('ada');
    expect(resultOf(await back({ state: first.state, code: 'bad' }, first.cookie))).toBe(
      '/integrations/int_1 refused',
    );
    expect(await secrets.credentials(first.connectionId)).toBeUndefined();
    issuer.fails = { kind: 'unavailable', message: 'It answered 503.' };
    const second = await begin('ada');
    expect(resultOf(await back({ state: second.state, code: 'good' }, second.cookie))).toBe(
      '/integrations/int_1 unreachable',
    );
  });
});
