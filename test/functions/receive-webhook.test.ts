import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Integration } from '../../shared/domain/integration.ts';
import { ask, type Call, problemOf } from './events.ts';
import { delivery, secret, sign, signed, webhookWorld } from './webhook-world.ts';

const good = signed(delivery());
const withSignature = (signature: string | undefined): Call => {
  const { 'x-webhook-signature': _right, ...headers } = good.headers;
  return {
    ...good,
    headers: signature === undefined ? headers : { ...headers, 'x-webhook-signature': signature },
  };
};
const right = good.headers['x-webhook-signature'];

interface Bad {
  readonly what: string;
  readonly status: number;
  readonly code: string;
  readonly call: Call;
  readonly integration?: Partial<Integration>;
}
const bad: readonly Bad[] = [
  { what: 'a wrong signature', status: 401, code: 'signature-wrong', call: withSignature('0'.repeat(64)) },
  { what: 'no signature', status: 401, code: 'signature-wrong', call: withSignature(undefined) },
  { what: 'an empty signature', status: 401, code: 'signature-wrong', call: withSignature('') },
  {
    what: 'a truncated signature',
    status: 401,
    code: 'signature-wrong',
    call: withSignature(right.slice(0, 40)),
  },
  { what: 'a longer signature', status: 401, code: 'signature-wrong', call: withSignature(`${right}00`) },
  {
    what: 'a signature that is no hex',
    status: 401,
    code: 'signature-wrong',
    call: withSignature('ünïcode'),
  },
  {
    what: 'a signature made with another secret',
    status: 401,
    code: 'signature-wrong',
    call: withSignature(sign(good.body, 'somebody-else')),
  },
  {
    what: 'a signature of other bytes',
    status: 401,
    code: 'signature-wrong',
    call: { ...good, body: good.body.replace('Plant', 'Fell ') },
  },
  {
    what: 'a time-stamp six minutes old',
    status: 400,
    code: 'stale',
    call: signed(delivery(), { 'x-webhook-timestamp': '2026-03-01T09:54:00Z' }),
  },
  {
    what: 'a time-stamp six minutes ahead',
    status: 400,
    code: 'stale',
    call: signed(delivery(), { 'x-webhook-timestamp': '2026-03-01T10:06:00Z' }),
  },
  {
    what: 'a time-stamp that is none',
    status: 400,
    code: 'stale',
    call: signed(delivery(), { 'x-webhook-timestamp': 'yesterday' }),
  },
  {
    what: 'an unknown integration',
    status: 404,
    code: 'unknown-integration',
    call: { ...good, parameters: { id: 'int_2' } },
  },
  {
    what: 'an integration that is switched off',
    status: 403,
    code: 'not-active',
    call: good,
    integration: { status: 'DISABLED' },
  },
  {
    what: 'a paused integration that rejects',
    status: 403,
    code: 'not-active',
    call: good,
    integration: { status: 'PAUSED', whenPaused: 'reject' },
  },
  {
    what: 'an address that is not on the list',
    status: 403,
    code: 'address-not-allowed',
    call: good,
    integration: { allowedIps: ['198.51.100.1'] },
  },
  { what: 'broken JSON', status: 400, code: 'broken-json', call: signed('{"event": "task.updated", ') },
  { what: 'no body at all', status: 400, code: 'broken-json', call: signed('') },
  {
    what: 'a delivery without a type',
    status: 400,
    code: 'invalid-payload',
    call: signed(JSON.stringify({ data: { id: '42' } })),
  },
  {
    what: 'a delivery that names no record',
    status: 400,
    code: 'invalid-payload',
    call: signed(JSON.stringify({ event: 'task.updated', data: {} })),
  },
  {
    what: 'a body over 1 MB',
    status: 413,
    code: 'too-large',
    call: signed(delivery('42', { note: 'x'.repeat(1_048_576) })),
  },
];

it.each([{ status: 'DISABLED' }, { status: 'PAUSED', whenPaused: 'reject' }] as const)(
  'a webhook that comes right after an integration was switched on is not refused by what is remembered of it ($status)',
  async (remembered) => {
    const world = webhookWorld({}, remembered);
    expect((await ask(world.handler, good)).statusCode).toBe(200);
    expect(world.queue.takeAll()).toHaveLength(1);
  },
);

