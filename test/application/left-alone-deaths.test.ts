import { describe, expect, test } from 'vitest';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { exclude, include, relink, there, unlink } from './support/acts.ts';
import { agreedPairs, pair } from './support/agreed-pairs.ts';
import { drain } from './support/drain.ts';
import { ours, publish, settle, work, write } from './support/here.ts';
import { hint, pairsOf, type World } from './support/world.ts';

/** Two pairs, the first in conflict; edits of both sides wait for what becomes of them. */
async function begin(prepare: (world: World) => Promise<unknown>): Promise<World> {
  const world = await agreedPairs(2, { conflictStrategy: 'MANUAL_REVIEW' });
  await write(world, 'task-1', { title: 'Ours' });
  world.vendor.edit('tasks-new-1', { name: 'Theirs' });
  await settle(world);
  world.vendor.edit('tasks-9', { name: 'Free' });
  world.clock.pass(60);
  await prepare(world);
  world.clock.pass(60);
  await write(world, 'task-1', { dueDate: '2026-04-01' });
  world.vendor.edit('tasks-new-1', { notes: 'Meanwhile' });
  await settle(world);
  world.clock.pass(60);
  return world;
}

/** Ten minutes later everything that was put aside has been looked at. */
async function quiet(world: World): Promise<void> {
  await drain(world);
  world.clock.pass(600);
  await retryParked(world.deps);
  await drain(world);
}

function end(world: World) {
  const { memory, vendor } = world;
  return {
    pairs: pairsOf(world),
    words: [...memory.mappings.values()].map(({ leftAlone }) => leftAlone?.how),
    alone: [...memory.alone.values()].map(({ side, recordId }) => `${side} ${recordId}`),
    conflicts: [...memory.conflicts.values()].map(({ status }) => status),
    theirs: [...vendor.records.values()].map(({ id, data }) => ({ id, ...data })),
    parked: memory.parked.size,
    audit: [...memory.audit.values()].map(({ action }) => action),
  };
}

const nothing = async () => undefined;
const cases = [
  ['unlink', nothing, (world: World) => unlink(world), 1],
  ['exclude', nothing, (world: World) => exclude(world), 1],
  ['exclude a stranger', nothing, (world: World) => exclude(world, there('tasks-9')), 1],
  ['include', (world: World) => exclude(world), (world: World) => include(world), 3],
  [
    'include a stranger',
    (world: World) => exclude(world, there('tasks-9')),
    (world: World) => include(world, there('tasks-9')),
    3,
  ],
  ['relink', (world: World) => unlink(world), (world: World) => relink(world), 3],
  [
    'link another record',
    (world: World) => unlink(world),
    (world: World) => relink(world, 'task-1', 'tasks-9'),
    3,
  ],
] as const;

describe.each(cases)('a death while an admin says "%s"', (_name, prepare, act, writes) => {
  test.each(['before', 'after'] as const)('%s any write is healed when it is said again', async (when) => {
    const undisturbed = await begin(prepare);
    expect(await act(undisturbed)).not.toHaveProperty('refused');
    await quiet(undisturbed);
    let deaths = 0;
    for (let at = 1; ; at++) {
      const world = await begin(prepare);
      world.fate.dieAt(at, when);
      await act(world).catch(() => undefined);
      if (!world.fate.revive()) break;
      deaths++;
      expect(await act(world), `death ${when} write ${at}`).not.toHaveProperty('refused');
      await quiet(world);
      expect(end(world), `death ${when} write ${at}`).toEqual(end(undisturbed));
    }
    expect(deaths).toBe(writes);
  });

  test('after the act was stored is healed by whoever retries, if nobody says it again', async () => {
    const undisturbed = await begin(prepare);
    await act(undisturbed);
    await quiet(undisturbed);
    const world = await begin(prepare);
    world.fate.dieAt(Math.min(writes, 2), 'after');
    await act(world).catch(() => undefined);
    world.fate.revive();
    await quiet(world);
    expect(end(world)).toEqual(end(undisturbed));
  });
});

