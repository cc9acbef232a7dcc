import { describe, expect, test } from 'vitest';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import { clashingWorld, entryOf, mapping, resolve, titles } from './support/conflicts.ts';
import { taskFields } from './support/world.ts';

describe('deciding a conflict', () => {
  test.each([
    { what: 'keeps BritePool’s', strategy: 'LOCAL_WINS', ends: ['Oaks', 'Oaks'], lost: 'Limes' },
    { what: 'keeps the external', strategy: 'EXTERNAL_WINS', ends: ['Limes', 'Limes'], lost: 'Oaks' },
  ] as const)('$what value on both sides; the entry keeps the one that gave way', async (given) => {
    const clashing = await clashingWorld();
    expect(await resolve(clashing, { strategy: given.strategy })).toMatchObject({
      updated: true,
      syncedToExternal: true,
      conflict: { status: 'RESOLVED', resolvedBy: 'ada', resolution: { strategy: given.strategy } },
    });
    expect(titles(clashing)).toEqual(given.ends);
    expect(entryOf(clashing)).toMatchObject({
      status: 'CONFLICT_RESOLVED',
      changes: [{ field: 'title', before: given.lost, after: given.ends[0] }],
    });
    expect(mapping(clashing)).toMatchObject({ syncStatus: 'SYNCED' });
    expect(mapping(clashing)).not.toHaveProperty('conflictId');
  });

  test('takes a value of one’s own to both sides; the entry keeps both that gave way', async () => {
    const clashing = await clashingWorld();
    await resolve(clashing, { values: { title: 'Elms' } });
    expect(titles(clashing)).toEqual(['Elms', 'Elms']);
    expect(entryOf(clashing)?.changes).toEqual([
      {
        ...{
          field: 'title',
          before: 'Oaks',
          after: 'Elms',
          from: 'merge',
          externalBefore: 'Limes',
          agreed: 'Plant',
        },
        rule: 'ada decided: this value is the right one',
      },
    ]);
  });

  test('picks a side per field', async () => {
    const clashing = await clashingWorld();
    await clashing.editHere({ description: 'ours' });
    clashing.world.vendor.edit('tasks-1', { notes: 'theirs' });
    await clashing.hear('d3');
    await resolve(clashing, { choices: { title: 'local', description: 'external' } });
    expect(clashing.record().fields).toMatchObject({ title: 'Oaks', description: 'theirs' });
    expect(clashing.external()).toMatchObject({ name: 'Oaks', notes: 'theirs' });
  });

  test('without sending lets the two systems differ, and later edits of either side still flow', async () => {
    const clashing = await clashingWorld();
    expect(await resolve(clashing, { strategy: 'LOCAL_WINS', push: false })).toMatchObject({
      updated: true,
      syncedToExternal: false,
    });
    await clashing.hear('d3');
    expect(titles(clashing)).toEqual(['Oaks', 'Limes']);
    expect(mapping(clashing)?.base.title).toMatchObject({ value: 'Oaks', external: 'Limes' });
    clashing.world.vendor.edit('tasks-1', { name: 'Pines' });
    await clashing.hear('d4');
    expect(titles(clashing)).toEqual(['Pines', 'Pines']);
  });

  test('agrees with a vendor that stores the value in its own form', async () => {
    const clashing = await clashingWorld();
    clashing.world.vendor.normalise = (data) =>
      typeof data.name === 'string' ? { ...data, name: data.name.toUpperCase() } : data;
    await resolve(clashing, { values: { title: 'Elms' } });
    await clashing.hear('d3');
    expect(titles(clashing)).toEqual(['ELMS', 'ELMS']);
    expect(clashing.conflict().status).toBe('RESOLVED');
  });

  test('leaves an audit entry: who, both values before, the outcome', async () => {
    const clashing = await clashingWorld();
    await resolve(clashing, { values: { title: 'Elms' } });
    expect([...clashing.world.memory.audit.values()]).toMatchObject([
      {
        ...{ actor: 'ada', action: 'conflict.resolved', subject: clashing.conflict().id },
        before: { local: { title: 'Oaks' }, external: { title: 'Limes' } },
        after: { strategy: 'CUSTOM_MERGE', values: { title: 'Elms' }, pushToExternal: true },
      },
    ]);
  });

  test.each([
    [{ title: 7 }, '/resolvedData/title'],
    [{ title: null }, '/resolvedData/title'],
    [{}, '/resolvedData/title'],
    [{ title: 'Elms', dueDate: '2026-01-01' }, '/resolvedData/dueDate'],
  ])('refuses %j like the Records API would, and writes nothing', async (values, pointer) => {
    const clashing = await clashingWorld();
    expect(await resolve(clashing, { values })).toMatchObject({ refused: 'invalid', errors: [{ pointer }] });
    expect(titles(clashing)).toEqual(['Oaks', 'Limes']);
    expect(clashing.conflict().status).toBe('PENDING');
  });

  test('keeps a value here that has no form over there only when it is not to be sent', async () => {
    const status: FieldMapping = {
      externalField: 'state',
      internalField: 'status',
      direction: 'both',
      transform: { type: 'enum', mapping: { open: 'TODO', done: 'COMPLETED', going: 'IN_PROGRESS' } },
    };
    const clashing = await clashingWorld({}, [...taskFields, status]);
    await clashing.editHere({ status: 'TODO' });
    clashing.world.vendor.edit('tasks-1', { state: 'done' });
    await clashing.hear('d3');
    const values = { title: 'Elms', status: 'BLOCKED' };
    expect(await resolve(clashing, { values })).toMatchObject({
      refused: 'invalid',
      errors: [{ pointer: '/resolvedData/status' }],
    });
    expect(await resolve(clashing, { values, push: false })).toMatchObject({ updated: true });
    expect(clashing.record().fields).toMatchObject(values);
  });
});
