import { createHash, createHmac } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpClient } from '../../../adapters/http/http-client.ts';
import { connect } from '../../../connector-kit/connect.ts';
import delivery from '../__fixtures__/delivery.json' with { type: 'json' };
import { monday } from '../index.ts';
import { claimsOf } from '../jwt.ts';
import { settings as settingsShape } from '../schema.ts';
import { startMondaySimulator } from '../simulator/index.ts';
import { readWebhook } from '../webhook.ts';

const board = '9000000001';
const settings = settingsShape.parse({ boardIds: [board], timeBoardIds: ['9000000003'] });
const secret = 'signing-secret';
const now = new Date('2026-03-01T10:00:00.000Z');
const seconds = now.getTime() / 1000;
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const addressOf = (hook: string, more = '') => `https://hooks.example/receive?hook=${hook}&nonce=n${more}`;

function jwt(claims: object, head: object = { alg: 'HS256', typ: 'JWT' }, key = secret): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part(head)}.${part(claims)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}

interface Sent {
  readonly hook?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly authorization?: string;
  readonly body?: object;
  readonly pendingNonce?: string;
}
function read({ hook = `${board}.changed`, query = {}, authorization, body = delivery, pendingNonce }: Sent) {
  const token = authorization ?? jwt({ aud: addressOf(hook), exp: seconds + 300, accountId: 1 });
  const request = {
    ...{ method: 'POST', url: addressOf(hook), headers: { authorization: token } },
    ...{ query: { hook, nonce: 'n', ...query }, body: Buffer.from(JSON.stringify(body)) },
  };
  const pending = pendingNonce === undefined ? {} : { pendingNonce };
  return readWebhook(request, { settings, secrets: [secret], now, hash, ...pending });
}
const refusal = { kind: 'refused', status: 401 };

describe('a delivery of monday.com', () => {
  test('names the item and the stream of its board', () => {
    expect(read({})).toMatchObject({
      kind: 'delivery',
      changes: [{ stream: 'items', resourceType: 'TASK', externalId: '9200000017', kind: 'upserted' }],
    });
  });

  test.each([
    ['deleted', 'deleted'],
    ['archived', 'upserted'],
    ['restored', 'upserted'],
    ['renamed', 'upserted'],
    ['created', 'upserted'],
  ])('to the address for "%s" is of the kind %s, whatever the body calls itself', (name, kind) => {
    expect(read({ hook: `${board}.${name}` })).toMatchObject({ changes: [{ kind }] });
  });

  test('of a board of hours is about a participation log', () => {
    expect(read({ hook: '9000000003.created' })).toMatchObject({
      changes: [{ stream: 'time_entries', resourceType: 'PARTICIPATION_LOG' }],
    });
  });

  test('of a board that is no longer chosen is passed over', () => {
    expect(read({ hook: '9000000009.created' })).toEqual({ kind: 'delivery', changes: [] });
  });

  test('is the same when it comes again, and another when something else triggered it', () => {
    const other = { event: { ...delivery.event, triggerUuid: '0f' } };
    expect(read({})).toEqual(read({}));
    expect(read({ body: other })).not.toEqual(read({}));
  });

  test('that names no item is refused with the place', () => {
    expect(read({ body: { event: { type: 'update_column_value' } } })).toMatchObject({
      ...{ kind: 'refused', status: 400, pointer: '/event/pulseId' },
    });
  });
});

describe('the Authorization header of an app’s webhook', () => {
  test('of a known good example is accepted until it ends', () => {
    const address = 'https://hooks.example.org/in/monday/7';
    const example =
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhY2NvdW50SWQiOjEsInVzZXJJZCI6MiwiYXVkIjoiaHR0cHM6Ly9ob29rcy5leGFtcGxlLm9yZy9pbi9tb25kYXkvNyIsImV4cCI6MjAwMDAwMDAwMCwiaWF0IjoxOTk5OTk5NzAwfQ.x-wWjqpMsH3StS10lzlE043skOTtSNmLff3U3aXPUW8';
    expect(claimsOf(example, ['0123456789abcdef'])).toEqual({ audience: [address], expires: 2_000_000_000 });
    expect(claimsOf(example, ['0123456789abcdeF'])).toBeUndefined();
  });

  test.each([
    ['made for another address', jwt({ aud: addressOf(`${board}.deleted`), exp: seconds + 300 })],
    ['that has ended', jwt({ aud: addressOf(`${board}.changed`), exp: seconds })],
    ['that never ends', jwt({ aud: addressOf(`${board}.changed`) })],
    [
      'signed with another secret',
      jwt({ aud: addressOf(`${board}.changed`), exp: seconds + 300 }, { alg: 'HS256' }, 'x'),
    ],
    [
      'that claims to need no signature',
      jwt({ aud: addressOf(`${board}.changed`), exp: seconds + 300 }, { alg: 'none' }).replace(/[^.]+$/, ''),
    ],
    ['with a fourth part', `${jwt({ aud: addressOf(`${board}.changed`), exp: seconds + 300 })}.x`],
    ['that is empty', ''],
  ])('%s is refused', (_, authorization) => {
    expect(read({ authorization })).toMatchObject(refusal);
  });
});

describe('the address of a webhook that is not signed', () => {
  test('opens with its own token only, and a signature does not stand in for it', () => {
    expect(read({ query: { token: secret }, authorization: '' })).toMatchObject({ kind: 'delivery' });
    expect(read({ query: { token: `${secret}x` } })).toMatchObject(refusal);
    expect(read({ query: { token: '' } })).toMatchObject(refusal);
  });
});

describe('the challenge', () => {
  const body = { challenge: '3eZbrw1aBm2rZgRNFdxV2595' };
  test('is given back while a registration of ours is under way', () => {
    expect(read({ body, pendingNonce: 'n', authorization: '' })).toEqual({
      kind: 'handshake',
      response: { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    });
  });

  test('is not given back at any other time, or to another nonce', () => {
    expect(read({ body, authorization: '' })).toMatchObject(refusal);
    expect(read({ body, authorization: '', pendingNonce: 'm' })).toMatchObject(refusal);
  });
});

const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 1_048_576 });
async function connected() {
  const simulator = await startMondaySimulator({ tasks: 3, members: 2 });
  onTestFinished(() => simulator.close());
  const connection = { baseUrl: simulator.baseUrl, authType: 'API_KEY', settings: simulator.settings };
  const system = connect(monday, connection, simulator.credentials, { http, now: () => new Date() });
  return { simulator, system };
}

describe('registering', () => {
  test('needs an address that answers, and says so where it does not', async () => {
    const { system } = await connected();
    const target = { url: (key: string) => `http://127.0.0.1:9/?hook=${key}`, secret };
    await expect(system.registerWebhooks(target)).rejects.toMatchObject({
      fault: { kind: 'rejected', message: expect.stringContaining('challenge') },
    });
  });

  test('is not tried with an address that is longer than monday.com takes', async () => {
    const { system, simulator } = await connected();
    const target = { url: (key: string) => `http://127.0.0.1:9/${'a'.repeat(220)}?hook=${key}`, secret };
    const before = simulator.requests();
    await expect(system.registerWebhooks(target)).rejects.toMatchObject({
      fault: { message: expect.stringContaining('255') },
    });
    expect(simulator.requests()).toBe(before);
  });

  test('that was undone at monday.com is noticed, and undoing it once more is no mistake', async () => {
    const { system } = await connected();
    const hook = { key: `${board}.changed`, externalId: '77012' };
    expect(await system.checkWebhook(hook)).toBe('gone');
    await expect(system.unregisterWebhook(hook)).resolves.toBeUndefined();
  });
});
