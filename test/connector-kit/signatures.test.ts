import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { sameText, sign, verify } from '../../shared/connector-kit/signatures.ts';
import { verifyStandardWebhook } from '../../shared/connector-kit/standard-webhooks.ts';
import type { WebhookRequest } from '../../shared/connector-kit/webhook.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = { algorithm: 'sha256', encoding: 'hex' } as const;

describe('a signature over the bytes of a body', () => {
  test('is what RFC 4231 says for its second test case', () => {
    expect(sign(hex, 'Jefe', bytes('what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  test('carries its prefix and may be base64', () => {
    const scheme = { algorithm: 'sha256', encoding: 'base64', prefix: 'sha256=' } as const;
    expect(sign(scheme, 'Jefe', bytes('what do ya want for nothing?'))).toBe(
      'sha256=W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=',
    );
  });

  test('fits when any of the secrets made it, and none otherwise', () => {
    const signature = sign(hex, 'old', bytes('{}'));
    expect(verify(hex, ['new', 'old'], bytes('{}'), signature)).toBe(true);
    expect(verify(hex, ['new'], bytes('{}'), signature)).toBe(false);
    expect(verify(hex, [], bytes('{}'), signature)).toBe(false);
    expect(verify(hex, ['old'], bytes('{}'), undefined)).toBe(false);
  });

  test('of any other text, length or body never fits and never breaks the receiver', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.string(),
        fc.string({ minLength: 1 }),
        (body, forged, secret) => {
          const genuine = sign(hex, secret, body);
          if (forged !== genuine) expect(verify(hex, [secret], body, forged)).toBe(false);
          expect(verify(hex, [secret], body, genuine.slice(0, -1))).toBe(false);
          expect(verify(hex, [secret], body, `${genuine}0`)).toBe(false);
          expect(verify(hex, [secret], new Uint8Array([...body, 1]), genuine)).toBe(false);
          expect(verify(hex, [secret], body, genuine)).toBe(true);
        },
      ),
      { seed: 53 },
    );
  });

  test('texts are compared by what they are, whatever their length', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(sameText(a, b)).toBe(a === b);
      }),
      { seed: 54 },
    );
  });
});

describe('Standard Webhooks', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const vector: WebhookRequest = {
    method: 'POST',
    url: 'https://britepool.example/receive',
    query: {},
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    body: bytes('{"test": 2432232314}'),
  };
  const sentAt = new Date(1_614_265_330_000);
  const read = (headers: Record<string, string>, now = sentAt, secrets: readonly string[] = [secret]) =>
    verifyStandardWebhook({ ...vector, headers: { ...vector.headers, ...headers } }, secrets, now);

  test('accepts the published example and answers its id', () => {
    expect(read({})).toEqual({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek' });
  });

  test('accepts what the reference library signs, whatever the body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (body) => {
        const signature = new Webhook(secret).sign('msg_1', sentAt, body);
        const headers = {
          'webhook-id': 'msg_1',
          'webhook-timestamp': '1614265330',
          'webhook-signature': signature,
        };
        expect(verifyStandardWebhook({ ...vector, headers, body: bytes(body) }, [secret], sentAt)).toEqual({
          id: 'msg_1',
        });
      }),
      { seed: 55 },
    );
  });

  test('accepts Svix’s names of the headers', () => {
    const headers = Object.fromEntries(
      Object.entries(vector.headers).map(([name, value]) => [name.replace('webhook-', 'svix-'), value]),
    );
    expect(verifyStandardWebhook({ ...vector, headers }, [secret], sentAt)).toHaveProperty('id');
  });

  test('accepts any of several signatures and any of several secrets during a rotation', () => {
    const good = vector.headers['webhook-signature'] ?? '';
    expect(read({ 'webhook-signature': `v1a,zzz v1,AAAA ${good}` })).toHaveProperty('id');
    expect(read({}, sentAt, ['whsec_AAAA', secret])).toHaveProperty('id');
  });

  test.each([
    ['another version', { 'webhook-signature': 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }],
    ['a shorter one', { 'webhook-signature': 'v1,g0hM9SsE' }],
    ['an empty one', { 'webhook-signature': '' }],
    ['one for another id', { 'webhook-id': 'msg_other' }],
    ['one for another time', { 'webhook-timestamp': '1614265331' }],
  ])('refuses %s', (_, headers) => {
    expect(read(headers)).toMatchObject({ kind: 'refused', status: 401 });
  });

  test('refuses a message without its headers', () => {
    for (const name of Object.keys(vector.headers)) {
      const { [name]: _left, ...headers } = vector.headers;
      expect(verifyStandardWebhook({ ...vector, headers }, [secret], sentAt)).toMatchObject({ status: 401 });
    }
  });

  test('accepts five minutes of difference in either direction and no second more', () => {
    const at = (seconds: number) => read({}, new Date(sentAt.getTime() + seconds * 1000));
    expect(at(300)).toHaveProperty('id');
    expect(at(-300)).toHaveProperty('id');
    expect(at(301)).toMatchObject({ status: 400, code: 'stale' });
    expect(at(-301)).toMatchObject({ status: 400, code: 'stale' });
  });
});
