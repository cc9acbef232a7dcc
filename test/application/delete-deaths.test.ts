import { describe, expect, test } from 'vitest';
import type { Change } from '../../shared/domain/change.ts';
import type { DeletePolicy } from '../../shared/domain/delete-policy.ts';
import { erase, publish, settle, work, write } from './support/here.ts';
import { connectedWorld, hint, type World } from './support/world.ts';

/** Deleted there; deleted here; deleted there and edited here; deleted here and edited there. */
async function deletions(
  policy: DeletePolicy,
): Promise<{ readonly world: World; readonly changes: readonly Change[] }> {
  const world = await connectedWorld({ deletePolicies: { TASKS: policy } });
  const count = 100;
  for (let n = 1; n <= count; n++) await write(world, `task-${n}`, { title: `Task ${n}` });
  await settle(world);
  world.clock.pass(60);
  for (const n of [1, 3]) world.vendor.records.delete(`tasks-new-${n}`);
  await erase(world, 'task-2');
  await erase(world, 'task-4');
  await write(world, 'task-3', { title: 'Edited here' });
  world.vendor.edit('tasks-new-4', { name: 'Edited there' });
  const there = [1, 3].map((n) => hint(`tasks-new-${n}`, `d-${n}`, { kind: 'deleted' }));
  return { world, changes: [...there, ...(await publish(world))] };
}

/** Both sides and the pairs, without ids that a second try counts on and without its times. */
function state({ memory, vendor }: World) {
  return {
    ours: [...memory.records.values()].map(({ id, fields, archivedAt }) => ({
      ...{ id, fields, isArchived: archivedAt !== undefined },
    })),
    theirs: new Set([...vendor.records.values()].map(({ data }) => JSON.stringify(data))),
    howMany: vendor.records.size,
    parted: new Map([...memory.mappings.values()].map(({ internalId, parted }) => [internalId, parted?.how])),
    claims: memory.claims.size,
    approvals: memory.deleteApprovals.size,
  };
}

describe('a worker that dies while it carries out deletions', () => {
  test.each([
    ['archive', 'before'],
    ['archive', 'after'],
    ['follow', 'before'],
    ['follow', 'after'],
    ['unlink', 'before'],
    ['unlink', 'after'],
    ['ask', 'after'],
  ] as const)('under "%s", %s any of its writes, is healed by the next delivery', async (policy, when) => {
    const undisturbed = await deletions(policy);
    await work(undisturbed.world, undisturbed.changes);
    await settle(undisturbed.world);
    let deaths = 0;
    for (let at = 1; ; at++) {
      const { world, changes } = await deletions(policy);
      world.fate.dieAt(at, when);
      await work(world, changes).catch(() => undefined);
      if (!world.fate.revive()) break;
      deaths++;
      for (let tries = 0; tries < 3; tries++) {
        world.clock.pass(60);
        await work(world, changes);
      }
      await settle(world);
      expect(state(world), `death ${when} write ${at}`).toEqual(state(undisturbed.world));
    }
    expect(deaths).toBeGreaterThanOrEqual(8);
  });
});
