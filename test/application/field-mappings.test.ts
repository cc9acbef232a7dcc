import { describe, expect, test } from 'vitest';
import { checkMapping } from '../../shared/application/field-mappings/check-mapping.ts';
import { restoreMapping } from '../../shared/application/field-mappings/restore-mapping.ts';
import { saveMapping } from '../../shared/application/field-mappings/save-mapping.ts';
import { tryMapping } from '../../shared/application/field-mappings/try-mapping.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { FieldMapping, FieldMappingSet } from '../../shared/domain/field-mapping.ts';
import { write } from './support/here.ts';
import { connectedWorld, hint, message, taskFields, type World } from './support/world.ts';

const rule = (more: Partial<FieldMapping>): FieldMapping => ({
  externalField: 'x',
  internalField: 'description',
  transform: 'string',
  direction: 'both',
  ...more,
});
const title = rule({ externalField: 'name', internalField: 'title' });
const save = (world: World, fields: readonly FieldMapping[], version = 1) =>
  saveMapping(world.deps, 'int-1', 'TASK', { fields, version }, 'ada');
const rules = async (world: World): Promise<FieldMappingSet | undefined> =>
  (await world.deps.fieldMappings.current('int-1')).find(({ resourceType }) => resourceType === 'TASK');
const check = (fields: readonly FieldMapping[]) =>
  connectedWorld().then(({ deps }) =>
    checkMapping(deps, {
      ...{ schemaVersion: 1, integrationId: 'int-1', resourceType: 'TASK', stream: 'tasks', version: 1 },
      fields,
    }),
  );

describe('an admin saves the rules of one kind of record', () => {
  test('as a new version, with who and when, and it is in the audit trail', async () => {
    const world = await connectedWorld();
    const done = await save(world, [title]);
    expect(done).toMatchObject({
      set: { version: 2, fields: [title], savedBy: 'ada', savedAt: world.clock.now() },
    });
    expect(await rules(world)).toMatchObject({ version: 2, fields: [title] });
    expect([...world.memory.audit.values()]).toMatchObject([
      {
        action: 'field-mapping.saved',
        actor: 'ada',
        subject: 'int-1',
        before: { version: 1 },
        after: { version: 2 },
      },
    ]);
  });

  test('not when somebody was faster, not for what is wrong, and not the same rules twice', async () => {
    const world = await connectedWorld();
    await save(world, [title]);
    expect(await save(world, [title, rule({})], 1)).toMatchObject({ refused: 'stale' });
    expect(await save(world, [rule({ internalField: 'nothing' })], 2)).toMatchObject({
      refused: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/fields/0/internalField' })]),
    });
    expect(await save(world, [title], 2)).toMatchObject({ set: { version: 2 } });
    expect(await world.deps.fieldMappings.versions('int-1', 'TASK')).toHaveLength(2);
  });

  test('and takes up an old version again as a new one', async () => {
    const world = await connectedWorld();
    await save(world, [title]);
    await save(world, [title, rule({})], 2);
    const restored = await restoreMapping(world.deps, 'int-1', 'TASK', { restore: 2, version: 3 }, 'bo');
    expect(restored).toMatchObject({ set: { version: 4, fields: [title], restoredFrom: 2, savedBy: 'bo' } });
    expect(await restoreMapping(world.deps, 'int-1', 'TASK', { restore: 9, version: 4 }, 'bo')).toMatchObject(
      {
        refused: 'not-found',
      },
    );
    const next = await save(world, [title, rule({})], 4);
    expect(next).toMatchObject({ set: { version: 5 } });
    expect(next).not.toMatchObject({ set: { restoredFrom: 2 } });
  });

  test('which say what an unknown value means, and its note goes', async () => {
    const world = await connectedWorld();
    const known = { integrationId: 'int-1', resourceType: 'TASK', field: 'status' } as const;
    const seen = { recordId: 'tasks-1', firstSeenAt: world.clock.now() };
    await world.deps.unknownValues.note(
      ['archived', 'snoozed'].map((value) => ({ ...known, ...seen, value })),
    );
    const status = rule({
      externalField: 'state',
      internalField: 'status',
      transform: { type: 'enum', mapping: { archived: 'CANCELLED' } },
      direction: 'in',
    });
    await save(world, [title, status]);
    expect((await world.deps.unknownValues.list('int-1')).map(({ value }) => value)).toEqual(['snoozed']);
  });
});

describe('a rule that flows both ways', () => {
  test('is refused when it loses values, and the values say so', async () => {
    const { problems } = await check([
      title,
      rule({ transform: { type: 'expression', inward: '$uppercase(x)', outward: 'description' } }),
    ]);
    expect(problems).toEqual([
      {
        pointer: '/fields/1/direction',
        message:
          'This rule cannot flow both ways: "Ada Lovelace" is sent as "Ada Lovelace" and comes back as "ADA LOVELACE". Let it flow in one direction only.',
        severity: 'error',
      },
    ]);
  });

  test('may be an expression that turns back what it turned', async () => {
    const { problems, roundTrips } = await check([
      title,
      rule({
        internalField: 'estimatedMinutes',
        transform: { type: 'expression', inward: 'x / 60', outward: 'estimatedMinutes * 60' },
      }),
    ]);
    expect(problems).toEqual([]);
    expect(roundTrips[1]?.verdict).toBe('faithful');
  });

  test('with an expression that nobody can read is refused at its place', async () => {
    const { problems } = await check([
      title,
      rule({ transform: { type: 'expression', inward: 'a &' }, direction: 'in' }),
    ]);
    expect(problems).toMatchObject([{ pointer: '/fields/1/transform/inward', severity: 'error' }]);
  });
});

