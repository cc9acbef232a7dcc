import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import delivery from '../__fixtures__/delivery.json' with { type: 'json' };
import { settings as settingsShape } from '../schema.ts';
import { readWebhook } from '../webhook.ts';

const [list, events] = ['901200000001', '901200000002'];
const settings = settingsShape.parse({
  ...{ workspaceId: '9001000001', listIds: [list], eventListIds: [events] },
  ...{ timeZone: 'Europe/Berlin', startDate: '2026-01-01' },
});
const secret = '0123456789abcdef';
const now = new Date('2026-03-01T10:00:00.000Z');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const webhook_id = '11111111-2222-4333-8444-555555555555';

function read(body: string | object, hook = list, signature?: string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const made = signature ?? createHmac('sha256', secret).update(text).digest('hex');
  const request = {
    ...{ method: 'POST', url: 'https://hooks.example/r', headers: { 'x-signature': made } },
    ...{ query: { hook: hook ?? '' }, body: Buffer.from(text) },
  };
  return readWebhook(request, { settings, secrets: [secret], now, hash });
}
const keysOf = (reading: ReturnType<typeof read>) =>
  reading.kind === 'delivery' ? reading.changes.map(({ eventKey }) => eventKey) : [];

describe('a delivery of ClickUp', () => {
  test('is proved by the lower-case hex HMAC-SHA256 of its bytes', () => {
    const body = `{"event":"taskCreated","task_id":"abc1","webhook_id":"${webhook_id}"}`;
    const signature = 'e8ef7642763c7b8266ad872871a929b7bbbc1a0a65b7277548ff1b5de2632bc3';
    expect(read(body, list, signature)).toMatchObject({
      changes: [{ stream: 'tasks', resourceType: 'TASK', externalId: 'abc1', kind: 'upserted' }],
    });
    expect(read(body, list, signature.toUpperCase())).toMatchObject({ kind: 'refused', status: 401 });
    expect(read(`${body} `, list, signature)).toMatchObject({ kind: 'refused', status: 401 });
  });

  test('with several changes of one task is one change', () => {
    const about = { stream: 'tasks', externalId: '86c8xq2ab', kind: 'upserted' };
    expect(read(delivery)).toMatchObject({ changes: [about] });
    expect(keysOf(read(delivery))).toHaveLength(1);
  });

  test('is about an event where the List is one of events, and about nothing where it is not chosen', () => {
    expect(read(delivery, events)).toMatchObject({ changes: [{ stream: 'events', resourceType: 'EVENT' }] });
    expect(read(delivery, '901200000009')).toEqual({ kind: 'delivery', changes: [] });
  });

  test('of a deletion says so, though it tells no history', () => {
    expect(read({ event: 'taskDeleted', task_id: 'abc1', webhook_id })).toMatchObject({
      changes: [{ externalId: 'abc1', kind: 'deleted' }],
    });
  });

  test('is known again when it comes again, whatever the order of its history, and no other is taken for it', () => {
    const [first, second] = delivery.history_items;
    const turned = { ...delivery, history_items: [second, first] };
    const later = { ...delivery, history_items: [{ ...first, id: '2800000000000000119' }] };
    expect(keysOf(read(turned))).toEqual(keysOf(read(delivery)));
    expect(keysOf(read(later))).not.toEqual(keysOf(read(delivery)));
    const gone = { event: 'taskDeleted', task_id: 'abc1', webhook_id };
    expect(keysOf(read({ ...gone, task_id: 'abc2' }))).not.toEqual(keysOf(read(gone)));
  });

  const tracked = {
    ...{ event: 'taskTimeTrackedUpdated', task_id: 'abc1', webhook_id },
    history_items: [{ id: '28', date: '1772360130123', field: 'time_spent', data: { total_time: '900000' } }],
  };
  const told = (description: string) => ({ description, interval_id: '4130000000000000017' });

  test.each([
    ['Time Tracking Created', 'upserted'],
    ['Time Tracking Edited', 'upserted'],
    ['Time Tracking Deleted', 'deleted'],
  ])('"%s" is about the time entry and means it was %s', (description, kind) => {
    const about = { stream: 'time_entries', externalId: '4130000000000000017', kind };
    expect(read({ ...tracked, data: told(description) })).toMatchObject({ changes: [about] });
    const [item] = tracked.history_items;
    const inside = { ...tracked, history_items: [{ ...item, data: told(description) }] };
    expect(read(inside)).toMatchObject({ changes: [about] });
  });

  test('of hours that names no entry is left to the next look', () => {
    expect(read(tracked)).toEqual({ kind: 'delivery', changes: [] });
  });

  test('of a folder or of anything else than a task is passed over', () => {
    expect(read({ event: 'folderUpdated', folder_id: '7', webhook_id })).toEqual({
      kind: 'delivery',
      changes: [],
    });
  });

  test.each([
    ['{"event":', 400, 'broken-json'],
    ['{"task_id":"abc1"}', 400, 'invalid-payload'],
    ['[]', 400, 'invalid-payload'],
  ])('that reads %s is refused', (body, status, code) => {
    expect(read(body)).toMatchObject({ kind: 'refused', status, code });
  });
});