describe('a webhook with', () => {
  it.each(bad)(
    '$what is refused with $status, sends nothing to the queue and logs no secret',
    async (row) => {
      const world = webhookWorld(row.integration);
      const answer = await ask(world.handler, row.call);
      expect(problemOf(answer)).toMatchObject({ status: row.status, code: row.code });
      expect(answer.statusCode).toBe(row.status);
      expect(problemOf(answer).hint, 'what to do about it').toMatch(/\w/);
      expect(world.queue.takeAll()).toEqual([]);
      const told = `${world.lines.join('\n')}${answer.body}`;
      expect(told).not.toContain(secret);
      expect(told).not.toContain(right);
    },
  );

  it('broken JSON is told where it breaks, a wrong shape which value is at fault', async () => {
    const broken = problemOf(await ask(webhookWorld().handler, signed('{"event": "task.updated", ')));
    expect(JSON.stringify(broken)).toMatch(/position|end of/i);
    const call = signed(JSON.stringify({ event: 'task.updated', data: {} }));
    const shapeless = problemOf(await ask(webhookWorld().handler, call));
    expect(shapeless.errors?.map(({ pointer }) => pointer)).toEqual(['/data/id']);
  });

  it('any other signature whatsoever is a 401, never a 500', async () => {
    const world = webhookWorld();
    const other = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => text.trim() !== right);
    await fc.assert(
      fc.asyncProperty(other, async (signature) => {
        expect((await ask(world.handler, withSignature(signature))).statusCode).toBe(401);
      }),
      { seed: 20_260_301, numRuns: 200 },
    );
    expect(world.queue.takeAll()).toEqual([]);
  });

  it('any signed bytes gets an answer below 500, and only a readable delivery is queued', async () => {
    const world = webhookWorld();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const call = {
          ...good,
          body: Buffer.from(bytes).toString('base64'),
          base64: true,
          headers: { 'x-webhook-signature': sign(bytes) },
        };
        expect((await ask(world.handler, call)).statusCode).toBe(400);
      }),
      { seed: 20_260_302, numRuns: 200 },
    );
    expect(world.queue.takeAll()).toEqual([]);
  });
});

describe('an accepted webhook', () => {
  it('is answered with the log entry that will say what became of it', async () => {
    const world = webhookWorld();
    const answer = await ask(world.handler, good);
    expect(answer.statusCode).toBe(200);
    const body: unknown = JSON.parse(answer.body);
    const [change] = world.queue.takeAll();
    expect(change).toMatchObject({
      integrationId: 'int_1',
      recordId: '42',
      kind: 'upserted',
      cause: 'webhook',
    });
    expect(body).toEqual({ success: true, status: 'SUCCESS', accepted: 1, syncLogId: change?.logId });
  });

  it('may come in base64: the bytes are verified, whatever API Gateway made of them', async () => {
    const world = webhookWorld();
    const body = Buffer.from(delivery('43', { name: 'Bäume pflanzen 🌳' }));
    const call = { ...signed(''), body: body.toString('base64'), base64: true };
    const answer = await ask(world.handler, { ...call, headers: { 'x-webhook-signature': sign(body) } });
    expect(answer.statusCode).toBe(200);
    expect(world.queue.takeAll().map(({ recordId }) => recordId)).toEqual(['43']);
  });

  it('that comes twice is answered alike and queued once', async () => {
    const world = webhookWorld();
    const answers = [await ask(world.handler, good), await ask(world.handler, good)];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(answers[0]?.body).toBe(answers[1]?.body);
    expect(world.queue.takeAll()).toHaveLength(1);
  });

  it('may be signed with the secret before the last rotation', async () => {
    const world = webhookWorld();
    world.rotate('the-new-secret', secret);
    expect((await ask(world.handler, good)).statusCode).toBe(200);
  });

  it('is refused when it is signed with that secret after the time in which both were good', async () => {
    const world = webhookWorld({ oldSecretUntil: '2026-03-01T11:00:00.000Z' });
    world.rotate('the-new-secret', secret);
    expect((await ask(world.handler, good)).statusCode).toBe(200);
    world.clock.pass(3601);
    expect(problemOf(await ask(world.handler, good)).status).toBe(401);
    world.rotate(secret);
    expect((await ask(world.handler, good)).statusCode).toBe(200);
  });

  it('about something that is not synced is accepted and ends there', async () => {
    const world = webhookWorld();
    const answer = await ask(
      world.handler,
      signed(JSON.stringify({ event: 'invoice.paid', data: { id: '1' } })),
    );
    expect(answer.statusCode).toBe(200);
    expect(world.queue.takeAll()).toEqual([]);
  });

  it('about a kind of record that this integration does not sync is accepted and ends there', async () => {
    const world = webhookWorld({ dataTypes: ['MEMBERS', 'COMMITTEES'] });
    const answer = await ask(world.handler, good);
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ success: true, accepted: 0, syncLogId: null });
    expect(world.queue.takeAll()).toEqual([]);
  });

  it('of a paused integration is held for its resumption', async () => {
    const world = webhookWorld({ status: 'PAUSED', whenPaused: 'hold' });
    expect((await ask(world.handler, good)).statusCode).toBe(200);
    expect(world.queue.takeAll()).toHaveLength(1);
  });
});

describe('when the queue does not take it', () => {
  it('the vendor is asked to send it again in a while, and the next try is accepted', async () => {
    const world = webhookWorld();
    world.queue.unavailable = true;
    const answer = await ask(world.handler, good);
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'queue-unavailable' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    world.queue.unavailable = false;
    expect((await ask(world.handler, good)).statusCode).toBe(200);
    expect(world.queue.takeAll()).toHaveLength(1);
  });
});
