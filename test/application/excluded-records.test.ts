import { describe, expect, test } from 'vitest';
import { decideReview } from '../../shared/application/first-sync/decide-review.ts';
import { previewFirstSync } from '../../shared/application/first-sync/preview.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { exclude, here, include, there, unlink } from './support/acts.ts';
import { agreedPairs, gone, pair } from './support/agreed-pairs.ts';
import { drain } from './support/drain.ts';
import { erase, lastEntry, ours, publish, settle, work, write } from './support/here.ts';
import { runAll } from './support/run-all.ts';
import { connectedWorld, hint, type World } from './support/world.ts';

const titleThere = (world: World) => world.vendor.records.get('tasks-new-1')?.data.name;
const waitsFor = (reason: string) => ({
  outcome: 'held',
  waiting: [{ field: '*', reason: expect.stringContaining(reason) }],
});

describe('a record without a pair that was excluded', () => {
  test('over there comes in by no webhook, run, match or review until it is included', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-9', { name: 'Private' });
    await write(world, 'task-9', { title: 'Private' }, { externalSyncEnabled: false });
    expect(await exclude(world, there('tasks-9'))).toMatchObject({ alone: { recordId: 'tasks-9' } });
    const change = hint('tasks-9', 'd1');
    await work(world, [change]);
    expect(world.memory.logs.get(change.logId)).toMatchObject(waitsFor('left alone by ada'));
    expect(await runAll(world)).toMatchObject({ errorCount: 0, conflictCount: 0, unchangedCount: 1 });
    expect(world.changes.takeAll()).toEqual([]);
    expect(world.memory.mappings.size).toBe(0);
    expect(world.memory.records.size).toBe(1);
    const context = await world.deps.context('int-1');
    if (context === undefined) throw new Error('There is no integration.');
    const preview = await previewFirstSync(world.deps, context, { counts: [] }, 1000);
    expect(preview.counts).toMatchObject([
      {},
      { resourceType: 'TASK', leftAlone: 1, toCreate: 0, toLink: 0 },
    ]);
    expect(await include(world, there('tasks-9'))).toEqual({});
    await drain(world);
    expect(Object.keys(Object.fromEntries(world.memory.mappings))).toHaveLength(1);
    expect([...world.memory.audit.values()].map(({ action }) => action)).toEqual([
      'record.excluded',
      'record.included',
    ]);
  });

  test('here is created over there by no edit and no run, and linked with nothing, until it is included', async () => {
    const world = await connectedWorld();
    await write(world, 'task-1', { title: 'Private' });
    await exclude(world);
    await settle(world);
    expect(await lastEntry(world, 'task-1')).toMatchObject(waitsFor('left alone by ada'));
    world.vendor.edit('tasks-9', { name: 'Private' });
    await runAll(world);
    await drain(world);
    expect(world.vendor.writes).toEqual([]);
    expect([...world.memory.mappings.values()].map(({ internalId }) => internalId)).not.toContain('task-1');
    expect(await include(world)).toEqual({});
    await drain(world);
    expect(world.vendor.writes).toHaveLength(1);
    expect(pair(world)).toMatchObject({ internalId: 'task-1', externalId: 'tasks-new-1' });
  });

  test('that is being created at that moment is refused, and one that does not exist here too', async () => {
    const world = await connectedWorld();
    await write(world, 'task-1', { title: 'New' });
    world.vendor.fail('create', { kind: 'unavailable', message: 'no answer' });
    await work(world, await publish(world));
    expect(world.memory.claims.size).toBe(1);
    expect(await exclude(world)).toMatchObject({ refused: 'not-linkable', code: 'being-created' });
    expect(await exclude(world, here('task-9'))).toMatchObject({ refused: 'not-found' });
    expect(world.memory.audit.size).toBe(0);
  });
});

