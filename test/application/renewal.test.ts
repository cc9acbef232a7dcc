import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storeSignIn } from '../../shared/application/credentials/store-sign-in.ts';
import { withToken } from '../../shared/domain/tokens.ts';
import { request, schedulerOf, signInWorld } from './support/sign-ins.ts';

const runs = { seed: 20_260_301, numRuns: 300 } as const;
const settled = (results: readonly PromiseSettledResult<string>[]) =>
  results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));

describe('many workers with one sign-in, in any order of their steps:', () => {
  test('at each expiry the token is renewed exactly once, and no refresh token is used twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        async (scheduler, workers, expiries) => {
          const world = await signInWorld(schedulerOf(scheduler));
          const warm = Array.from({ length: workers }, () => world.worker());
          for (let round = 1; round <= expiries; round++) {
            world.clock.pass(4000);
            const work = Promise.allSettled(warm.map((signIn) => request(world, signIn)));
            await scheduler.waitFor(work);
            const tokens = settled(await work);
            expect(world.issuer.issued).toHaveLength(1 + round);
            expect(world.issuer.reused).toBe(0);
            expect(tokens.length).toBeGreaterThan(0);
            expect(new Set(tokens)).toEqual(new Set([`access-${1 + round}`]));
          }
        },
      ),
      runs,
    );
  });

  test('a token that the vendor ended early is renewed exactly once, whoever hears of it first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 9 }), async (scheduler, workers) => {
        const world = await signInWorld(schedulerOf(scheduler));
        world.issuer.kill('access-1');
        const work = Promise.allSettled(
          Array.from({ length: workers }, () => request(world, world.worker())),
        );
        await scheduler.waitFor(work);
        expect(world.issuer.issued).toHaveLength(2);
        expect(world.issuer.reused).toBe(0);
        expect(new Set(settled(await work))).toEqual(new Set(['access-2']));
      }),
      runs,
    );
  });

  test('whoever does not get the token in time is told to come back, never that the sign-in is broken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 9 }), async (scheduler, workers) => {
        const world = await signInWorld(schedulerOf(scheduler));
        world.clock.pass(4000);
        const work = Promise.allSettled(
          Array.from({ length: workers }, () => request(world, world.worker())),
        );
        await scheduler.waitFor(work);
        for (const result of await work)
          if (result.status === 'rejected')
            expect(result.reason).toMatchObject({
              fault: { kind: 'unavailable', retryAfterSeconds: expect.any(Number) },
            });
      }),
      runs,
    );
  });
});

test('a new sign-in of an admin outlives every renewal that was under way, in any order of the steps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), async (scheduler, workers) => {
      const world = await signInWorld(schedulerOf(scheduler));
      world.clock.pass(4000);
      const values = withToken({ clientId: 'app' }, world.issuer.issue(), world.clock.now());
      const renewals = Array.from({ length: workers }, () => request(world, world.worker()));
      const signingIn = storeSignIn(world.storing, 'int-1', values);
      const work = Promise.allSettled([signingIn, ...renewals]);
      await scheduler.waitFor(work);
      if ((await signingIn) === 'stored') expect(await world.stored()).toEqual(values);
      expect(world.issuer.reused).toBe(0);
    }),
    runs,
  );
});

test('where refresh tokens are kept, a worker may die at any step and the sign-in still renews itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 12 }), async (scheduler, step) => {
      const world = await signInWorld(schedulerOf(scheduler));
      world.issuer.rotates = false;
      world.clock.pass(4000);
      world.dieAt(step);
      const work = Promise.allSettled([request(world, world.worker())]);
      await scheduler.waitFor(work);
      world.dieAt(Number.POSITIVE_INFINITY);
      world.clock.pass(61);
      const next = request(world, world.worker());
      await scheduler.waitFor(next);
      expect(world.issuer.accepts(await next)).toBe(true);
    }),
    runs,
  );
});

test('these orders would show it: without the lease a refresh token is used twice', async () => {
  const check = fc.check(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const world = await signInWorld(schedulerOf(scheduler));
      Object.assign(world.leases, { take: async () => ({ outcome: 'taken' }) });
      world.clock.pass(4000);
      const work = Promise.allSettled([world.worker(), world.worker()].map((one) => request(world, one)));
      await scheduler.waitFor(work);
      return world.issuer.reused === 0;
    }),
    runs,
  );
  expect((await check).failed).toBe(true);
});

