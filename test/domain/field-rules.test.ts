import { describe, expect, test } from 'vitest';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import { fieldRules } from '../../shared/domain/field-rules.ts';
import { theFieldMapping } from './support/a-pair.ts';

const rule = (internalField: string, direction: FieldMapping['direction']): FieldMapping => ({
  externalField: 'x',
  internalField,
  transform: 'string',
  direction,
});
const three = theFieldMapping([rule('title', 'both'), rule('description', 'in'), rule('tags', 'out')]);
const ways = (...given: Parameters<typeof fieldRules>) =>
  fieldRules(...given).map(({ field, direction }) => [field, direction]);

describe('a field moves', () => {
  test('as its mapping says where both directions are open', () => {
    expect(ways('BIDIRECTIONAL', three)).toEqual([
      ['title', 'both'],
      ['description', 'in'],
      ['tags', 'out'],
    ]);
  });
  test('only the way that the integration allows, or not at all', () => {
    expect(ways('EXTERNAL_TO_BRITEPOOL', three)).toEqual([
      ['title', 'in'],
      ['description', 'in'],
    ]);
    expect(ways('BRITEPOOL_TO_EXTERNAL', three)).toEqual([
      ['title', 'out'],
      ['tags', 'out'],
    ]);
  });
  test('with what its mapping says of empty values and of rights, and nothing else', () => {
    const set = theFieldMapping([
      { ...rule('title', 'both'), emptyOverwrites: true, required: true },
      { ...rule('role', 'in'), allowPrivileged: true },
      rule('description', 'both'),
    ]);
    expect(fieldRules('BIDIRECTIONAL', set)).toStrictEqual([
      { field: 'title', direction: 'both', emptyOverwrites: true },
      { field: 'role', direction: 'in', allowPrivileged: true },
      { field: 'description', direction: 'both' },
    ]);
  });
});

describe('a time entry that is locked over there', () => {
  const logs = { ...three, resourceType: 'PARTICIPATION_LOG' } as const;
  const locked = { locked: true };

  test('takes nothing from here', () => {
    expect(ways('BIDIRECTIONAL', logs, locked)).toEqual([
      ['title', 'in'],
      ['description', 'in'],
    ]);
    expect(ways('BIDIRECTIONAL', logs, { locked: false })).toHaveLength(3);
  });
  test('is no other kind of record that happens to have such a field', () => {
    expect(ways('BIDIRECTIONAL', three, locked)).toHaveLength(3);
  });
});
