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

  test('of a workspace tells who joined a team and who left it', () => {
    const event = (action: string, gid: string, resource_type: string) => ({
      ...{ action, created_at: '2026-03-01T10:15:30.123Z', parent: null },
      resource: { gid, resource_type },
    });
    const events = [
      event('added', '1401', 'team_membership'),
      event('removed', '1402', 'team_membership'),
      event('removed', '1305', 'task'),
      event('added', '1403', 'workspace_membership'),
    ];
    expect(read(JSON.stringify({ events }))).toMatchObject([
      { stream: 'team_members', resourceType: 'COMMITTEE_MEMBER', externalId: '1401', kind: 'upserted' },
      { stream: 'team_members', externalId: '1402', kind: 'deleted' },
      { stream: 'tasks', externalId: '1305', kind: 'upserted' },
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

  const refusal = { status: 403, body: { errors: [{ message: 'No' }] } };
  const asked = (sent: readonly { readonly body?: string | undefined }[]) =>
    sent.map(({ body }) => JSON.parse(body ?? '').data);

  test('makes one hook per project and one for the teams of the workspace, and keeps the secrets that Asana chose', async () => {
    const answers = [created('71'), created('72'), created('73')];
    const { system, sent } = recorded(asana, connection, { token: 'pat' }, answers);
    expect(await system.registerWebhooks(target)).toEqual([
      { key: '1200', externalId: '71', secret: 'secret-71' },
      { key: '1201', externalId: '72', secret: 'secret-72' },
      { key: '1100', externalId: '73', secret: 'secret-73' },
    ]);
    const bodies = asked(sent);
    expect(bodies.map((data) => data.target)).toEqual(['1200', '1201', '1100'].map(target.url));
    expect(bodies.at(-1).filters).toEqual([
      { resource_type: 'team_membership', action: 'added' },
      { resource_type: 'team_membership', action: 'removed' },
    ]);
  });

  test('listens to the chosen teams only, where some are chosen', async () => {
    const chosen = { ...connection, settings: { ...settings, teamGids: ['1300', '1301'] } };
    const answers = ['71', '72', '73', '74'].map(created);
    const { system, sent } = recorded(asana, chosen, { token: 'pat' }, answers);
    await system.registerWebhooks(target);
    expect(asked(sent).map((data) => data.resource)).toEqual(['1200', '1201', '1300', '1301']);
  });

  test('goes on without the teams where the account may not watch them', async () => {
    const { system } = recorded(asana, connection, { token: 'pat' }, [created('71'), created('72'), refusal]);
    expect((await system.registerWebhooks(target)).map(({ key }) => key)).toEqual(['1200', '1201']);
  });

  test('that an outage cuts off at the teams is no success: the hooks made so far are taken back', async () => {
    const outage = { status: 503, body: { errors: [{ message: 'Busy' }] } };
    const gone = { status: 200, body: { data: {} } };
    const answers = [created('71'), created('72'), outage, gone, gone];
    const { system, sent } = recorded(asana, connection, { token: 'pat' }, answers);
    await expect(system.registerWebhooks(target)).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    expect(sent.slice(3).map(({ url }) => url.pathname)).toEqual([
      '/api/1.0/webhooks/71',
      '/api/1.0/webhooks/72',
    ]);
  });

  test('that fails for one project takes back the hooks it had made', async () => {
    const answers = [created('71'), refusal, { status: 200, body: { data: {} } }];
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
