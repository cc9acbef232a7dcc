import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { callerLimit } from '../../functions/runtime/http/caller-limit.ts';
import { httpFunction } from '../../functions/runtime/http/pipeline.ts';
import { serve } from '../../functions/runtime/http/serve.ts';
import { silentLogger } from '../../shared/adapters/in-memory/system.ts';
import { operation } from '../../shared/contract/operation.ts';
import { ask, problemOf } from './events.ts';

const rate = { perSecond: 20, burst: 100 };

function world() {
  let ms = 0;
  const limit = callerLimit(rate, () => ms);
  const look = operation({
    ...{ method: 'GET', path: '/api/look', summary: 'Look', roles: ['WEB_STEWARD'] },
    response: z.object({}),
  });
  const handler = httpFunction(
    { logger: silentLogger },
    serve({ look }, { look: async () => ({}) }, { limit }),
  );
  const get = (sub: string) => ask(handler, { path: '/api/look', claims: { sub, roles: 'WEB_STEWARD' } });
  const passes = (caller: string): boolean => {
    try {
      limit(caller);
      return true;
    } catch {
      return false;
    }
  };
  return { get, passes, pass: (milliseconds: number) => (ms += milliseconds) };
}

describe('a caller of the admin API', () => {
  it('gets 429 with the time to wait after a burst of 100, and is served when that is over', async () => {
    const { get, pass } = world();
    for (let n = 0; n < rate.burst; n++) expect((await get('ada')).statusCode).toBe(200);
    const refused = await get('ada');
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(refused.headers['retry-after']).toBe('1');
    pass(1000);
    expect((await get('ada')).statusCode).toBe(200);
  });

  it('is not held up by others who ask too often', async () => {
    const { get } = world();
    for (let n = 0; n < 150; n++) await get('eve');
    expect((await get('eve')).statusCode).toBe(429);
    expect((await get('ada')).statusCode).toBe(200);
  });

  it('never gets more than the burst and 20 a second, however it asks', () => {
    const step = fc.record({ ms: fc.integer({ min: 0, max: 3000 }), asks: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { passes, pass } = world();
        let [served, time] = [0, 0];
        for (const { ms, asks } of steps) {
          pass(ms);
          time += ms;
          for (let n = 0; n < asks; n++) if (passes('ada')) served++;
          expect(served).toBeLessThanOrEqual(rate.burst + (time / 1000) * rate.perSecond + 1e-6);
        }
      }),
      { seed: 20_261_128, numRuns: 200 },
    );
  });

  it('is always served when asking ten times a second', () => {
    const { passes, pass } = world();
    for (let n = 0; n < 1000; n++) {
      pass(100);
      expect(passes('ada')).toBe(true);
    }
  });
});
