import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import type { WebhookContext, WebhookRequest } from '../../../connector-kit/webhook.ts';
import { trello } from '../index.ts';
import type { Settings } from '../schema.ts';

const board = '5f00000000000000000000b1';
const other = '5f00000000000000000000b2';
const settings: Settings = {
  boardIds: [board],
  listId: '5f00000000000000000000a1',
  timeZone: 'Europe/Berlin',
};
const credentials = { apiKey: 'the-key', token: 'the-token', secret: '0123456789abcdef' };
const connection = { type: 'TRELLO', baseUrl: 'https://api.trello.com/1', authType: 'API_KEY', settings };
const talk = (answers: Parameters<typeof recorded>[3], more: Partial<Settings> = {}) =>
  recorded(trello, { ...connection, settings: { ...settings, ...more } }, credentials, answers);
const card = (id: string, more: object = {}) => ({
  ...{ id, name: 'Mow', desc: '', dueComplete: false, due: null, start: null, idMembers: [], labels: [] },
  ...{ dateLastActivity: '2026-03-01T09:00:00.000Z', customFieldItems: [] },
  ...more,
});
const whole = { since: null, cursor: null };

describe('what is asked of Trello', () => {
  test('key and token go in the header and nowhere else', async () => {
    const { system, sent } = talk([{ body: [] }]);
    await system.list('cards', whole);
    expect(sent[0]?.headers.authorization).toBe(
      'OAuth oauth_consumer_key="the-key", oauth_token="the-token"',
    );
    expect(sent[0]?.url.href).not.toMatch(/the-key|the-token/);
  });

  test('a full page is followed from its oldest card, then comes the next board', async () => {
    const page = Array.from({ length: 500 }, (_, at) => card(String(at).padStart(24, '0')));
    const { system, sent } = talk([{ body: page }, { body: [] }, { body: [] }], { boardIds: [board, other] });
    const first = await system.list('cards', whole);
    const second = await system.list('cards', { since: null, cursor: first.next });
    const third = await system.list('cards', { since: null, cursor: second.next });
    expect(sent.map(({ url }) => [url.pathname, url.searchParams.get('before')])).toEqual([
      [`/1/boards/${board}/cards/all`, null],
      [`/1/boards/${board}/cards/all`, '000000000000000000000499'],
      [`/1/boards/${other}/cards/all`, null],
    ]);
    expect(third.next).toBeNull();
  });

  test('a day is written as noon of the chosen zone, and read as the day there', async () => {
    const id = '64b000000000000000000003';
    const late = card(id, { due: '2026-07-01T22:30:00.000Z' });
    const { system, sent } = talk([{ body: late }]);
    const made = await system.create('cards', { name: 'Mow', due_day: '2026-07-02' }, 'key-1');
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      ...{ name: 'Mow', due: '2026-07-02T10:00:00.000Z', idList: settings.listId },
    });
    expect(made.data.due_day).toBe('2026-07-02');
  });

  test('deletions are asked for once a board, and only for a reading since a time', async () => {
    const gone = { id: '65f000000000000000000001', data: { card: { id: '64b000000000000000000009' } } };
    const { system, sent } = talk([{ body: [] }, { body: [gone] }]);
    const { deletedIds } = await system.list('cards', { since: '2026-03-01T00:00:00.000Z', cursor: null });
    expect(deletedIds).toEqual(['64b000000000000000000009']);
    expect(sent[1]?.url.searchParams.get('filter')).toBe('deleteCard');
  });

  test('more deletions than Trello tells at once are all found, from the oldest known back', async () => {
    const id = (at: number) => String(at).padStart(24, '0');
    const actions = Array.from({ length: 1001 }, (_, at) => ({
      id: id(5000 - at),
      data: { card: { id: id(at) } },
    }));
    const { system, sent } = talk([
      { body: [] },
      { body: actions.slice(0, 1000) },
      { body: actions.slice(1000) },
    ]);
    const { deletedIds } = await system.list('cards', { since: '2026-03-01T00:00:00.000Z', cursor: null });
    expect(deletedIds).toEqual(actions.map(({ data }) => data.card.id));
    expect(sent.slice(1).map(({ url }) => url.searchParams.get('before'))).toEqual([null, id(4001)]);
  });
});

describe('what Trello answers', () => {
  test('a text that can be no id is a record that does not exist', async () => {
    const { system } = talk([{ status: 400, body: 'invalid id' }]);
    expect(await system.get('cards', 'nonsense')).toBe('gone');
  });

  test('custom fields are read by their id', async () => {
    const items = [
      { idCustomField: 'cf1', value: { text: 'Scythe' } },
      { idCustomField: 'cf2', value: null },
    ];
    const { system } = talk([{ body: card('64b000000000000000000003', { customFieldItems: items }) }]);
    const found = await system.get('cards', '64b000000000000000000003');
    expect(found).toMatchObject({ data: { custom_fields: { cf1: 'Scythe' } } });
  });
});

describe('its webhooks', () => {
  const context: WebhookContext<Settings> = {
    ...{ settings, secrets: ['0123456789abcdef'], now: new Date('2026-03-01T10:00:00Z') },
    pendingNonce: 'n1',
    hash: (text) => text,
  };
  /** The vector of a secret, an address and a body, computed apart from this code. */
  const body =
    '{"action":{"id":"65f000000000000000000001","type":"updateCard"},"model":{"id":"65f000000000000000000002"}}';
  const request: WebhookRequest = {
    method: 'POST',
    url: 'https://hooks.example.org/in/trello/42?x=1',
    query: { x: '1' },
    headers: { 'x-trello-webhook': 'c1I+3fpRzbbfr0wL31bivsf6Cow=' },
    body: new TextEncoder().encode(body),
  };
  const read = (more: Partial<WebhookRequest>) => trello.webhook?.({ ...request, ...more }, context);

  test('body and address are signed together: another address does not fit', () => {
    expect(read({})).toMatchObject({ kind: 'refused', status: 400, pointer: '/action/date' });
    expect(read({ url: 'https://hooks.example.org/in/trello/42?x=2' })).toMatchObject({ status: 401 });
  });

  test('the handshake is answered only while we register', () => {
    const head = { method: 'HEAD', headers: {}, body: new Uint8Array() };
    expect(read({ ...head, query: { nonce: 'n1' } })).toMatchObject({ kind: 'handshake' });
    expect(read({ ...head, query: { nonce: 'other' } })).toMatchObject({ kind: 'refused', status: 401 });
  });

  test('without the application’s secret none is registered: changes are polled for', async () => {
    const { secret: _unknown, ...without } = credentials;
    const { system, sent } = recorded(trello, connection, without, []);
    expect(await system.registerWebhooks({ url: () => 'https://example.org', secret: 's' })).toEqual([]);
    expect(sent).toEqual([]);
  });
});
