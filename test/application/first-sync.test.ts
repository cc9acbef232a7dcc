import { describe, expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { draft } from '../../shared/domain/record.ts';
import type { Fields } from '../../shared/domain/values.ts';
import { connectedWorld, hint, message, pairsOf, type World } from './support/world.ts';

/** BritePool has these tasks before the integration has seen anything. */
async function worldWith(tasks: Readonly<Record<string, Fields>>, more: Partial<Integration> = {}) {
  const world = await connectedWorld(more);
  for (const [id, fields] of Object.entries(tasks)) {
    const write = { at: world.clock.now(), by: { kind: 'britepool', id: 'mia' } } as const;
    await world.deps.records.put(draft({ resourceType: 'TASK', id }, fields, write));
  }
  world.clock.pass(60);
  return world;
}
const hear = (world: World, ...ids: readonly string[]) =>
  processChanges(
    world.deps,
    ids.map((id) => message(hint(id, `d-${id}-${world.clock.now()}`))),
  );
const linked = ({ memory }: World) =>
  Object.fromEntries([...memory.mappings.values()].map((pair) => [pair.externalId, pair.internalId]));
const reviews = ({ memory }: World) => [...memory.reviews.values()];

describe('the first sync', () => {
  test('links what both sides have: equal values agree, empty ones are filled on either side', async () => {
    const world = await worldWith({ 'task-1': { title: 'Plant trees', description: 'north side' } });
    world.vendor.edit('tasks-1', { name: 'plant trees', due_on: null, extra: 1 });
    await hear(world, 'tasks-1');
    expect(linked(world)).toEqual({ 'tasks-1': 'task-1' });
    expect(world.memory.records.size).toBe(1);
    expect(world.vendor.records.get('tasks-1')?.data.notes).toBe('north side');
    expect([...world.memory.mappings.values()][0]).toMatchObject({ matchedBy: 'title and due date' });
  });

  test('decides differing values by the strategy: the newer one wins and the other is in the entry', async () => {
    const world = await worldWith({ 'task-1': { title: 'Plant trees', description: 'ours' } });
    world.vendor.edit('tasks-1', { name: 'Plant trees', notes: 'theirs' });
    await hear(world, 'tasks-1');
    expect(pairsOf(world)).toMatchObject({ 'tasks-1': { fields: { description: 'theirs' } } });
    const [entry] = [...world.memory.logs.values()];
    expect(entry).toMatchObject({ status: 'CONFLICT_RESOLVED', resourceId: 'task-1' });
    expect(entry?.changes).toContainEqual(
      expect.objectContaining({ field: 'description', before: 'ours', after: 'theirs' }),
    );
  });

  test('asks a person about differing values where the strategy says so', async () => {
    const world = await worldWith(
      { 'task-1': { title: 'Plant trees', description: 'ours' } },
      { conflictStrategy: 'MANUAL_REVIEW' },
    );
    world.vendor.edit('tasks-1', { name: 'Plant trees', notes: 'theirs' });
    await hear(world, 'tasks-1');
    expect([...world.memory.conflicts.values()]).toMatchObject([
      { status: 'PENDING', resourceId: 'task-1', fields: [{ field: 'description', base: null }] },
    ]);
  });

  test('creates what only the other side has', async () => {
    const world = await worldWith({ 'task-1': { title: 'Plant trees' } });
    world.vendor.edit('tasks-1', { name: 'Water the garden' });
    await hear(world, 'tasks-1');
    expect(world.memory.records.size).toBe(2);
  });

  test('that only links leaves it alone and says why', async () => {
    const world = await worldWith({}, { matchMode: 'MATCH_ONLY' });
    world.vendor.edit('tasks-1', { name: 'Water the garden' });
    await hear(world, 'tasks-1');
    expect([world.memory.records.size, world.memory.mappings.size]).toEqual([0, 0]);
    expect([...world.memory.logs.values()]).toMatchObject([
      { outcome: 'unchanged', waiting: [{ field: '*' }] },
    ]);
  });

  test('that only creates links nothing', async () => {
    const world = await worldWith({ 'task-1': { title: 'Plant trees' } }, { matchMode: 'CREATE_ONLY' });
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    await hear(world, 'tasks-1');
    expect(world.memory.records.size).toBe(2);
  });

  test('links also where nothing flows in, and then creates nothing here', async () => {
    const world = await worldWith(
      { 'task-1': { title: 'Plant trees', description: 'ours' } },
      { syncDirection: 'BRITEPOOL_TO_EXTERNAL' },
    );
    world.vendor.edit('tasks-1', { name: 'Plant trees' });
    world.vendor.edit('tasks-2', { name: 'Water the garden' });
    await hear(world, 'tasks-1', 'tasks-2');
    expect(linked(world)).toEqual({ 'tasks-1': 'task-1' });
    expect(world.memory.records.size).toBe(1);
    expect(world.vendor.records.get('tasks-1')?.data.notes).toBe('ours');
  });

  test('holds what could be several, asks once, and touches none of them', async () => {
    const world = await worldWith({ 'task-1': { title: 'Water' }, 'task-2': { title: 'water' } });
    world.vendor.edit('tasks-1', { name: 'Water' });
    await hear(world, 'tasks-1');
    world.clock.pass(60);
    await hear(world, 'tasks-1');
    expect(reviews(world)).toMatchObject([
      { status: 'PENDING', version: 1, externalId: 'tasks-1', candidates: ['task-1', 'task-2'] },
    ]);
    expect([...world.memory.logs.values()].map(({ outcome }) => outcome)).toEqual(['held', 'held']);
    expect([world.memory.records.size, world.memory.mappings.size]).toEqual([2, 0]);
  });

  test('of two equal ones over there and one here links neither by itself', async () => {
    const world = await worldWith({ 'task-1': { title: 'Water' } });
    for (const id of ['tasks-1', 'tasks-2']) world.vendor.edit(id, { name: 'Water' });
    await hear(world, 'tasks-1', 'tasks-2');
    expect(reviews(world).map(({ reason }) => reason)).toEqual([
      '2 records over there have the same title and due date',
      '2 records over there have the same title and due date',
    ]);
    expect(world.memory.mappings.size).toBe(0);
  });

  test.each(['before', 'after'] as const)(
    'that dies %s any of its writes ends with one pair and no second record',
    async (when) => {
      let deaths = 0;
      for (let write = 1; ; write++) {
        const world = await worldWith({ 'task-1': { title: 'Plant trees', description: 'ours' } });
        world.vendor.edit('tasks-1', { name: 'Plant Trees', notes: 'theirs' });
        world.fate.dieAt(write, when);
        const change = hint('tasks-1', 'd1');
        await processChanges(world.deps, [message(change)]).catch(() => undefined);
        if (!world.fate.revive()) break;
        deaths++;
        expect(await processChanges(world.deps, [message(change, 2)])).toEqual([]);
        const place = `death ${when} write ${write}`;
        expect(linked(world), place).toEqual({ 'tasks-1': 'task-1' });
        expect(world.memory.records.size, place).toBe(1);
        expect(pairsOf(world), place).toMatchObject({ 'tasks-1': { fields: { description: 'theirs' } } });
      }
      expect(deaths).toBeGreaterThanOrEqual(4);
    },
  );
});
