import type { SaidOfIntegration } from '../../contract/support/samples.ts';
import { settle, write } from './here.ts';
import { connectedWorld, hint, type World } from './world.ts';

/** Pairs that both sides agree on: `task-<n>` here, `tasks-new-<n>` there. */
export async function agreedPairs(count = 1, more: SaidOfIntegration = {}): Promise<World> {
  const world = await connectedWorld(more);
  for (let n = 1; n <= count; n++) await write(world, `task-${n}`, { title: `Task ${n}` });
  await settle(world);
  world.vendor.writes.length = 0;
  world.clock.pass(60);
  return world;
}
/** A user deletes the n-th record over there; answers the hint that its webhook leaves. */
export const gone = (world: World, n = 1, key = 'd1') => {
  world.vendor.records.delete(`tasks-new-${n}`);
  return hint(`tasks-new-${n}`, key, { kind: 'deleted', receivedAt: world.clock.now() });
};
export const pair = ({ memory }: World, n = 1) =>
  [...memory.mappings.values()].find(({ internalId }) => internalId === `task-${n}`);
export const pending = async ({ deps }: World) =>
  (await deps.approvals.list('int-1', {}, { limit: 50 })).items;
/** Works until all is quiet; answers what was written over there. */
export const rest = async (world: World) => {
  await settle(world);
  return world.vendor.writes;
};
