import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rememberedWork } from '../../functions/sync-records/remembered-work.ts';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { connectedWorld } from '../application/support/world.ts';
import { anIntegration } from '../contract/support/samples.ts';

/** A worker that remembers; an admin who changes the integration; how often which of them was read. */
async function worker() {
  const { deps } = await connectedWorld();
  const clock = new MemoryClock();
  let stored: Integration | undefined = anIntegration({ id: 'int-1' });
  const read = { all: 0, integration: 0 };
  const context = rememberedWork(
    async (id) => {
      read.all++;
      const known = await deps.context('int-1');
      return known && stored && { ...known, integration: { ...stored, id } };
    },
    {
      get: async () => {
        read.integration++;
        return stored;
      },
    },
    () => Date.parse(clock.now()),
  );
  return {
    ...{ clock, read },
    change: (more: Partial<Integration>) => {
      if (stored !== undefined) stored = { ...stored, ...more, edition: stored.edition + 1 };
    },
    remove: () => {
      stored = undefined;
    },
    seen: async () => (await context('int-1'))?.integration,
  };
}

test('an integration that was paused rests two seconds later', async () => {
  const { clock, change, seen } = await worker();
  await seen();
  change({ status: 'PAUSED' });
  clock.pass(2);
  expect(await seen()).toMatchObject({ status: 'PAUSED' });
});

test('an integration that was removed is not synced any more two seconds later', async () => {
  const { clock, remove, seen } = await worker();
  await seen();
  remove();
  clock.pass(2);
  expect(await seen()).toBeUndefined();
});

test('work that comes all the time costs a read of the integration every two seconds, and of the rest every thirty', async () => {
  const { clock, read, seen } = await worker();
  for (let at = 0; at < 59; at++) {
    await seen();
    clock.pass(0.5);
  }
  expect(read).toEqual({ all: 1, integration: 14 });
});

test('what a worker goes by is never older than two seconds', async () => {
  const step = fc.record({ ms: fc.integer({ min: 1, max: 5000 }), pauses: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1 }), async (steps) => {
      const { clock, change, seen } = await worker();
      const told = [{ at: Number.NEGATIVE_INFINITY, status: 'ACTIVE' }];
      for (const { ms, pauses } of steps) {
        clock.pass(ms / 1000);
        const at = Date.parse(clock.now());
        const status = pauses ? 'PAUSED' : 'ACTIVE';
        change({ status });
        told.push({ at, status });
        clock.pass(0.1);
        const now = Date.parse(clock.now());
        const current = told.filter(
          (each, index) => (told[index + 1]?.at ?? now) > now - 2000 || each === told.at(-1),
        );
        expect(current.map((each) => each.status)).toContain((await seen())?.status);
      }
    }),
    { seed: 9, numRuns: 60 },
  );
});
