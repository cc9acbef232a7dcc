import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { httpFunction } from '../../functions/runtime/http/pipeline.ts';
import { ProblemError } from '../../functions/runtime/http/problem.ts';
import { serve } from '../../functions/runtime/http/serve.ts';
import { dynamoIdempotencyStore } from '../../shared/adapters/dynamodb/idempotency-store.ts';
import { memoryIdempotencyStore } from '../../shared/adapters/in-memory/idempotency-store.ts';
import { MemoryClock, silentLogger } from '../../shared/adapters/in-memory/system.ts';
import type { IdempotencyStore } from '../../shared/application/idempotency/ports.ts';
import { operation } from '../../shared/contract/operation.ts';
import { mockedClient } from '../support/mocked-client.ts';
import { ask, problemOf } from './events.ts';

const operations = {
  start: operation({
    ...{ method: 'POST', path: '/api/start/:id', summary: 'Start it', roles: ['WEB_STEWARD'] },
    ...{ idempotent: true, status: 202, body: z.strictObject({ what: z.string() }) },
    response: z.object({ run: z.int() }),
  }),
} as const;

/** Starts count up; `refuse` is refused; `wait` goes on until it is let go. */
function counting(store: IdempotencyStore, clock = new MemoryClock()) {
  const started: string[] = [];
  const gate = Promise.withResolvers<void>();
  const routes = serve(
    operations,
    {
      async start({ body, params }) {
        if (body.what === 'refuse') throw new ProblemError(409, 'busy', 'Not now', { hint: 'Later.' });
        started.push(`${params.id} ${body.what}`);
        if (body.what === 'wait') await gate.promise;
        return { run: started.length };
      },
    },
    { idempotency: { store, clock, secrets: {} } },
  );
  const handler = httpFunction({ logger: silentLogger }, routes);
  const post = (what: string, key?: string, { sub = 'ada', id = 'a' } = {}) =>
    ask(handler, {
      ...{ method: 'POST', path: `/api/start/${id}`, body: JSON.stringify({ what }) },
      claims: { sub, roles: 'WEB_STEWARD' },
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  return { post, started, clock, gate };
}

describe('a request with an Idempotency-Key', () => {
  it('is done once, and answered again as it was answered', async () => {
    const { post, started } = counting(memoryIdempotencyStore());
    const first = await post('run', '"7c1d"');
    const again = await post('run', '7c1d');
    expect([again.statusCode, again.body]).toEqual([202, first.body]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(started).toEqual(['a run']);
  });

  it('that says something else, or goes to another address, is a 422', async () => {
    const { post, started } = counting(memoryIdempotencyStore());
    await post('run', 'k');
    expect(problemOf(await post('walk', 'k'))).toMatchObject({ status: 422, code: 'key-reused' });
    expect(problemOf(await post('run', 'k', { id: 'b' }))).toMatchObject({ status: 422 });
    expect(started).toHaveLength(1);
  });

  it('is a 409 while the first one goes on, with the time to wait', async () => {
    const { post, started, gate } = counting(memoryIdempotencyStore());
    const first = post('wait', 'k');
    const second = await post('wait', 'k');
    expect(problemOf(second)).toMatchObject({ status: 409, code: 'request-running' });
    expect(second.headers['retry-after']).toBe('2');
    gate.resolve();
    expect((await first).statusCode).toBe(202);
    expect((await post('wait', 'k')).statusCode).toBe(202);
    expect(started).toHaveLength(1);
  });

  it('that was refused may be sent again: nothing was done', async () => {
    const { post, started } = counting(memoryIdempotencyStore());
    expect((await post('refuse', 'k')).statusCode).toBe(409);
    expect((await post('run', 'k')).statusCode).toBe(202);
    expect(started).toEqual(['a run']);
  });

  it('whose function died may be sent again after a minute', async () => {
    const { post, clock, started } = counting(memoryIdempotencyStore());
    void post('wait', 'k');
    expect((await post('wait', 'k')).statusCode).toBe(409);
    clock.pass(61);
    void post('wait', 'k');
    await expect.poll(() => started.length).toBe(2);
  });

  it.each(['', 'a b', 'é', 'x'.repeat(256)])('that is no key (%s) is a 400 that says so', async (key) => {
    const problem = problemOf(await counting(memoryIdempotencyStore()).post('run', key));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/headers/idempotency-key' }] });
  });

  it('is answered as done even when the table no longer takes the answer', async () => {
    const store = memoryIdempotencyStore();
    const failing = { ...store, finish: () => Promise.reject(new Error('The table is away.')) };
    expect((await counting(failing).post('run', 'k')).statusCode).toBe(202);
  });

  it('is always done exactly once a day for each caller and key, whatever is sent in which order', async () => {
    const step = fc.record({
      ...{ sub: fc.constantFrom('ada', 'ben'), key: fc.constantFrom('k1', 'k2', undefined) },
      ...{ what: fc.constantFrom('run', 'walk'), hours: fc.constantFrom(0, 0, 5, 25) },
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { post, started, clock } = counting(memoryIdempotencyStore());
        const known = new Map<string, { what: string; body: string; until: number }>();
        let runs = 0;
        for (const { sub, key, what, hours } of steps) {
          clock.pass(hours * 3600);
          const now = Date.parse(clock.now());
          const answer = await post(what, key, { sub });
          const before = known.get(`${sub} ${key}`);
          const counts = key !== undefined && before !== undefined && before.until > now;
          if (counts && before.what !== what) expect(answer.statusCode).toBe(422);
          else if (counts) expect(answer.body).toBe(before.body);
          else {
            runs++;
            known.set(`${sub} ${key}`, { what, body: answer.body, until: now + 86_400_000 });
          }
          expect(started).toHaveLength(runs);
        }
      }),
      { seed: 20_261_127, numRuns: 200 },
    );
  });
});

describe('what the key costs', () => {
  const tables = mockedClient(DynamoDBDocumentClient);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  const store = dynamoIdempotencyStore({ client, records: 'r', sync: 's', activity: 'a' });

  it('is nothing without it, and two writes with it', async () => {
    tables.reset();
    const { post } = counting(store);
    await post('run');
    expect(tables.calls()).toHaveLength(0);
    await post('run', 'k');
    expect(tables.calls()).toHaveLength(2);
  });
});
