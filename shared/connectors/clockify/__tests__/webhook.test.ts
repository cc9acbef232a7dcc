import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpClient } from '../../../adapters/http/http-client.ts';
import { connect } from '../../../connector-kit/connect.ts';
import entry from '../__fixtures__/entry.json' with { type: 'json' };
import { clockify } from '../index.ts';
import { startClockifySimulator } from '../simulator/index.ts';
import { readWebhook } from '../webhook.ts';

const settings = { workspaceId: entry.workspaceId, projectIds: [entry.projectId], timeZone: 'UTC' };
const token = 'eyJ.invented.token';
const now = new Date('2026-03-01T10:00:00.000Z');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const read = (hook: string, body: object, given = token, at = now) =>
  readWebhook(
    {
      method: 'POST',
      url: `https://hooks.example/?hook=${hook}`,
      headers: { 'clockify-signature': given, 'clockify-webhook-event-type': 'TIME_ENTRY_DELETED' },
      query: { hook },
      body: Buffer.from(JSON.stringify(body)),
    },
    { settings, secrets: [token], now: at, hash },
  );

describe('a delivery of Clockify', () => {
  test('tells what its webhook was made for, whatever its headers say', () => {
    expect(read('TIME_ENTRY_UPDATED', entry)).toMatchObject({
      kind: 'delivery',
      changes: [{ stream: 'time_entries', externalId: entry.id, kind: 'upserted' }],
    });
    expect(read('TIME_ENTRY_DELETED', entry)).toMatchObject({ changes: [{ kind: 'deleted' }] });
  });

  test('about a task names project and task, and is passed over where the project was not chosen', () => {
    const task = { id: 'task-1', projectId: entry.projectId };
    expect(read('NEW_TASK', task)).toMatchObject({ changes: [{ externalId: `${entry.projectId}:task-1` }] });
    expect(read('NEW_TASK', { ...task, projectId: 'other' })).toMatchObject({ changes: [] });
  });

  test('about a group names the group and each of its seats', () => {
    const reading = read('USER_GROUP_UPDATED', { id: 'g', userIds: ['a', 'b'] });
    expect(reading).toMatchObject({
      changes: [
        { resourceType: 'COMMITTEE', externalId: 'g' },
        { resourceType: 'COMMITTEE_MEMBER', externalId: 'g:a' },
        { resourceType: 'COMMITTEE_MEMBER', externalId: 'g:b' },
      ],
    });
  });

  test('about a break tells of nothing', () => {
    expect(read('NEW_TIME_ENTRY', { ...entry, type: 'BREAK' })).toMatchObject({ changes: [] });
  });

  test('of an edit there and back is not taken for a repetition of the first', () => {
    const keyOf = (at: Date) => {
      const reading = read('TIME_ENTRY_UPDATED', entry, token, at);
      return reading.kind === 'delivery' ? reading.changes[0]?.eventKey : undefined;
    };
    expect(keyOf(now)).toBe(keyOf(new Date(now.getTime() + 2000)));
    expect(keyOf(now)).not.toBe(keyOf(new Date(now.getTime() + 60_000)));
  });

  test('with another token is refused before its body is read', () => {
    expect(read('TIME_ENTRY_UPDATED', entry, `${token}x`)).toMatchObject({ kind: 'refused', status: 401 });
  });

  test('that names no record is refused with the place', () => {
    expect(read('NEW_TASK', { name: 'Rake' })).toMatchObject({
      kind: 'refused',
      status: 400,
      pointer: '/id',
    });
  });
});

const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 1_048_576 });
const target = { url: (key: string) => `http://127.0.0.1:9/?hook=${key}`, secret: 'unused' };

async function connected(plan: 'FREE' | 'PRO') {
  const simulator = await startClockifySimulator({ tasks: 6, members: 3, plan });
  onTestFinished(() => simulator.close());
  const connection = { baseUrl: simulator.baseUrl, authType: 'API_KEY', settings: simulator.settings };
  const system = connect(clockify, connection, simulator.credentials, { http, now: () => new Date() });
  const put = (path: string, body: object) =>
    fetch(`${simulator.controlUrl}/${path}`, { method: 'PUT', body: JSON.stringify(body) });
  return { simulator, system, put };
}

describe('webhooks at Clockify', () => {
  test('are ten on a paid plan and the three most telling on the free one', async () => {
    expect(await (await connected('PRO')).system.registerWebhooks(target)).toHaveLength(10);
    const few = await (await connected('FREE')).system.registerWebhooks(target);
    expect(few.map(({ key }) => key)).toEqual(['TIME_ENTRY_UPDATED', 'TIME_ENTRY_DELETED', 'NEW_TIME_ENTRY']);
  });

  test('that Clockify switched off or forgot are noticed', async () => {
    const { system, put } = await connected('PRO');
    const [hook] = await system.registerWebhooks(target);
    if (hook === undefined) throw new Error('No webhook was made.');
    expect(await system.checkWebhook(hook)).toBe('active');
    await put('hooks', { deliveryEnabled: false });
    expect(await system.checkWebhook(hook)).toBe('inactive');
    await system.unregisterWebhook(hook);
    expect(await system.checkWebhook(hook)).toBe('gone');
    await expect(system.unregisterWebhook(hook)).resolves.toBeUndefined();
  });
});

describe('the connection test', () => {
  test('wants an administrator, and says so with the cure', async () => {
    const { system, put } = await connected('PRO');
    await put('role', { role: 'USER' });
    const report = await system.test();
    expect(report.steps.find(({ ok }) => !ok)).toMatchObject({
      step: 'may-read',
      cure: expect.stringContaining('administrator'),
    });
  });

  test('says what the free plan does not allow', async () => {
    const { system } = await connected('FREE');
    const { steps } = await system.test();
    expect(steps.find(({ step }) => step === 'may-write')?.message).toContain('own user only');
  });
});

test('custom fields are offered with their choices, for time entries to write', async () => {
  const { system } = await connected('PRO');
  expect(await system.discoverFields('time_entries')).toMatchObject([
    { label: 'Place', type: 'choice', writable: true, options: [{ label: 'Shed' }, { label: 'Beds' }] },
  ]);
  expect(await system.discoverFields('tasks')).toEqual([]);
});

test('seats are taken and left', async () => {
  const { system, simulator } = await connected('PRO');
  const made = await system.create('user_groups', { name: 'Bees' }, 'k1');
  const [userId = ''] = simulator.people();
  const seat = await system.create('group_members', { groupId: made.id, userId }, 'k2');
  expect(await system.get('group_members', seat.id)).toEqual(seat);
  expect(await system.delete('group_members', seat.id)).toBe('deleted');
  expect(await system.delete('group_members', seat.id)).toBe('gone');
  expect(await system.get('group_members', seat.id)).toBe('gone');
});