/** The same world, in which something else happens right before the first call of that verb on the pairs. */
function interrupted(world: World, verb: 'put' | 'create' | 'act', by: () => Promise<unknown>): World {
  let isDone = false;
  const pairs = new Proxy(world.deps.pairs, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (name !== verb || typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        if (!isDone) {
          isDone = true;
          await by();
        }
        return member.apply(target, given);
      };
    },
  });
  return { ...world, deps: { ...world.deps, pairs } };
}

describe('an admin and a worker at the same pair', () => {
  test.each([
    ['unlink', unlink],
    ['exclude', exclude],
  ] as const)(
    'who says "%s" while a change is written wins: what was written is told, and nothing follows it',
    async (_name, act) => {
      const world = await agreedPairs();
      world.vendor.edit('tasks-new-1', { name: 'Theirs' });
      world.clock.pass(60);
      const change = hint('tasks-new-1', 'd1');
      expect(
        await work(
          interrupted(world, 'put', () => act(world)),
          [change],
        ),
      ).toEqual([]);
      expect(pair(world)).toMatchObject({ leftAlone: { by: 'ada' } });
      expect(world.memory.logs.get(change.logId)).toMatchObject({
        outcome: 'held',
        changes: [{ field: 'title', before: 'Task 1', after: 'Theirs' }],
      });
      world.vendor.edit('tasks-new-1', { name: 'Later' });
      await work(world, [hint('tasks-new-1', 'd2')]);
      expect(ours(world, 'task-1')?.fields.title).toBe('Theirs');
    },
  );

  test.each([
    ['unlink', unlink],
    ['exclude', exclude],
  ] as const)(
    'who says "%s" between any two writes of a worker wins: once both are done, nothing is written any more',
    async (_name, act) => {
      let moments = 0;
      for (let at = 1; ; at++) {
        const world = await agreedPairs();
        await write(world, 'task-1', { title: 'Ours' });
        world.vendor.edit('tasks-new-1', { notes: 'Theirs' });
        const changes = [...(await publish(world)), hint('tasks-new-1', 'd1')];
        let isSaid = false;
        world.fate.meanwhile(at, async () => {
          isSaid = true;
          expect(await act(world), `before write ${at}`).toMatchObject({ mapping: {} });
        });
        for (const change of changes) await work(world, [change]);
        if (!isSaid) break;
        moments++;
        await settle(world);
        const version = ours(world, 'task-1')?.version;
        world.vendor.writes.length = 0;
        world.clock.pass(60);
        world.vendor.edit('tasks-new-1', { notes: 'Later' });
        await work(world, [hint('tasks-new-1', 'd2')]);
        await settle(world);
        expect(pair(world), `before write ${at}`).toMatchObject({ leftAlone: { by: 'ada' } });
        expect(ours(world, 'task-1')?.version).toBe(version);
        expect(world.vendor.writes).toEqual([]);
        expect(changes.map(({ logId }) => world.memory.logs.get(logId)?.outcome)).not.toContain(undefined);
      }
      expect(moments).toBeGreaterThanOrEqual(4);
    },
  );

  test('a record that is excluded while it comes in, does not', async () => {
    const world = await agreedPairs();
    world.vendor.edit('tasks-9', { name: 'Private' });
    const change = hint('tasks-9', 'd1');
    const excluding = interrupted(world, 'create', () => exclude(world, there('tasks-9')));
    const back = await work(excluding, [change]);
    expect(world.memory.mappings.size).toBe(1);
    expect(back).toHaveLength(1);
    await work(world, [change]);
    expect(world.memory.logs.get(change.logId)).toMatchObject({ outcome: 'held' });
    expect(world.memory.records.size).toBe(1);
  });

  test('an act that a worker outran is done on the pair as it is by then', async () => {
    const world = await agreedPairs();
    world.vendor.edit('tasks-new-1', { name: 'Theirs' });
    world.clock.pass(60);
    const outrun = interrupted(world, 'act', () => work(world, [hint('tasks-new-1', 'd1')]));
    expect(await unlink(outrun)).toMatchObject({
      mapping: { base: { title: { value: 'Theirs' } }, leftAlone: { how: 'unlinked' } },
    });
    expect(world.memory.audit.size).toBe(1);
  });
});
