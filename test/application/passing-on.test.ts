import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resumePair } from '../../shared/application/sync/resume-pair.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import type { ExternalData } from '../../shared/domain/external.ts';
import { ours, publish, settle, work, write } from './support/here.ts';
import type { Vendor } from './support/vendor.ts';
import { connectedWorld, hint, type World } from './support/world.ts';

/** One record in three places: here, in the first system and in the second. */
async function threePlaces(): Promise<{ readonly world: World; readonly second: Vendor }> {
  const world = await connectedWorld();
  const second = await world.connectSecond();
  await write(world, 'task-1', { title: 'Plant trees' });
  await settle(world);
  for (const vendor of [world.vendor, second]) vendor.writes.length = 0;
  world.clock.pass(60);
  return { world, second };
}
const seenBy = (vendor: Vendor) => vendor.records.get('tasks-new-1')?.data;
let deliveries = 0;
const webhook = (integrationId: string) => hint('tasks-new-1', `webhook-${++deliveries}`, { integrationId });
const pairIn = ({ memory }: World, integrationId: string) =>
  [...memory.mappings.values()].find((mapping) => mapping.integrationId === integrationId);

describe('a change in one system', () => {
  test('reaches the other one through BritePool, and its echoes end there', async () => {
    const { world, second } = await threePlaces();
    world.vendor.edit('tasks-new-1', { name: 'Plant 40 trees' });
    await work(world, [webhook('int-1')]);
    expect(await settle(world)).toBe(1);
    expect(seenBy(second)).toMatchObject({ name: 'Plant 40 trees' });
    const echo = webhook('int-2');
    await work(world, [echo]);
    expect(world.memory.logs.get(echo.logId)?.outcome).toBe('echo');
    expect(await settle(world)).toBe(0);
    expect([world.vendor.writes, second.writes]).toEqual([[], ['update tasks-new-1']]);
  });

  test('that is new is created in the other one', async () => {
    const { world, second } = await threePlaces();
    world.vendor.edit('tasks-9', { name: 'Water them' });
    await work(world, [hint('tasks-9', 'd1')]);
    await settle(world);
    expect([...second.records.values()].map(({ data }) => data.name)).toEqual(['Plant trees', 'Water them']);
    expect(world.vendor.writes).toEqual([]);
  });

  test('whatever is edited where and in which order, all places end equal, each edit passes on at most twice', async () => {
    const step = fc.record({
      where: fc.constantFrom('here', 'int-1', 'int-2'),
      field: fc.constantFrom('title', 'description'),
      quiet: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const { world, second } = await threePlaces();
        let edits = 0;
        for (const { where, field, quiet } of steps) {
          world.clock.pass(30);
          const value = `${field} ${++edits}`;
          if (where === 'here') await write(world, 'task-1', { [field]: value });
          else {
            const data: ExternalData = field === 'title' ? { name: value } : { notes: value };
            (where === 'int-1' ? world.vendor : second).edit('tasks-new-1', data);
            await work(world, [webhook(where)]);
          }
          if (quiet) await settle(world);
        }
        await settle(world);
        const before = world.vendor.writes.length + second.writes.length;
        expect(before).toBeLessThanOrEqual(2 * edits);
        await work(world, [webhook('int-1'), webhook('int-2')]);
        expect(await settle(world)).toBe(0);
        expect(world.vendor.writes.length + second.writes.length).toBe(before);
        const { title = null, description = null } = ours(world, 'task-1')?.fields ?? {};
        for (const vendor of [world.vendor, second])
          expect([seenBy(vendor)?.name ?? null, seenBy(vendor)?.notes ?? null]).toEqual([title, description]);
      }),
      { seed: 63, numRuns: 200 },
    );
  });
});

