import { describe, expect, test } from 'vitest';
import { getConflict, listConflicts } from '../../shared/application/conflicts/list-conflicts.ts';
import { putAside } from '../../shared/application/conflicts/put-aside.ts';
import { resolveConflict } from '../../shared/application/conflicts/resolve-conflict.ts';
import { type ManyChoices, resolveMany } from '../../shared/application/conflicts/resolve-many.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { revise } from '../../shared/domain/record.ts';
import { aConflict } from '../contract/support/samples.ts';
import { clashingWorld } from './support/conflicts.ts';
import { connectedWorld, hint, message } from './support/world.ts';

describe('the list of conflicts', () => {
  test('names the integration and the record, over all integrations or one, by state and kind', async () => {
    const { world, conflict } = await clashingWorld();
    await world.connectSecond();
    const other = aConflict({ integrationId: 'int-2', resourceType: 'MEMBER' });
    await world.deps.conflicts.put(other);
    const list = async (search: Parameters<typeof listConflicts>[1]) =>
      (await listConflicts(world.deps, search, { limit: 10 })).items.map(
        ({ conflict: { id }, integrationName, recordTitle }) => [id, integrationName, recordTitle],
      );
    const mine = [conflict().id, 'Main workspace', 'Oaks'];
    const theirs = [other.id, 'Second workspace', undefined];
    const all = await list({ status: 'PENDING' });
    expect(all).toHaveLength(2);
    expect(all).toEqual(expect.arrayContaining([mine, theirs]));
    expect(await list({ integrationId: 'int-1' })).toEqual([mine]);
    expect(await list({ resourceType: 'MEMBER' })).toEqual([theirs]);
    expect(await list({ status: 'RESOLVED' })).toEqual([]);
  });

  test('keeps what happened to each: opened, changed, put aside, taken up, decided', async () => {
    const { world, conflict, hear } = await clashingWorld();
    world.vendor.edit('tasks-1', { name: 'Pines' });
    await hear('d3');
    await putAside(world.deps, conflict().id, 'ignore', 'ada');
    await putAside(world.deps, conflict().id, 'take-up', 'ben');
    await resolveConflict(world.deps, conflict().id, { strategy: 'LOCAL_WINS', push: true }, 'cleo');
    const detail = await getConflict(world.deps, conflict().id);
    const history = 'found' in detail ? detail.found.conflict.history : [];
    expect(history.map(({ what, by }) => [what, by])).toEqual([
      ['opened', undefined],
      ['changed', undefined],
      ['ignored', 'ada'],
      ['taken-up', 'ben'],
      ['resolved', 'cleo'],
    ]);
    expect(history.at(-1)?.values).toEqual([
      { field: 'title', local: 'Oaks', external: 'Pines', decided: 'Oaks' },
    ]);
    expect([...world.memory.audit.values()].map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'ada conflict.ignored',
      'ben conflict.taken-up',
      'cleo conflict.resolved',
    ]);
  });
});

describe('a conflict that is put aside', () => {
  test('stays quiet while both values stay, and asks again when one changes', async () => {
    const { world, conflict, editHere, hear } = await clashingWorld();
    await putAside(world.deps, conflict().id, 'ignore', 'ada');
    await editHere({ description: 'something else' });
    await hear('d3');
    expect(conflict().status).toBe('IGNORED');
    expect(world.vendor.records.get('tasks-1')?.data.notes).toBe('something else');
    world.vendor.edit('tasks-1', { name: 'Pines' });
    await hear('d4');
    expect(conflict().status).toBe('PENDING');
  });

  test('can be decided without being taken up first', async () => {
    const { world, conflict, record } = await clashingWorld();
    await putAside(world.deps, conflict().id, 'ignore', 'ada');
    await resolveConflict(world.deps, conflict().id, { strategy: 'EXTERNAL_WINS', push: true }, 'ada');
    expect(record().fields.title).toBe('Limes');
  });

  test('twice is put aside once; a decided one, an unknown one and an older version are refused', async () => {
    const { world, conflict } = await clashingWorld();
    const ignore = (version?: number) => putAside(world.deps, conflict().id, 'ignore', 'ada', version);
    expect(await ignore(7)).toMatchObject({ refused: 'stale' });
    await ignore(1);
    expect(await ignore(1)).toMatchObject({ conflict: { status: 'IGNORED', version: 2 } });
    expect(world.memory.audit.size).toBe(1);
    await resolveConflict(world.deps, conflict().id, { strategy: 'LOCAL_WINS', push: true }, 'ada');
    expect(await ignore()).toMatchObject({ refused: 'stale' });
    expect(await putAside(world.deps, 'conf_9', 'ignore', 'ada')).toMatchObject({ refused: 'not-found' });
  });
});

