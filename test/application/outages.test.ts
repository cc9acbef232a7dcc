import { describe, expect, test } from 'vitest';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { askForProbes } from '../../shared/application/outages/due-probes.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { Fault } from '../../shared/domain/fault.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { drain } from './support/drain.ts';
import { connectedWorld, hint, message, pairsOf, type World } from './support/world.ts';

const silence: Fault = { kind: 'unavailable', message: 'api.example did not answer in time.', outage: true };
const unwell: Fault = { ...silence, message: 'The system answered 503: down', httpStatus: 503 };
const minutes = (count: number) => count * 60;
const breaker = ({ deps }: World) => deps.breakers.get('int-1');
const status = async ({ deps }: World) => (await deps.integrations.get('int-1'))?.status;
const held = ({ memory }: World) => [...memory.parked.values()].filter((item) => item.held === true);
const told = ({ deps }: World) => deps.notifier.sent.map(({ subject }) => subject);

/** Ten people edit over there, and every webhook arrives. */
async function tenEdits(world: World, round: number): Promise<void> {
  for (let at = 0; at < 10; at++) {
    world.vendor.edit(`tasks-${at}`, { name: `Task ${at}, round ${round}` });
    await processChanges(world.deps, [message(hint(`tasks-${at}`, `d${round}-${at}`))]);
  }
}

/** The look of every five minutes, and what follows from it. Answers how many systems are tried. */
async function look(world: World): Promise<number> {
  const asked = await askForProbes(world.deps);
  await drain(world);
  return asked;
}

async function outage(more: Partial<Integration> = {}): Promise<World> {
  const world = await connectedWorld(more);
  await tenEdits(world, 1);
  world.vendor.down = silence;
  await tenEdits(world, 2);
  return world;
}

describe('when the other system does not answer', () => {
  test('after three failures in a row it is asked itself, and then left alone; everything waits', async () => {
    const world = await outage();
    expect(await breaker(world)).toMatchObject({ state: 'open', reason: silence.message });
    expect(held(world)).toHaveLength(8);
    const reads = world.vendor.reads;
    await tenEdits(world, 3);
    expect(world.vendor.reads).toBe(reads);
    expect(await status(world)).toBe('DEGRADED');
  });

  test('it is tried every five minutes, not before; when it is back everything is caught up, nothing lost', async () => {
    const world = await outage();
    const failed = [hint('tasks-0', 'd2-0'), hint('tasks-1', 'd2-1')];
    world.clock.pass(minutes(4));
    expect(await look(world)).toBe(0);
    world.clock.pass(minutes(1));
    expect(await look(world)).toBe(1);
    expect(await breaker(world)).toMatchObject({ state: 'open' });
    world.vendor.down = undefined;
    expect(await look(world)).toBe(0);
    world.clock.pass(minutes(5));
    expect(await look(world)).toBe(1);
    expect(await breaker(world)).toMatchObject({ state: 'closed', failures: 0 });
    await world.changes.send(failed);
    await drain(world);
    const titles = Object.values(pairsOf(world)).map((pair) => JSON.stringify(pair));
    expect(titles).toHaveLength(10);
    for (const title of titles) expect(title).toContain('round 2');
    expect(world.memory.parked.size).toBe(0);
    expect(await status(world)).toBe('ACTIVE');
  });

  test('the admins are told once that it broke and once that it is well', async () => {
    const world = await outage();
    await tenEdits(world, 3);
    for (let probe = 0; probe < 12; probe++) {
      world.clock.pass(minutes(5));
      await look(world);
    }
    expect(told(world)).toHaveLength(1);
    world.vendor.down = undefined;
    world.clock.pass(minutes(5));
    await look(world);
    expect(told(world)).toHaveLength(2);
  });

  test('its run waits with its place and goes on by itself', async () => {
    const world = await connectedWorld();
    for (let at = 0; at < 9; at++) world.vendor.edit(`tasks-${at}`, { name: `Task ${at}` });
    await startJob(world.deps, world.integration, {
      ...{ jobType: 'MANUAL_SYNC', startedBy: 'ada', fullSync: true },
    });
    world.vendor.down = unwell;
    for (let tries = 0; tries < 3; tries++)
      for (const job of world.jobQueue.takeAll()) {
        if (job.kind !== 'page') continue;
        await runPages(world.deps, job, () => true).catch(() => world.jobQueue.send(job));
      }
    const [waiting] = [...world.memory.jobs.values()];
    expect(waiting).toMatchObject({ status: 'PENDING', heldBy: 'integration' });
    world.vendor.down = undefined;
    world.clock.pass(minutes(5));
    await look(world);
    expect([...world.memory.jobs.values()]).toMatchObject([{ status: 'COMPLETED', successCount: 9 }]);
  });

  test('one bad record is no outage: the system itself answers, and the others go on', async () => {
    const world = await connectedWorld();
    await tenEdits(world, 1);
    world.vendor.fail('get tasks-3', { ...unwell, message: 'The system answered 500: oops' }, 99);
    for (let tries = 1; tries <= 5; tries++) {
      const poison = await processChanges(world.deps, [message(hint('tasks-3', 'd2'), tries)]);
      expect(poison).toHaveLength(1);
    }
    expect(await breaker(world)).toMatchObject({ state: 'closed' });
    expect(told(world)).toEqual([]);
    expect(await status(world)).toBe('ACTIVE');
  });

  test('two failures, then a success: the counting begins anew', async () => {
    const world = await connectedWorld();
    await tenEdits(world, 1);
    for (let round = 0; round < 5; round++) {
      world.vendor.fail('get', silence, 2);
      for (let at = 0; at < 2; at++)
        await processChanges(world.deps, [message(hint(`tasks-${at}`, `e${round}-${at}`))]);
      await processChanges(world.deps, [message(hint('tasks-5', `ok-${round}`))]);
    }
    expect(await breaker(world)).toMatchObject({ state: 'closed', failures: 0 });
  });

  test('where the admin wants to decide, the integration stops until an admin says that it is well', async () => {
    const world = await outage({ autoRecover: false });
    expect(await status(world)).toBe('ERROR');
    world.vendor.down = undefined;
    world.clock.pass(minutes(60));
    expect(await look(world)).toBe(0);
    expect(held(world)).toHaveLength(8);
    await updateIntegration(world.deps, 'int-1', { status: 'ACTIVE' }, 'ada');
    await drain(world);
    expect(held(world)).toEqual([]);
    expect(await breaker(world)).toMatchObject({ state: 'closed' });
    expect(told(world)).toHaveLength(2);
  });
});
