import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Settings } from '../schema.ts';
import { readWebhook, signedAddress } from '../webhook.ts';

const settings: Settings = { portalId: '24681012', timeZone: 'Europe/Berlin', webhooks: 'on' };
const secret = 'practice-client-secret-of-the-sync-app';
const url = 'https://sync.example.org/api/webhooks/integrations/int-1/receive';
const body =
  '[{"eventId":1,"portalId":24681012,"occurredAt":1772359200000,"subscriptionType":"contact.creation","objectId":501,"subscriptionId":7}]';
const time = '1772359200000';
/** Made with openssl over `POST`, the address, the body and the time. */
const signature = 'q2ZAp4+qkjytFadu7vN83T5YEui3qXSRwdhxjwF/n4Q=';
const sentAt = new Date(1_772_359_200_000);

const read = (given: {
  readonly url?: string;
  readonly body?: string;
  readonly time?: string;
  readonly signature?: string;
  readonly now?: Date;
  readonly secrets?: readonly string[];
}) =>
  readWebhook(
    {
      method: 'POST',
      url: given.url ?? url,
      headers: {
        'x-hubspot-request-timestamp': given.time ?? time,
        'x-hubspot-signature-v3': given.signature ?? signature,
      },
      query: {},
      body: Buffer.from(given.body ?? body),
    },
    {
      settings,
      secrets: given.secrets ?? [secret],
      now: given.now ?? sentAt,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    },
  );
const wrong = { kind: 'refused', status: 401, code: 'signature-wrong' };

describe('a delivery is believed', () => {
  test('when verb, address, body and time were signed with the secret of the app', () => {
    expect(read({})).toMatchObject({
      kind: 'delivery',
      changes: [{ stream: 'contacts', externalId: '501', kind: 'upserted', at: '2026-03-01T10:00:00.000Z' }],
    });
  });

  test('when its address holds characters that HubSpot signs as themselves, and others that it signs as they are sent', () => {
    const encoded = 'https://sync.example.org/receive?to=%28a%3Ab%2Fc%29&q=%C3%A9%20x';
    expect(signedAddress(encoded)).toBe('https://sync.example.org/receive?to=(a:b/c)&q=%C3%A9%20x');
    expect(read({ url: encoded, signature: 'LSNairf61PviKClj/kB8ewdegtoa9IXqpgBut2k7N9s=' })).toMatchObject({
      kind: 'delivery',
    });
  });

  test('while a new secret of the app and the old one are both in use', () => {
    expect(read({ secrets: ['the-new-secret', secret] })).toMatchObject({ kind: 'delivery' });
  });
});

describe('a delivery is refused', () => {
  test('when its address, its body or its time is another than the signed one', () => {
    expect(read({ url: `${url}?x=1` })).toMatchObject(wrong);
    expect(read({ body: body.replace('501', '502') })).toMatchObject(wrong);
    expect(read({ time: '1772359200001' })).toMatchObject(wrong);
    expect(read({ secrets: [] })).toMatchObject(wrong);
  });

  test('when the time is no number of milliseconds', () => {
    for (const odd of ['', 'now', '-1', '1772359200000.5', '9'.repeat(16)])
      expect(read({ time: odd })).toMatchObject(wrong);
  });

  test.each([300, -300])('never at %i seconds from now, always a second farther', (seconds) => {
    const at = (more: number) => new Date(sentAt.getTime() + (seconds + more) * 1000);
    expect(read({ now: at(0) })).toMatchObject({ kind: 'delivery' });
    expect(read({ now: at(Math.sign(seconds)) })).toMatchObject({
      ...{ kind: 'refused', status: 400, code: 'stale' },
    });
  });

  test('whatever else the signature is: no text of any length opens it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        fc.pre(text !== signature);
        expect(read({ signature: text })).toMatchObject(wrong);
      }),
      { seed: 41 },
    );
  });
});