describe('an open question about a record that is excluded', () => {
  async function twins(): Promise<World> {
    const world = await connectedWorld();
    for (const id of ['task-1', 'task-2']) await write(world, id, { title: 'Twin' });
    world.vendor.edit('tasks-9', { name: 'Twin' });
    await work(world, [hint('tasks-9', 'd1')]);
    return world;
  }
  const reviewOf = ({ memory }: World) => [...memory.reviews.values()][0]?.id ?? '';
  const link = (world: World) =>
    decideReview(world.deps, reviewOf(world), { act: 'link', internalId: 'task-1' }, 'ada');

  test('over there can only be answered by leaving it out', async () => {
    const world = await twins();
    await exclude(world, there('tasks-9'));
    expect(await link(world)).toMatchObject({ refused: 'stale', message: expect.stringContaining('ada') });
    expect(await decideReview(world.deps, reviewOf(world), { act: 'create' }, 'ada')).toHaveProperty(
      'refused',
    );
    expect(await decideReview(world.deps, reviewOf(world), { act: 'skip' }, 'ada')).toMatchObject({
      review: {},
    });
    expect(world.memory.mappings.size).toBe(0);
  });

  test('here cannot be answered with it', async () => {
    const world = await twins();
    await exclude(world);
    expect(await link(world)).toMatchObject({ refused: 'invalid', errors: [{ pointer: '/internalId' }] });
    expect(world.memory.mappings.size).toBe(0);
  });
});

test('a record over there that a lost create had made is not taken for ours while it is excluded', async () => {
  const world = await connectedWorld();
  await write(world, 'task-1', { title: 'Ours' });
  world.vendor.fail('created', { kind: 'unavailable', message: 'no answer' });
  const changes = await publish(world);
  await work(world, changes);
  await exclude(world, there('tasks-new-1'));
  await work(world, changes);
  expect([...world.memory.mappings.values()].map(({ externalId }) => externalId)).not.toContain(
    'tasks-new-1',
  );
  expect(world.vendor.writes.filter((line) => line.endsWith(' tasks-new-1'))).toEqual([]);
});

describe('a pair that is included again', () => {
  test('is merged field by field: no edit of either side made meanwhile is lost', async () => {
    const world = await agreedPairs();
    await exclude(world);
    await write(world, 'task-1', { title: 'Ours' });
    world.vendor.edit('tasks-new-1', { notes: 'Theirs' });
    await settle(world);
    world.clock.pass(60);
    expect(await include(world)).toMatchObject({ mapping: { internalId: 'task-1' } });
    await drain(world);
    expect(ours(world, 'task-1')?.fields).toMatchObject({ title: 'Ours', description: 'Theirs' });
    expect(world.vendor.records.get('tasks-new-1')?.data).toMatchObject({ name: 'Ours', notes: 'Theirs' });
    expect(pair(world)).not.toHaveProperty('leftAlone');
    expect(world.memory.parked.size).toBe(0);
  });

  test('follows a deletion over there as the policy says', async () => {
    const world = await agreedPairs();
    await exclude(world);
    await work(world, [gone(world)]);
    await include(world);
    await drain(world);
    expect(ours(world, 'task-1')?.archivedAt).toBeDefined();
  });

  test('follows a deletion here, unless somebody edited it over there meanwhile', async () => {
    for (const isEdited of [false, true]) {
      const world = await agreedPairs(1, { deletePolicies: { TASKS: 'follow' } });
      await exclude(world);
      world.clock.pass(60);
      await erase(world, 'task-1');
      await settle(world);
      if (isEdited) world.vendor.edit('tasks-new-1', { name: 'Edited there' });
      await include(world);
      await drain(world);
      expect(world.vendor.records.has('tasks-new-1')).toBe(isEdited);
      expect(ours(world, 'task-1')?.fields.title).toBe(isEdited ? 'Edited there' : undefined);
    }
  });

  test('is looked at later where the queue does not take it now', async () => {
    const world = await agreedPairs();
    await exclude(world);
    await write(world, 'task-1', { title: 'Ours' });
    await settle(world);
    world.changes.unavailable = true;
    expect(await include(world)).toMatchObject({ mapping: {} });
    world.changes.unavailable = false;
    world.clock.pass(600);
    await retryParked(world.deps);
    await drain(world);
    expect(titleThere(world)).toBe('Ours');
    expect(world.memory.parked.size).toBe(0);
  });

  test('and was not excluded stays as it is; one that was unlinked has to be relinked', async () => {
    const world = await agreedPairs();
    expect(await include(world)).toMatchObject({ mapping: { version: pair(world)?.version } });
    await unlink(world);
    expect(await include(world)).toMatchObject({ refused: 'not-linkable', code: 'unlinked' });
    expect(await exclude(world)).toMatchObject({ refused: 'not-linkable', code: 'unlinked' });
    expect(world.memory.audit.size).toBe(1);
  });
});
