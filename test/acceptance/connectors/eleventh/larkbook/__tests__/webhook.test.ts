import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { readWebhook } from '../webhook.ts';

const now = new Date('2026-03-01T09:30:00Z');
const seconds = now.getTime() / 1000;

function read(events: readonly unknown[], sentAt = seconds, secret = 'a-secret') {
  const body = JSON.stringify({ whistle: 'w_3', events });
  const mac = createHmac('sha256', secret).update(`${sentAt}:${body}`).digest('hex');
  const headers = { 'x-lark-time': String(sentAt), 'x-lark-whistle': `sha256 ${mac}` };
  return readWebhook(
    { method: 'POST', url: 'https://here.invalid/hook', headers, query: {}, body: Buffer.from(body) },
    { settings: { boardId: 'b_1' }, secrets: ['a-secret'], now, hash: (text) => `#${text}` },
  );
}

const changed = { event: 'e_90', kind: 'task.changed', task: 't_000017' };

test('several events come in one whistle; those about one task are one change', () => {
  const buried = { event: 'e_91', kind: 'task.buried', task: 't_000017' };
  const other = { event: 'e_92', kind: 'task.changed', task: 't_000012' };
  expect(read([changed, buried, other])).toMatchObject({
    kind: 'delivery',
    changes: [
      { externalId: 't_000017', kind: 'deleted', eventKey: '#e_90+#e_91' },
      { externalId: 't_000012', kind: 'upserted', eventKey: '#e_92' },
    ],
  });
});

test('sent again, with another time and signature, it is the same event', () => {
  expect(read([changed], seconds + 60)).toEqual(read([changed]));
});

test('a kind of later days is taken and is about nothing of ours', () => {
  expect(read([{ event: 'e_93', kind: 'board.closed' }])).toEqual({ kind: 'delivery', changes: [] });
});

test.each([
  ['older than five minutes', seconds - 301, 'a-secret', 'too-old'],
  ['of another secret', seconds, 'another', 'signature-wrong'],
])('one %s is refused', (_what, sentAt, secret, code) => {
  expect(read([changed], sentAt, secret)).toMatchObject({ kind: 'refused', status: 401, code });
});
