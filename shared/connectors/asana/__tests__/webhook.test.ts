import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import type { WebhookContext, WebhookRequest } from '../../../connector-kit/webhook.ts';
import delivery from '../__fixtures__/delivery.json' with { type: 'json' };
import { asana } from '../index.ts';
import type { Settings } from '../schema.ts';
import { readWebhook } from '../webhook.ts';

const secret = '0123456789abcdef';
const settings: Settings = { workspaceGid: '1100', projectGids: ['1200', '1201'] };
const context = (more: Partial<WebhookContext<Settings>> = {}): WebhookContext<Settings> => ({
  settings,
  secrets: [secret],
  now: new Date('2026-03-01T10:16:00.000Z'),
  hash: (text) => text,
  ...more,
});
const request = (
  body: string,
  headers: Record<string, string> = {},
  query: Record<string, string> = {},
): WebhookRequest => ({
  method: 'POST',
  url: 'https://britepool.example/receive',
  headers,
  query,
  body: new TextEncoder().encode(body),
});
const signed = (body: string) =>
  request(body, { 'x-hook-signature': createHmac('sha256', secret).update(body).digest('hex') });
const read = (body: string) => {
  const reading = readWebhook(signed(body), context());
  if (reading.kind !== 'delivery') throw new Error(`expected a delivery, found ${reading.kind}`);
  return reading.changes;
};

describe('a delivery from Asana', () => {
  test('is accepted with the published example signature, and a heartbeat brings no change', () => {
    const heartbeat = request('{"events":[]}', {
      'x-hook-signature': '1d740d7c3b1788e665bb9f7043eb63402c1ca85ab9e705546cb5d72485ffea15',
    });
    expect(readWebhook(heartbeat, context())).toEqual({ kind: 'delivery', changes: [] });
  });

  test('tells which tasks to look at, each once, and leaves stories out', () => {
    expect(
      read(JSON.stringify(delivery)).map(({ externalId, kind, stream }) => [stream, externalId, kind]),
    ).toEqual([
      ['tasks', '1305', 'upserted'],
      ['tasks', '1306', 'deleted'],
    ]);
  });

  test('that comes twice is recognised by its keys, and another event has another key', () => {
    const [first, again] = [read(JSON.stringify(delivery)), read(JSON.stringify(delivery, null, 2))];
    expect(again.map(({ eventKey }) => eventKey)).toEqual(first.map(({ eventKey }) => eventKey));
    const later = structuredClone(delivery);
    for (const event of later.events) event.created_at = '2026-03-01T11:00:00.000Z';
    expect(read(JSON.stringify(later)).map(({ eventKey }) => eventKey)).not.toEqual(
      first.map(({ eventKey }) => eventKey),
    );
  });

  test.each([
    ['no signature', {}],
    ['another one', { 'x-hook-signature': '0'.repeat(64) }],
    ['a shorter one', { 'x-hook-signature': '1d740d7c' }],
    [
      'a longer one',
      { 'x-hook-signature': '1d740d7c3b1788e665bb9f7043eb63402c1ca85ab9e705546cb5d72485ffea1500' },
    ],
    ['an empty one', { 'x-hook-signature': '' }],
  ])('with %s is refused', (_, headers) => {
    expect(readWebhook(request('{"events":[]}', headers), context())).toMatchObject({
      kind: 'refused',
      status: 401,
    });
  });

  test('for a hook whose secret is unknown is refused', () => {
    expect(readWebhook(signed('{"events":[]}'), context({ secrets: [] }))).toMatchObject({ status: 401 });
  });

  test.each([
    ['{"events":', undefined],
    ['{}', '/events'],
    ['{"events":[{"action":"exploded"}]}', '/events/0/action'],
  ])('that is signed but says %s is refused where it breaks', (body, pointer) => {
    const reading = readWebhook(signed(body), context());
    expect(reading).toMatchObject({ kind: 'refused', status: 400 });
    if (pointer !== undefined) expect(reading).toHaveProperty('pointer', pointer);
  });
});

describe('the handshake', () => {
  const shake = (nonce: string) => request('', { 'x-hook-secret': 'fresh-secret' }, { nonce });

  test('is answered with the secret while a registration of ours is under way', () => {
    expect(readWebhook(shake('n-1'), context({ pendingNonce: 'n-1' }))).toEqual({
      kind: 'handshake',
      response: { status: 200, headers: { 'X-Hook-Secret': 'fresh-secret' }, body: '' },
    });
  });

  test('of anybody else is refused', () => {
    expect(readWebhook(shake('n-2'), context({ pendingNonce: 'n-1' }))).toMatchObject({ status: 401 });
    expect(readWebhook(shake('n-1'), context())).toMatchObject({ status: 401 });
    const smuggled = request('', { 'x-hook-secret': 'a\r\nset-cookie: x' }, { nonce: 'n-1' });
    expect(readWebhook(smuggled, context({ pendingNonce: 'n-1' }))).toMatchObject({ status: 401 });
  });
});

describe('registering', () => {
  const connection = { baseUrl: 'https://app.asana.com/api/1.0', authType: 'BEARER_TOKEN', settings };
  const created = (gid: string) => ({
    status: 201,
    body: { data: { gid }, 'X-Hook-Secret': `secret-${gid}` },
  });
  const target = { url: (key: string) => `https://britepool.example/hook?hook=${key}`, secret: 'unused' };

  test('makes one hook per project and keeps the secrets that Asana chose', async () => {
    const { system, sent } = recorded(asana, connection, { token: 'pat' }, [created('71'), created('72')]);
    expect(await system.registerWebhooks(target)).toEqual([
      { key: '1200', externalId: '71', secret: 'secret-71' },
      { key: '1201', externalId: '72', secret: 'secret-72' },
    ]);
    expect(sent.map(({ body }) => JSON.parse(body ?? '').data.target)).toEqual(
      ['1200', '1201'].map(target.url),
    );
  });

  test('that fails for one project takes back the hooks it had made', async () => {
    const answers = [
      created('71'),
      { status: 403, body: { errors: [{ message: 'No' }] } },
      { status: 200, body: { data: {} } },
    ];
    const { system, sent } = recorded(asana, connection, { token: 'pat' }, answers);
    await expect(system.registerWebhooks(target)).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
    expect(sent.at(-1)).toMatchObject({ method: 'DELETE' });
    expect(sent.at(-1)?.url.pathname).toBe('/api/1.0/webhooks/71');
  });

  test('unregistering a hook that is gone is fine', async () => {
    const { system } = recorded(asana, connection, { token: 'pat' }, [{ status: 404, body: { errors: [] } }]);
    await expect(system.unregisterWebhook({ key: '1200', externalId: '71' })).resolves.toBeUndefined();
  });
});
