import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WebhookContext, WebhookRequest } from '../../../connector-kit/webhook.ts';
import { type Settings, settings as settingsSchema } from '../schema.ts';
import { readWebhook } from '../webhook.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const now = new Date('2026-03-01T10:00:00.000Z');
const seconds = String(now.getTime() / 1000);
const fields = [{ externalField: 'name', internalField: 'title' }];
const settingsWith = (webhook: object = {}): Settings =>
  settingsSchema.parse({ streams: { tasks: { list: '/t', item: '/t/{id}', fields } }, webhook });
const context = (webhook: object = {}): WebhookContext<Settings> => ({
  settings: settingsWith(webhook),
  secrets: [secret],
  now,
  hash: (text) => text,
});
const hmac = (body: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHmac('sha256', secret).update(body).digest(encoding);
const request = (body: string, headers: Record<string, string> = {}): WebhookRequest => ({
  method: 'POST',
  url: 'https://britepool.example/receive',
  query: {},
  headers: { 'x-webhook-signature': hmac(body), ...headers },
  body: new TextEncoder().encode(body),
});
const updated = JSON.stringify({ event: 'task.updated', data: { id: 7, name: 'A' } });
const changesIn = (reading: ReturnType<typeof readWebhook>) => {
  if (reading.kind !== 'delivery') throw new Error(JSON.stringify(reading));
  return reading.changes;
};

describe('a delivery signed as the specification says', () => {
  test('tells which record changed', () => {
    expect(changesIn(readWebhook(request(updated), context()))).toMatchObject([
      { stream: 'tasks', resourceType: 'TASK', externalId: '7', kind: 'upserted' },
    ]);
  });

  test('may name its event in the header instead of the body', () => {
    const body = JSON.stringify({ data: { id: 7 } });
    const reading = readWebhook(request(body, { 'x-webhook-event': 'task.deleted' }), context());
    expect(changesIn(reading)).toMatchObject([{ externalId: '7', kind: 'deleted' }]);
  });

  test.each([
    ['a wrong', '0'.repeat(64)],
    ['a shorter', hmac(updated).slice(0, 10)],
    ['a longer', `${hmac(updated)}00`],
    ['an empty', ''],
    ['an upper-case', hmac(updated).toUpperCase()],
  ])('with %s signature is refused', (_, signature) => {
    expect(readWebhook(request(updated, { 'x-webhook-signature': signature }), context())).toMatchObject({
      status: 401,
    });
  });

  test('without a signature is refused', () => {
    const { headers: _none, ...bare } = request(updated);
    expect(readWebhook({ ...bare, headers: {} }, context())).toMatchObject({ status: 401 });
  });

  test('is refused when it is five minutes old, in each way that times are written', () => {
    const send = (time: string) => readWebhook(request(updated, { 'x-webhook-timestamp': time }), context());
    for (const fresh of [seconds, `${seconds}000`, now.toISOString()])
      expect(send(fresh)).toMatchObject({ kind: 'delivery' });
    for (const stale of [String(Number(seconds) - 301), String(Number(seconds) + 301), 'yesterday', '', '1'])
      expect(send(stale)).toMatchObject({ status: 400, code: 'stale' });
  });

  test('is accepted with another header, encoding and prefix where the settings say so', () => {
    const verifier = { scheme: 'hmac', encoding: 'base64', prefix: 'sha256=', header: 'X-Hub-Signature' };
    const headers = { 'x-hub-signature': `sha256=${hmac(updated, 'base64')}` };
    expect(readWebhook(request(updated, headers), context({ verifier }))).toMatchObject({ kind: 'delivery' });
  });
});

describe('a delivery with the secret in a header', () => {
  const verifier = { scheme: 'token', header: 'X-Token' };
  test('is accepted with the secret and with nothing else', () => {
    expect(readWebhook(request(updated, { 'x-token': secret }), context({ verifier }))).toMatchObject({
      kind: 'delivery',
    });
    for (const wrong of ['', secret.slice(1), `${secret} `])
      expect(readWebhook(request(updated, { 'x-token': wrong }), context({ verifier }))).toMatchObject({
        status: 401,
      });
    expect(readWebhook(request(updated), context({ verifier }))).toMatchObject({ status: 401 });
  });
});

describe('what a delivery says', () => {
  test('about a collection that is not synced is accepted and ends there', () => {
    for (const event of ['invoice.paid', 'member.created', 'toString.x'])
      expect(changesIn(readWebhook(request(JSON.stringify({ event, data: { id: 1 } })), context()))).toEqual(
        [],
      );
  });

  test.each([
    ['{"data":{"id":1}}', '/event'],
    ['{"event":"task.updated"}', '/data/id'],
    ['{"event":"task.updated","data":{"id":{}}}', '/data/id'],
    ['[]', '/event'],
    ['null', '/event'],
  ])('that makes no sense (%s) is refused where it breaks', (body, pointer) => {
    expect(readWebhook(request(body), context())).toMatchObject({
      status: 400,
      code: 'invalid-payload',
      pointer,
    });
  });

  test('may be several events, each record once', () => {
    const body = JSON.stringify({
      list: [
        { event: 'task.updated', data: { id: 1 } },
        { event: 'task.updated', data: { id: 2 } },
        { event: 'task.deleted', data: { id: 1 } },
      ],
    });
    const changes = changesIn(readWebhook(request(body), context({ eventsPointer: 'list' })));
    expect(changes.map(({ externalId, kind }) => [externalId, kind])).toEqual([
      ['1', 'deleted'],
      ['2', 'upserted'],
    ]);
  });

  test('twice has equal keys, also when only the event’s id is equal', () => {
    const keys = (body: object, webhook = {}) =>
      changesIn(readWebhook(request(JSON.stringify(body)), context(webhook))).map(({ eventKey }) => eventKey);
    const event = { event: 'task.updated', data: { id: 1 } };
    expect(keys(event)).toEqual(keys(event));
    expect(keys(event)).not.toEqual(keys({ ...event, data: { id: 1, name: 'B' } }));
    const byId = { eventIdPointer: 'uid' };
    expect(keys({ ...event, uid: 'e1', try: 1 }, byId)).toEqual(keys({ ...event, uid: 'e1', try: 2 }, byId));
    expect(keys({ ...event, uid: 'e1' }, byId)).not.toEqual(keys({ ...event, uid: 'e2' }, byId));
  });

  test('that names no event is not taken for a repetition of one that had the same body a while ago', () => {
    const keyOf = (later: number, headers = {}, webhook = {}) => {
      const at = new Date(now.getTime() + later);
      const reading = readWebhook(request(updated, headers), { ...context(webhook), now: at });
      return changesIn(reading)[0]?.eventKey;
    };
    expect(keyOf(0)).toBe(keyOf(300));
    expect(keyOf(0)).not.toBe(keyOf(60_000));
    const sentAt = (time: number) => ({ 'x-webhook-timestamp': String(Number(seconds) + time) });
    expect(keyOf(1000, sentAt(0))).toBe(keyOf(60_000, sentAt(0)));
    expect(keyOf(60_000, sentAt(0))).not.toBe(keyOf(60_000, sentAt(60)));
    const named = { eventIdPointer: 'data.id' };
    expect(keyOf(0, {}, named)).toBe(keyOf(60_000, {}, named));
  });

  test('whatever it is, is a delivery or a refusal and never an error', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(['delivery', 'refused']).toContain(readWebhook(request(body), context()).kind);
      }),
      { seed: 57, numRuns: 300 },
    );
  });
});
