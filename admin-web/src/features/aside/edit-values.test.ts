import { describe, expect, test } from 'vitest';
import { changedValues, editableFields, readTyped, typedOf } from './edit-values.ts';

describe('Editing what failed', () => {
  test.for([
    [undefined, ''],
    [null, ''],
    [['garden', 'spring'], 'garden, spring'],
    [90, '90'],
    [false, 'false'],
    ['Plant oaks', 'Plant oaks'],
  ] as const)('shows %j as "%s"', ([value, text]) => {
    expect(typedOf(Array.isArray(value) ? [...value] : (value as string))).toBe(text);
  });

  test.for([
    ['text', ' Plant limes ', 'Plant limes'],
    ['text', ' ', null],
    ['number', '90', 90],
    ['number', 'an hour', 'an hour'],
    ['boolean', 'false', false],
    ['set', 'garden, , spring', ['garden', 'spring']],
    ['set', '', []],
    ['plain-date', '2026-12-01', '2026-12-01'],
  ] as const)('reads a %s typed as "%s"', ([kind, typed, value]) => {
    expect(readTyped(kind, typed)).toEqual(value);
  });

  test('sends only what was changed', () => {
    const fields = editableFields('TASK');
    const start = { title: 'Plant oaks', tags: 'garden' };
    expect(changedValues(fields, start, { ...start, title: 'Plant limes' })).toEqual({
      title: 'Plant limes',
    });
    expect(changedValues(fields, start, start)).toEqual({});
  });

  test('offers no field that a person cannot type', () => {
    for (const type of ['TASK', 'MEMBER', 'EVENT'] as const)
      expect(editableFields(type).filter(({ kind }) => kind === 'json')).toEqual([]);
  });
});
