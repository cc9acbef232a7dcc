import { describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../shared/connector-kit/http.ts';
import { readTokenAnswer } from '../../shared/connector-kit/oauth/token-answer.ts';
import { withToken } from '../../shared/domain/tokens.ts';
import {
  assertionGrant,
  clientGrant,
  codeGrant,
  oauthWorld,
  privateKey,
  redirectUri,
  verifier,
} from './support/oauth-world.ts';

const at = '2026-03-01T10:00:00.000Z';
const refused = { fault: { kind: 'unauthorized' } };

describe('a code', () => {
  test('becomes a token for whoever holds the verifier, and the token is renewed with rotation', async () => {
    const { issuer, target, values, allow, server } = oauthWorld([codeGrant()]);
    const back = await allow();
    expect(back.get('state')).toBe('state-1');
    const code = back.get('code') ?? '';
    const first = await issuer.exchange(target, values, { code, verifier, redirectUri });
    expect(first).toMatchObject({ lifetimeSeconds: 3600, refreshToken: expect.any(String) });
    expect(server.accepts(`Bearer ${first.accessToken}`)).toBe(true);
    const second = await issuer.renew(target, withToken(values, first, at));
    expect(second.refreshToken).not.toBe(first.refreshToken);
    await expect(issuer.renew(target, withToken(values, first, at))).rejects.toMatchObject(refused);
    expect(server.accepts(`Bearer ${second.accessToken}`)).toBe(false);
    expect(server.counts.reused).toBe(1);
  });

  test.each([
    ['another verifier', { verifier: 'w'.repeat(43) }],
    ['another redirect address', { redirectUri: 'https://evil.example' }],
    ['a code that was never given', { code: 'made-up' }],
  ])('with %s is refused', async (_, more) => {
    const { issuer, target, values, allow } = oauthWorld([codeGrant()]);
    const code = (await allow()).get('code') ?? '';
    const asked = { code, verifier, redirectUri, ...more };
    await expect(issuer.exchange(target, values, asked)).rejects.toMatchObject(refused);
  });

  test('is good once and for ten minutes; coming twice it ends what came of it', async () => {
    const { issuer, target, values, allow, server, pass } = oauthWorld([codeGrant()]);
    const asked = { code: (await allow()).get('code') ?? '', verifier, redirectUri };
    const first = await issuer.exchange(target, values, asked);
    await expect(issuer.exchange(target, values, asked)).rejects.toMatchObject(refused);
    expect(server.accepts(`Bearer ${first.accessToken}`)).toBe(false);
    const late = { ...asked, code: (await allow()).get('code') ?? '' };
    pass(601);
    await expect(issuer.exchange(target, values, late)).rejects.toMatchObject(refused);
  });

  test('of an app with another secret is refused', async () => {
    const { issuer, target, values, allow } = oauthWorld([codeGrant()]);
    const asked = { code: (await allow()).get('code') ?? '', verifier, redirectUri };
    const wrong = { ...values, clientSecret: 'wrong' };
    await expect(issuer.exchange(target, wrong, asked)).rejects.toMatchObject(refused);
  });
});

test('an authorization server that is started again knows whom it let in', async () => {
  const { issuer, target, values, server } = oauthWorld([clientGrant], {
    ...{ clientAuthentication: 'basic', clientCredentials: true },
  });
  const { accessToken } = await issuer.renew(target, values);
  const after = oauthWorld([clientGrant], { before: JSON.parse(JSON.stringify(server.grants.state)) });
  expect(after.server.accepts(`Bearer ${accessToken}`)).toBe(true);
  after.pass(3601);
  expect(after.server.accepts(`Bearer ${accessToken}`)).toBe(false);
});

test('an admin who does not allow it comes back with the reason and no code', async () => {
  const { server, allow } = oauthWorld([codeGrant()]);
  server.deny();
  expect(Object.fromEntries(await allow())).toEqual({ error: 'access_denied', state: 'state-1' });
});

test('a vendor that keeps refresh tokens gives none again, and the old one stays', async () => {
  const { issuer, target, values, allow } = oauthWorld([codeGrant({ refresh: 'kept' })], { refresh: 'kept' });
  const asked = { code: (await allow()).get('code') ?? '', verifier, redirectUri };
  const stored = withToken(values, await issuer.exchange(target, values, asked), at);
  const renewed = await issuer.renew(target, stored);
  expect(renewed.refreshToken).toBeUndefined();
  await expect(issuer.renew(target, withToken(stored, renewed, at))).resolves.toBeDefined();
});

describe('how the client shows who it is', () => {
  test('in the body, as JSON, where the vendor wants that', async () => {
    const grant = codeGrant({ encoding: 'json' });
    const { issuer, target, values, allow, sent } = oauthWorld([grant], { encoding: 'json' });
    await issuer.exchange(target, values, { code: (await allow()).get('code') ?? '', verifier, redirectUri });
    expect(sent[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
      client_id: 'app:1',
      client_secret: values.clientSecret,
    });
  });

  test('in the header, encoded so that any secret arrives as it is', async () => {
    const world = oauthWorld([clientGrant], { clientAuthentication: 'basic', clientCredentials: true });
    const answer = await world.issuer.renew(world.target, { ...world.values, grant: 'client-credentials' });
    expect(answer.refreshToken).toBeUndefined();
    expect(world.server.accepts(`Bearer ${answer.accessToken}`)).toBe(true);
    expect(world.sent[0]?.body).toBe('grant_type=client_credentials&scope=read');
  });

  test('by an assertion signed with its key, at the address that the admin typed', async () => {
    const instance = { instance_url: 'https://eu7.vendor.example' };
    const { issuer, target, values, sent } = oauthWorld([assertionGrant], { extra: instance });
    const stored = { ...values, username: 'sync@example.org', privateKey };
    const answer = await issuer.renew(target, stored);
    expect(answer.apiBaseUrl).toBe('https://eu7.vendor.example');
    expect(sent[0]?.body).not.toContain('client_secret');
    const oneLine = { ...stored, privateKey: privateKey.replaceAll('\n', ' ') };
    await expect(issuer.renew(target, oneLine)).resolves.toBeDefined();
    await expect(issuer.renew(target, { ...stored, privateKey: 'nonsense' })).rejects.toMatchObject(refused);
    await expect(issuer.renew(target, { ...stored, clientId: 'other' })).rejects.toMatchObject(refused);
  });
});

describe('where a sign-in happens', () => {
  test('is where the integration points, when that is not the vendor’s own address', async () => {
    const { issuer, target, values } = oauthWorld([codeGrant()], {}, 'http://127.0.0.1:9999/v1');
    const request = { state: 's', verifier, redirectUri };
    expect(new URL(await issuer.authorizeUrl(target, values, request)).origin).toBe('http://127.0.0.1:9999');
  });

  test.each(['evil.example/path', 'evil.example@login', 'a b', '', 'login.example:8443', '..'])(
    'is never led elsewhere by what is typed as a host name: %j',
    async (loginHost) => {
      const { issuer, target, values, sent } = oauthWorld([assertionGrant]);
      await expect(issuer.renew(target, { ...values, privateKey, loginHost })).rejects.toMatchObject({
        fault: { kind: 'rejected' },
      });
      expect(sent).toEqual([]);
    },
  );

  test('is not a place for those that need no person', async () => {
    const { issuer, target, values } = oauthWorld([clientGrant]);
    const request = { state: 's', verifier, redirectUri };
    await expect(issuer.authorizeUrl(target, values, request)).rejects.toThrowError(
      /needs nobody in the browser/,
    );
  });
});

describe('what a token endpoint answers', () => {
  const now = new Date(at);
  const read = (answer: Partial<HttpResponse>, grant = codeGrant()) =>
    readTokenAnswer(
      grant,
      { status: 200, headers: {}, text: '', url: 'https://vendor.example', ...answer },
      now,
    );
  const kindOf = (answer: Partial<HttpResponse>) => {
    try {
      read(answer);
      return 'granted';
    } catch (error) {
      return (error as { fault: { kind: string } }).fault.kind;
    }
  };

  test.each<[string, Partial<HttpResponse>]>([
    ['a grant that ended', { status: 400, text: '{"error":"invalid_grant"}' }],
    ['a client with a wrong secret', { status: 401, text: '{"error":"invalid_client"}' }],
    ['a refusal in other words', { status: 400, text: '{"status":"BAD_REFRESH_TOKEN","message":"x"}' }],
    ['a refusal inside a 200', { status: 200, text: '{"error":"bad_verification_code"}' }],
  ])('%s needs a person', (_, answer) => {
    expect(kindOf(answer)).toBe('unauthorized');
  });

  test.each<[string, Partial<HttpResponse>]>([
    ['500', { status: 500, text: '{"error":"invalid_grant"}' }],
    ['503 in HTML', { status: 503, text: '<html>' }],
    ['403 in HTML, as firewalls answer', { status: 403, text: '<html>' }],
    ['404', { status: 404, text: '{}' }],
    ['400 that says it will pass', { status: 400, text: '{"error":"temporarily_unavailable"}' }],
    ['200 in HTML', { status: 200, text: '<html>' }],
    ['200 without a token', { status: 200, text: '{}' }],
  ])('%s is an outage and never a broken sign-in', (_, answer) => {
    expect(kindOf(answer)).toBe('unavailable');
  });

  test('too many questions are waited for as long as the vendor says', () => {
    expect(() => read({ status: 429, headers: { 'retry-after': '7' } })).toThrowError(
      expect.objectContaining({
        fault: expect.objectContaining({ kind: 'rate-limited', retryAfterSeconds: 7 }),
      }),
    );
  });

  test('nothing of the answer shows up in the message of a fault', () => {
    const text = '{"error":"invalid_grant","error_description":"token sk_live_1 of ada@example.org"}';
    expect(() => read({ status: 400, text })).toThrowError(/^(?!.*(sk_live|ada@)).*invalid_grant/);
  });

  test('a lifetime is read from the answer, else from the token, else from what is known of the vendor', () => {
    const payload = Buffer.from(JSON.stringify({ exp: now.getTime() / 1000 + 90 })).toString('base64url');
    const jwt = (more: object) => ({ text: JSON.stringify({ access_token: `h.${payload}.s`, ...more }) });
    const inToken = codeGrant({ expiryInToken: true, lifetimeSeconds: 5 });
    expect(read(jwt({ expires_in: '60' }), inToken).lifetimeSeconds).toBe(60);
    expect(read(jwt({}), inToken).lifetimeSeconds).toBe(90);
    expect(read(jwt({}), codeGrant({ lifetimeSeconds: 5 })).lifetimeSeconds).toBe(5);
    expect(read(jwt({})).lifetimeSeconds).toBeUndefined();
  });
});