test('these orders would show it: stored without the lease, a new sign-in is overwritten by a renewal', async () => {
  const check = fc.check(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const world = await signInWorld(schedulerOf(scheduler));
      world.clock.pass(4000);
      const values = withToken({ clientId: 'app' }, world.issuer.issue(), world.clock.now());
      const signingIn = world.secrets.saveCredentials('int-1', values);
      const work = Promise.allSettled([signingIn, request(world, world.worker())]);
      await scheduler.waitFor(work);
      return (await world.stored())?.accessToken === values.accessToken;
    }),
    runs,
  );
  expect((await check).failed).toBe(true);
});

describe('one process', () => {
  test('asks once for all its requests', async () => {
    const world = await signInWorld();
    world.clock.pass(4000);
    const signIn = world.worker();
    await Promise.all(Array.from({ length: 20 }, () => request(world, signIn)));
    expect(world.issuer.issued).toHaveLength(2);
  });

  test('stores the whole answer before the new token is used', async () => {
    const world = await signInWorld();
    world.clock.pass(4000);
    const token = await request(world, world.worker());
    expect(await world.stored()).toEqual({
      clientId: 'app',
      accessToken: token,
      refreshToken: 'refresh-2',
      obtainedAt: '2026-03-01T11:06:40.000Z',
      expiresAt: '2026-03-01T12:06:40.000Z',
    });
  });
});

describe('bad days', () => {
  const down = { kind: 'unavailable', message: 'The token endpoint answered 503.' } as const;

  test('a token endpoint that is down is no reason to stop as long as the token is good', async () => {
    const world = await signInWorld();
    world.issuer.fails = down;
    world.clock.pass(3400);
    expect(await request(world, world.worker())).toBe('access-1');
  });

  test('a token endpoint that is down when the token has ended is an outage, not a broken sign-in', async () => {
    const world = await signInWorld();
    world.issuer.fails = down;
    world.clock.pass(4000);
    await expect(request(world, world.worker())).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    world.issuer.fails = undefined;
    expect(await request(world, world.worker())).toBe('access-2');
  });

  test('a grant that was taken away asks for a person', async () => {
    const world = await signInWorld();
    world.issuer.revoke();
    await expect(request(world, world.worker())).rejects.toMatchObject({ fault: { kind: 'unauthorized' } });
  });

  test('a secret that reads as it was before the last renewal is not used for another one', async () => {
    const world = await signInWorld();
    world.clock.pass(4000);
    await request(world, world.worker());
    world.issuer.kill('access-2');
    Object.assign(world.stale, { reads: 4, value: world.first });
    expect(await request(world, world.worker())).toBe('access-3');
    expect(world.issuer.reused).toBe(0);
  });

  test('an answer is stored although Secrets Manager stumbles', async () => {
    const world = await signInWorld();
    world.clock.pass(4000);
    world.failing.writes = 2;
    expect(await request(world, world.worker())).toBe('access-2');
    expect(await world.stored()).toMatchObject({ refreshToken: 'refresh-2' });
  });

  test('a new sign-in that could not be stored leaves the one before in force', async () => {
    const world = await signInWorld();
    const values = withToken({ clientId: 'app' }, { accessToken: 'lost' }, world.clock.now());
    world.failing.writes = 1;
    world.clock.pass(4000);
    await expect(
      storeSignIn(world.storing, 'int-1', { ...values, obtainedAt: world.clock.now() }),
    ).rejects.toThrow();
    expect(await request(world, world.worker())).toBe('access-2');
  });

  test('a worker that dies with the lease holds the others up for a minute and no longer', async () => {
    const world = await signInWorld();
    world.clock.pass(4000);
    const until = new Date(Date.parse(world.clock.now()) + 60_000).toISOString();
    await world.leases.take('int-1', 'a dead worker', world.clock.now(), until);
    await expect(request(world, world.worker())).rejects.toMatchObject({
      fault: { kind: 'unavailable', retryAfterSeconds: 20 },
    });
    world.clock.pass(61);
    expect(await request(world, world.worker())).toBe('access-2');
  });

  test('a pasted token that an admin replaced is taken up by workers that remember the old one', async () => {
    const world = await signInWorld();
    world.issuer.kind = 'none';
    const signIn = world.worker();
    const before = await signIn.current();
    expect(await signIn.afterRefusal(before)).toBeUndefined();
    await world.save({ token: 'new' });
    expect(await signIn.afterRefusal(before)).toEqual({ token: 'new' });
    expect(await signIn.current()).toEqual({ token: 'new' });
  });
});