describe('two systems that write the same field in two ways', () => {
  /** Each insists on its own letters, so that every value of one is changed by the other. */
  async function quarrel() {
    const { world, second } = await threePlaces();
    world.vendor.normalise = (data) => ({ ...data, name: String(data.name).toUpperCase() });
    second.normalise = (data) => ({ ...data, name: String(data.name).toLowerCase() });
    await write(world, 'task-1', { title: 'Plant 40 trees' });
    await settle(world, 40);
    return { world, second };
  }
  const writes = ({ world, second }: { world: World; second: Vendor }) =>
    world.vendor.writes.length + second.writes.length;
  const resting = (world: World) =>
    ['int-1', 'int-2'].filter((id) => pairIn(world, id)?.resting !== undefined);

  test('bounce a few times, then the pair rests, says so in the log, and its change waits', async () => {
    const { world, second } = await quarrel();
    expect(writes({ world, second })).toBeLessThanOrEqual(14);
    const [id = ''] = resting(world);
    expect(pairIn(world, id)).toMatchObject({ syncStatus: 'ERROR' });
    expect([...world.memory.parked.values()]).toMatchObject([
      { integrationId: id, fault: { message: expect.stringContaining('back and forth') } },
    ]);
    const [parked] = [...world.memory.parked.values()];
    expect(world.memory.logs.get(parked?.change.logId ?? '')).toMatchObject({
      outcome: 'held',
      status: 'PARTIAL_SUCCESS',
      fault: { kind: 'conflict' },
    });
  });

  test('go on by themselves once the values have been calm for ten minutes', async () => {
    const { world, second } = await quarrel();
    for (const vendor of [world.vendor, second]) vendor.normalise = (data) => data;
    const [id = ''] = resting(world);
    await work(world, [webhook(id)]);
    expect(resting(world)).toEqual([id]);
    world.clock.pass(1200);
    await retryParked(world.deps);
    await work(world, world.changes.takeAll());
    await settle(world);
    expect(resting(world)).toEqual([]);
    expect(world.memory.parked.size).toBe(0);
    expect(seenBy(world.vendor)).toEqual(seenBy(second));
  });

  test('rest on while their values go on changing', async () => {
    const { world, second } = await quarrel();
    const [id = ''] = resting(world);
    const before = ours(world, 'task-1')?.fields;
    for (let round = 0; round < 4; round++) {
      world.clock.pass(500);
      (id === 'int-1' ? world.vendor : second).edit('tasks-new-1', { name: `round ${round}` });
      await work(world, [webhook(id)]);
    }
    expect(resting(world)).toEqual([id]);
    expect(ours(world, 'task-1')?.fields).toEqual(before);
  });

  test('go on at once when an admin says so', async () => {
    const { world, second } = await quarrel();
    for (const vendor of [world.vendor, second]) vendor.normalise = (data) => data;
    const [id = ''] = resting(world);
    const pair = { integrationId: id, resourceType: 'TASK', internalId: 'task-1' } as const;
    expect(await resumePair(world.deps, pair, 'ada')).toEqual({ resumed: true });
    await work(world, world.changes.takeAll());
    await settle(world);
    expect(resting(world)).toEqual([]);
    expect(seenBy(world.vendor)).toEqual(seenBy(second));
    expect([...world.memory.audit.values()]).toMatchObject([{ actor: 'ada', action: 'pair.resumed' }]);
  });

  test('go on when an admin says so, though the sync writes about them at that moment', async () => {
    const { world } = await quarrel();
    const [id = ''] = resting(world);
    const pair = { integrationId: id, resourceType: 'TASK', internalId: 'task-1' } as const;
    world.fate.meanwhile(1, async () => {
      const now = await world.deps.pairs.byInternalId(id, 'TASK', 'task-1');
      if (now !== undefined) await world.deps.pairs.put({ ...now, version: now.version + 1 });
    });
    expect(await resumePair(world.deps, pair, 'ada')).toEqual({ resumed: true });
    expect(resting(world)).toEqual([]);
  });

  test('are looked at when the queue is back, if an admin says so again', async () => {
    const { world } = await quarrel();
    const [id = ''] = resting(world);
    const pair = { integrationId: id, resourceType: 'TASK', internalId: 'task-1' } as const;
    world.changes.takeAll();
    world.changes.unavailable = true;
    expect(await resumePair(world.deps, pair, 'ada')).toMatchObject({ refused: 'unfinished' });
    world.changes.unavailable = false;
    await resumePair(world.deps, pair, 'ada');
    expect(world.changes.takeAll()).toMatchObject([
      { integrationId: id, recordId: 'task-1', cause: 'manual' },
    ]);
    expect([...world.memory.audit.values()]).toHaveLength(1);
  });

  test('but a person who edits often is never held up', async () => {
    const { world, second } = await threePlaces();
    world.vendor.normalise = (data) => ({ ...data, name: String(data.name).trim() });
    for (let n = 1; n <= 12; n++) {
      await write(world, 'task-1', { title: ` Version ${n} ` });
      await work(world, await publish(world));
      await settle(world);
    }
    expect(resting(world)).toEqual([]);
    expect(seenBy(second)).toMatchObject({ name: 'Version 12' });
  });
});
