import { describe, expect, test } from 'vitest';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import type { ResourceType } from '../../shared/domain/resources.ts';
import { type Knowledge, translateInward, translateOutward } from '../../shared/domain/translate.ts';
import type { Fields, FieldValue } from '../../shared/domain/values.ts';
import { theFieldMapping } from './support/a-pair.ts';

const knowsNothing: Knowledge = { lookup: () => undefined, expression: () => null };
const rule = (more: Partial<FieldMapping>): FieldMapping => ({
  ...{ externalField: 'x', internalField: 'description', transform: 'string', direction: 'both' },
  ...more,
});
const setOf = (resourceType: ResourceType, ...rules: readonly Partial<FieldMapping>[]) => ({
  ...theFieldMapping(rules.map(rule)),
  resourceType,
});
const read = (
  more: Partial<FieldMapping>,
  x: FieldValue,
  local: Fields | null = null,
  knowledge: Partial<Knowledge> = {},
) => translateInward(setOf('TASK', more), { x }, local, { ...knowsNothing, ...knowledge });

describe('the result of an expression', () => {
  const expression = { transform: { type: 'expression', inward: 'x' } } as const;
  const gives = (result: FieldValue, more: Partial<FieldMapping> = {}) =>
    read({ ...expression, ...more }, 'ignored', null, { expression: () => result });

  test('that is empty is nothing', () => {
    expect(gives('').fields).toEqual({ description: null });
    expect(gives([], { internalField: 'tags' }).fields).toEqual({ tags: null });
    expect(gives([], { internalField: 'tags', required: true }).missing).toEqual(['x']);
  });
  test('stays what it is otherwise', () => {
    expect(gives('A').fields).toEqual({ description: 'A' });
    expect(gives(['a'], { internalField: 'tags' }).fields).toEqual({ tags: ['a'] });
  });
});

describe('a record cannot be made yet', () => {
  const unclear = { internalField: 'title', externalField: 'x' };

  test('while a value that every record of its kind needs is unclear, for this reason', () => {
    expect(read(unclear, ['a']).waits).toBe('expected a text, found a list');
  });
  test('but can be when only another value is unclear, or when ours exists already', () => {
    expect(read({}, ['a'])).not.toHaveProperty('waits');
    expect(read(unclear, ['a'], { title: 'Ours' })).not.toHaveProperty('waits');
    expect(read(unclear, 'A')).not.toHaveProperty('waits');
  });
});

describe('a value that waits', () => {
  test('names the record that it waits for, and only where it waits for one', () => {
    const member = {
      internalField: 'assignedToId',
      transform: { type: 'lookup', resourceType: 'MEMBER' },
    } as const;
    expect(read(member, '12').awaited).toEqual([{ resourceType: 'MEMBER', id: '12' }]);
    expect(read({}, ['a']).awaited).toEqual([]);
  });
});

describe('what is special about time entries', () => {
  const running = { internalField: 'running', transform: 'boolean' } as const;

  test('holds for time entries: a running timer is left alone', () => {
    const set = setOf('PARTICIPATION_LOG', running);
    expect(translateInward(set, { x: true }, null, knowsNothing).skip).toBe('the timer is still running');
  });
  test('holds for no other kind of record', () => {
    expect(read(running, true)).not.toHaveProperty('skip');
  });
});

describe('our value is kept as long as it says what they have now', () => {
  const local = (title: string) => ({ title });
  const title = { internalField: 'title' };

  test('when it reads the same', () => {
    expect(read(title, 'A', local('A')).fields).toEqual({ title: 'A' });
    expect(read(title, 'B', local('A')).fields).toEqual({ title: 'B' });
  });
  test('when it would be sent as the very text that stands there, though that cannot be read', () => {
    const named = { ...title, transform: { type: 'named', name: 'splitName', target: 'first' } } as const;
    expect(read(named, 'Ada', local('Ada Lovelace')).fields).toEqual({ title: 'Ada Lovelace' });
    expect(read(named, 'Bo', local('Ada Lovelace')).held).toHaveLength(1);
  });
  test('but is not kept when it could not be sent at all', () => {
    const table = {
      internalField: 'status',
      transform: { type: 'enum', mapping: { open: 'TODO' } },
    } as const;
    expect(read(table, 'open', { status: 'BLOCKED' }).fields).toEqual({ status: 'TODO' });
  });
  test('nor when they have emptied theirs', () => {
    expect(read(title, null, local('A')).fields).toEqual({ title: null });
    expect(translateInward(setOf('TASK', title), {}, local('A'), knowsNothing).fields).toEqual({
      title: null,
    });
    const blanked = { ...title, transform: { type: 'named', name: 'trim' } } as const;
    expect(read(blanked, '', local(' ')).fields).toEqual({ title: ' ' });
  });
  test('in all the places where it is written', () => {
    const starts = {
      internalField: 'startsAt',
      externalField: 'start',
      transform: { type: 'zoned', zoneField: 'zone' },
    } as const;
    const set = setOf('EVENT', starts);
    const ours = { startsAt: '2026-10-25T02:30+01:00[Europe/Berlin]' };
    const same = { start: '2026-10-25T02:30', zone: 'Europe/Berlin' };
    expect(translateInward(set, same, ours, knowsNothing).fields).toEqual(ours);
    const elsewhere = { ...same, zone: 'Asia/Tokyo' };
    expect(translateInward(set, elsewhere, ours, knowsNothing).fields).toEqual({
      startsAt: '2026-10-25T02:30[Asia/Tokyo]',
    });
  });
});

describe('a field that cannot be sent', () => {
  const send = (more: Partial<FieldMapping>, value: FieldValue, knowledge: Partial<Knowledge> = {}) =>
    translateOutward(setOf('TASK', more), { description: value }, { ...knowsNothing, ...knowledge });

  test('waits, with the reason and the record that it waits for', () => {
    const member = { transform: { type: 'lookup', resourceType: 'MEMBER' } } as const;
    expect(send(member, 'mia')).toEqual({
      data: {},
      held: [{ field: 'description', reason: 'waits until the other record exists in the external system' }],
      missing: [],
      awaited: [{ resourceType: 'MEMBER', id: 'mia' }],
    });
    const table = { transform: { type: 'enum', mapping: {} } } as const;
    expect(send(table, 'TODO')).toMatchObject({
      held: [{ field: 'description', reason: 'the external system has no value for TODO' }],
      awaited: [],
    });
  });
  test('is one that they need and that is empty here', () => {
    expect(send({ required: true }, null)).toMatchObject({
      held: [{ field: 'description', reason: 'the external system needs a value here' }],
      missing: ['description'],
    });
    expect(send({ required: true }, 'A').data).toEqual({ x: 'A' });
    expect(send({}, null).data).toEqual({ x: null });
  });
  test('is one whose expression only reads; one that writes is sent as it says', () => {
    const reads = { transform: { type: 'expression', inward: 'x' } } as const;
    expect(send(reads, 'A').held).toEqual([
      { field: 'description', reason: 'the expression of this field only reads' },
    ]);
    const writes = { transform: { type: 'expression', inward: 'x', outward: 'y' } } as const;
    expect(send(writes, 'A', { expression: () => 'made of A' })).toEqual({
      ...{ data: { x: 'made of A' }, held: [], missing: [], awaited: [] },
    });
  });
});
