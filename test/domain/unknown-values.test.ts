import { describe, expect, test } from 'vitest';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import { unknownOptions } from '../../shared/domain/unknown-values.ts';
import type { FieldValue } from '../../shared/domain/values.ts';
import { theFieldMapping } from './support/a-pair.ts';

const table: FieldMapping = {
  externalField: 'section.name',
  internalField: 'status',
  transform: { type: 'enum', mapping: { Doing: 'IN_PROGRESS', true: 'COMPLETED' } },
  direction: 'both',
};
const unknown = (name: FieldValue, mapping = table) =>
  unknownOptions(theFieldMapping([mapping]), { section: { name } });

describe('a value that the table of a field does not name', () => {
  test('is told with the field that waits for its meaning', () => {
    expect(unknown('Parked')).toEqual([{ field: 'status', value: 'Parked' }]);
  });
  test('is told however it is written, and never longer than a person reads', () => {
    expect(unknown(7)).toEqual([{ field: 'status', value: '7' }]);
    expect(unknown({ a: 1 })).toEqual([{ field: 'status', value: '{"a":1}' }]);
    expect(unknown('x'.repeat(201))).toEqual([{ field: 'status', value: 'x'.repeat(200) }]);
  });
  test('is each of them told, where a record has several', () => {
    const second = { ...table, externalField: 'level', internalField: 'priority' };
    const set = theFieldMapping([table, second]);
    expect(unknownOptions(set, { section: { name: 'Parked' }, level: 'huge' })).toEqual([
      { field: 'status', value: 'Parked' },
      { field: 'priority', value: 'huge' },
    ]);
  });
});

describe('no unknown value is', () => {
  test.each<[string, FieldValue]>([
    ['one that the table names', 'Doing'],
    ['one that the table names in another form', true],
    ['an empty value', null],
    ['an empty text', ''],
  ])('%s', (_what, value) => {
    expect(unknown(value)).toEqual([]);
  });
  test('one that is not there at all', () => {
    expect(unknownOptions(theFieldMapping([table]), {})).toEqual([]);
  });
  test('the name of something that every table inherits', () => {
    expect(unknown('toString')).toHaveLength(1);
  });
  test('one in a field that flows out only, or that has no table', () => {
    expect(unknown('Parked', { ...table, direction: 'out' })).toEqual([]);
    expect(unknown('Parked', { ...table, direction: 'in' })).toHaveLength(1);
    expect(unknown('Parked', { ...table, transform: 'string' })).toEqual([]);
    expect(unknown('Parked', { ...table, transform: { type: 'set' } })).toEqual([]);
  });
});
