import { createHash, createHmac } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpClient } from '../../../adapters/http/http-client.ts';
import { connect } from '../../../connector-kit/connect.ts';
import { toggl } from '../index.ts';
import { startTogglSimulator } from '../simulator/index.ts';
import { readWebhook } from '../webhook.ts';

const settings = { workspaceId: '7', projectIds: ['2101'], timeZone: 'UTC', startDate: '2026-01-01' };
const secret = 'a secret that we chose';
const signed = (body: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function read(json: object, more: { readonly signature?: string; readonly nonce?: string } = {}) {
  const body = JSON.stringify(json);
  const signature = more.signature ?? signed(body);
  return readWebhook(
    {
      method: 'POST',
      url: 'https://hooks.example/?hook=workspace',
      headers: { 'x-webhook-signature-256': signature },
      query: { hook: 'workspace', nonce: 'nonce-1' },
      body: Buffer.from(body),
    },
    {
      ...{ settings, secrets: [secret], now: new Date('2026-03-01T10:00:00.000Z'), hash },
      ...(more.nonce === undefined ? {} : { pendingNonce: more.nonce }),
    },
  );
}

const ping = { event_id: 0, payload: 'ping', validation_code: 'c0de' };
const told = (model: string, action: string, payload: object) => ({
  ...{ event_id: 8_023_000_000_000_001, metadata: { model, action, workspace_id: '7' }, payload },
});

describe('a ping', () => {
  test('that is signed gets its code back', () => {
    expect(read(ping)).toMatchObject({
      kind: 'handshake',
      response: { status: 200, body: '{"validation_code":"c0de"}' },
    });
  });

  test('that cannot be verified yet gets it back only while its webhook is being registered', () => {
    expect(read(ping, { signature: 'x', nonce: 'nonce-1' })).toMatchObject({ kind: 'handshake' });
    expect(read(ping, { signature: 'x', nonce: 'another' })).toMatchObject({ kind: 'refused', status: 401 });
    expect(read(ping, { signature: 'x' })).toMatchObject({ kind: 'refused', status: 401 });
  });

  test('without a code, or with a strange one, tells of nothing', () => {
    expect(read({ event_id: 0, payload: 'ping' })).toEqual({ kind: 'delivery', changes: [] });
    expect(read({ ...ping, validation_code: '<script>' })).toEqual({ kind: 'delivery', changes: [] });
  });
});

describe('an event', () => {
  test('names the entry, and is known again by its number', () => {
    expect(read(told('time_entry', 'updated', { id: 501 }))).toEqual({
      kind: 'delivery',
      changes: [
        {
          ...{ stream: 'time_entries', resourceType: 'PARTICIPATION_LOG', externalId: '501' },
          ...{ kind: 'upserted', eventKey: '8023000000000001' },
        },
      ],
    });
    expect(read(told('time_entry', 'deleted', { id: 501 }))).toMatchObject({
      changes: [{ kind: 'deleted' }],
    });
  });

  test('about a task of a project that was not chosen, or about something else, tells of nothing', () => {
    const task = { id: 31, project_id: 2101 };
    expect(read(told('task', 'created', task))).toMatchObject({ changes: [{ externalId: '2101:31' }] });
    expect(read(told('task', 'created', { ...task, project_id: 9 }))).toMatchObject({ changes: [] });
    expect(read(told('tag', 'created', { id: 1 }))).toMatchObject({ changes: [] });
  });

  test('about a membership names the person, not the membership', () => {
    const reading = read(told('workspace_user', 'updated', { id: 4, user_id: 911 }));
    expect(reading).toMatchObject({ changes: [{ stream: 'users', externalId: '911' }] });
  });

  test('is not let in by the nonce of a registration', () => {
    const reading = read(told('time_entry', 'updated', { id: 501 }), { signature: 'x', nonce: 'nonce-1' });
    expect(reading).toMatchObject({ kind: 'refused', status: 401 });
  });

  test('without a number is refused with the place', () => {
    expect(read({ metadata: {}, payload: {} })).toMatchObject({
      kind: 'refused',
      status: 400,
      pointer: '/event_id',
    });
  });
});

const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 1_048_576 });

async function connected(plan: 'FREE' | 'PREMIUM') {
  const simulator = await startTogglSimulator({ tasks: 6, members: 3, plan });
  onTestFinished(() => simulator.close());
  const connection = { baseUrl: simulator.baseUrl, authType: 'API_KEY', settings: simulator.settings };
  const system = connect(toggl, connection, simulator.credentials, { http, now: () => new Date() });
  const put = (path: string, body: object) =>
    fetch(`${simulator.controlUrl}/${path}`, { method: 'PUT', body: JSON.stringify(body) });
  return { simulator, system, put };
}

test('a webhook whose ping nobody answers is not left behind', async () => {
  const { system } = await connected('FREE');
  const target = { url: () => 'http://127.0.0.1:9/', secret };
  await expect(system.registerWebhooks(target)).rejects.toThrow();
  await expect(system.registerWebhooks(target)).rejects.not.toMatchObject({
    fault: { message: expect.stringContaining('limit') },
  });
});

describe('the connection test', () => {
  test('wants an administrator, and says so with the cure', async () => {
    const { system, put } = await connected('PREMIUM');
    await put('role', { admin: false });
    const report = await system.test();
    expect(report.steps.find(({ ok }) => !ok)).toMatchObject({
      step: 'may-read',
      cure: expect.stringContaining('administrator'),
    });
  });

  test('says that the free plan has no tasks', async () => {
    const { steps } = await (await connected('FREE')).system.test();
    expect(steps.find(({ step }) => step === 'may-write')?.message).toContain('no tasks');
  });
});

test('the thirty-first request of an hour waits until there are more', async () => {
  const { system } = await connected('FREE');
  const whole = { since: null, cursor: null };
  for (let at = 0; at < 30; at++) await system.list('users', whole);
  await expect(system.list('users', whole)).rejects.toMatchObject({
    fault: { kind: 'rate-limited', httpStatus: 402, retryAfterSeconds: expect.any(Number) },
  });
});