describe('rules tried on a real record', () => {
  test('say before and after for each field, why a field waits, and write nothing', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Bees', notes: 'Old', due_on: '2026-04-01' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    world.vendor.edit('tasks-1', { name: 'Wasps', due_on: 'soon', assignee: 'users-9' });
    const before = structuredClone([...world.memory.records.values()]);
    const versions = await world.deps.fieldMappings.versions('int-1', 'TASK');
    const tried = await tryMapping(world.deps, 'int-1', 'TASK', { externalId: 'tasks-1' });
    expect(tried).toMatchObject({
      externalId: 'tasks-1',
      rules: [
        { field: 'title', label: 'Title', theirs: 'Wasps', before: 'Bees', after: 'Wasps' },
        { field: 'description', before: 'Old', after: 'Old' },
        {
          field: 'dueDate',
          theirs: 'soon',
          after: '2026-04-01',
          held: expect.stringContaining('calendar day'),
        },
        { field: 'assignedToId', held: 'waits for the member users-9 to be linked' },
      ],
      missing: [],
    });
    expect([...world.memory.records.values()]).toEqual(before);
    expect(await world.deps.fieldMappings.versions('int-1', 'TASK')).toEqual(versions);
    const awaited = { resourceType: 'MEMBER', side: 'external', id: 'users-9' } as const;
    expect(await world.deps.waiting.waitingFor('int-1', [awaited])).toEqual([]);
    expect(world.vendor.writes).toEqual([]);
  });

  test('may be new rules, on whatever record comes first', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Bees', first: 'A', last: 'B' });
    const fields = [
      title,
      rule({ transform: { type: 'expression', inward: 'first & last' }, direction: 'in' }),
    ];
    expect(await tryMapping(world.deps, 'int-1', 'TASK', { fields })).toMatchObject({
      recordId: null,
      rules: [{ after: 'Bees' }, { field: 'description', before: null, after: 'AB' }],
    });
  });

  test('are refused when wrong, and when there is no such record', async () => {
    const world = await connectedWorld();
    expect(await tryMapping(world.deps, 'int-1', 'TASK', { fields: [] })).toMatchObject({
      refused: 'invalid',
    });
    expect(await tryMapping(world.deps, 'int-1', 'TASK', {})).toMatchObject({ refused: 'not-found' });
    expect(await tryMapping(world.deps, 'int-1', 'TASK', { externalId: 'tasks-7' })).toMatchObject({
      refused: 'not-found',
      message: 'The other system has no record "tasks-7".',
    });
    world.vendor.fail('get', { kind: 'unavailable', message: 'It does not answer.' });
    expect(await tryMapping(world.deps, 'int-1', 'TASK', { externalId: 'tasks-7' })).toMatchObject({
      refused: 'invalid',
      errors: [{ pointer: '/externalId', message: 'It does not answer.' }],
    });
  });
});

describe('a new version of the rules', () => {
  test('makes every pair looked at once, changes nothing that did not change, and sees no conflict', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Bees', notes: 'Old' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    const recordId = [...world.memory.records.values()][0]?.id ?? '';
    const events = world.memory.recordEvents.length;
    await save(world, [...taskFields].reverse());

    const second = hint('tasks-1', 'd2', { cause: 'poll' });
    await processChanges(world.deps, [message(second)]);
    expect(world.memory.recordEvents).toHaveLength(events);
    expect(world.memory.conflicts.size).toBe(0);
    expect(world.vendor.writes).toEqual([]);
    const [pair] = [...world.memory.mappings.values()];
    expect(pair).toMatchObject({ internalId: recordId, fieldMappingVersion: 2, syncStatus: 'SYNCED' });
    const settled = pair?.lastExternalHash;
    await processChanges(world.deps, [message(hint('tasks-1', 'd3', { cause: 'poll' }))]);
    expect([...world.memory.mappings.values()][0]?.lastExternalHash).toBe(settled);
  });

  test('keeps an edit of ours that was made before it, and sends it by the new rules', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-1', { name: 'Bees', notes: 'Old' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
    const recordId = [...world.memory.records.values()][0]?.id ?? '';
    await write(world, recordId, { title: '  Wasps ' });
    const trimmed = taskFields.map((item) =>
      item.internalField === 'title'
        ? { ...item, transform: { type: 'named', name: 'trim' } as const }
        : item,
    );
    await save(world, trimmed);
    const edit = hint(recordId, 'd2', { side: 'local', cause: 'edit' });
    await processChanges(world.deps, [message(edit)]);
    expect(world.vendor.records.get('tasks-1')?.data.name).toBe('Wasps');
    expect([...world.memory.logs.values()].find(({ id }) => id === edit.logId)).toMatchObject({
      outcome: 'applied',
      fieldMappingVersion: 2,
    });
    await processChanges(world.deps, [message(hint('tasks-1', 'd3'))]);
    expect(world.memory.records.get(JSON.stringify(['TASK', recordId]))?.fields.title).toBe('  Wasps ');
    expect(world.memory.conflicts.size).toBe(0);
  });
});
