import { describe, expect, test } from 'vitest';
import { dropItem } from '../../shared/application/parked/drop.ts';
import { editAndRetry } from '../../shared/application/parked/edit-and-retry.ts';
import { retryNow } from '../../shared/application/parked/retry-now.ts';
import { parkedId } from '../../shared/application/sync/park.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { drain } from './support/drain.ts';
import { work } from './support/here.ts';
import { connectedWorld, hint, pairsOf, type World } from './support/world.ts';

const change = hint('tasks-1', 'd1');
const id = parkedId(change);

/** A task over there that lacks its name was set aside. */
async function failed(): Promise<World> {
  const world = await connectedWorld();
  world.vendor.edit('tasks-1', { notes: 'north side' });
  await work(world, [change]);
  return world;
}

const acts: { readonly [name: string]: (world: World) => Promise<object> } = {
  'tries it now': ({ deps }) => retryNow(deps, id, 'ada'),
  'says what it lacks': ({ deps }) => editAndRetry(deps, id, { values: { title: 'Oaks' } }, 'ada'),
  'drops it': ({ deps }) => dropItem(deps, id, 'A test.', 'ada'),
};
const places = [1, 2, 3].flatMap((at) => (['before', 'after'] as const).map((when) => ({ at, when })));

describe('whatever write a process dies at while an admin', () => {
  describe.each(Object.keys(acts))('%s,', (name) => {
    test.each(places)(
      '$when write $at: doing it once more ends as without the death',
      async ({ at, when }) => {
        const act = acts[name];
        if (act === undefined) throw new Error('There is no such act.');
        const [calm, world] = [await failed(), await failed()];
        await act(calm);
        await drain(calm);
        world.fate.dieAt(at, when);
        await act(world).catch(() => 'dead');
        world.fate.revive();
        await act(world);
        await drain(world);
        expect(pairsOf(world)).toEqual(pairsOf(calm));
        expect([...world.memory.parked.keys()]).toEqual([...calm.memory.parked.keys()]);
        const outcome = ({ memory }: World) => memory.logs.get(change.logId)?.outcome;
        expect(outcome(world)).toBe(outcome(calm));
      },
    );

    test.each(places)(
      '$when write $at: nothing is lost, also when nobody does it again',
      async ({ at, when }) => {
        const world = await failed();
        world.fate.dieAt(at, when);
        await acts[name]?.(world).catch(() => 'dead');
        world.fate.revive();
        world.vendor.edit('tasks-1', { name: 'Limes' });
        world.clock.pass(3600);
        await retryParked(world.deps);
        await drain(world);
        expect(world.memory.parked.size).toBe(0);
        const told = world.memory.logs.get(change.logId);
        if (told?.outcome === 'rejected') expect(told.decided).toMatchObject({ act: 'dropped', by: 'ada' });
        else expect(pairsOf(world)).toMatchObject({ 'tasks-1': { fields: { title: 'Limes' } } });
      },
    );
  });
});