describe('a conflict that nobody has to decide any more', () => {
  test('closes by itself when the edit that makes both sides equal is seen', async () => {
    const { world, conflict, hear } = await clashingWorld();
    world.vendor.edit('tasks-1', { name: 'Oaks' });
    await hear('d3');
    expect(conflict()).toMatchObject({ status: 'AUTO_RESOLVED' });
    const [mapping] = [...world.memory.mappings.values()];
    expect(mapping).toMatchObject({ syncStatus: 'SYNCED', base: { title: { value: 'Oaks' } } });
    expect(mapping).not.toHaveProperty('conflictId');
  });

  test('and was opened by a look that died before the pair knew of it, is closed by who wants to decide it', async () => {
    const { world, conflict } = await clashingWorld();
    const orphan = aConflict({ ...conflict(), id: 'conf_orphan', history: [] });
    await world.deps.conflicts.put(orphan);
    expect(
      await resolveConflict(world.deps, orphan.id, { strategy: 'EXTERNAL_WINS', push: true }, 'ada'),
    ).toMatchObject({ refused: 'stale' });
    expect(world.memory.conflicts.get(orphan.id)?.status).toBe('AUTO_RESOLVED');
  });
});

describe('one choice for many conflicts', () => {
  const ids = ['tasks-1', 'tasks-2', 'tasks-3'];
  async function manyConflicts() {
    const world = await connectedWorld({ conflictStrategy: 'MANUAL_REVIEW' });
    const hear = (key: string) =>
      processChanges(
        world.deps,
        ids.map((id) => message(hint(id, `${key}-${id}`))),
      );
    for (const id of ids) world.vendor.edit(id, { name: id });
    await hear('d1');
    for (const record of [...world.memory.records.values()]) {
      const write = { at: world.clock.now(), by: { kind: 'britepool', id: 'mia' } } as const;
      await world.deps.records.put(revise(record, { title: `Ours ${record.fields.title}` }, write));
    }
    for (const id of ids) world.vendor.edit(id, { name: `Theirs ${id}` });
    await hear('d2');
    return world;
  }
  const decideAll = (world: Awaited<ReturnType<typeof manyConflicts>>, more: Partial<ManyChoices> = {}) =>
    resolveMany(world.deps, { choice: 'LOCAL_WINS', push: true, dryRun: false, ...more }, 'ada');

  test('is counted before anything is done', async () => {
    const world = await manyConflicts();
    expect(await decideAll(world, { dryRun: true })).toEqual({ matching: 3, results: [], remaining: 3 });
    expect([...world.memory.conflicts.values()].map(({ status }) => status)).toEqual(
      ids.map(() => 'PENDING'),
    );
  });

  test('is carried out one by one; one that moved on says so and holds up nobody', async () => {
    const world = await manyConflicts();
    world.vendor.edit('tasks-2', { name: 'Moved on' });
    const { results, remaining } = await decideAll(world, { search: { integrationId: 'int-1' } });
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'resolved', 'resolved']);
    expect(remaining).toBe(0);
    expect(ids.map((id) => world.vendor.records.get(id)?.data.name)).toEqual([
      'Ours tasks-1',
      'Moved on',
      'Ours tasks-3',
    ]);
  });

  test('can be given for chosen ones only, and can put them aside', async () => {
    const world = await manyConflicts();
    const [first] = world.memory.conflicts.keys();
    const chosen = [first ?? '', 'conf_9'];
    const { results } = await decideAll(world, { ids: chosen, choice: 'IGNORE' });
    expect(results).toEqual([
      { conflictId: first, outcome: 'ignored' },
      { conflictId: 'conf_9', outcome: 'refused', message: 'There is no conflict "conf_9".' },
    ]);
    expect([...world.memory.conflicts.values()].filter(({ status }) => status === 'PENDING')).toHaveLength(2);
  });
});
