import { describe, expect, test } from 'vitest';
import { actKinds, actWords, changedFields, valueWords, whoWord } from './act-words.ts';

const entry = {
  ...{ id: 'audit_1', at: '2026-11-25T12:00:00.000Z', actor: 'ada', action: 'integration.updated' },
  ...{ subject: 'int_1', before: null, after: null },
};
const nameOf = (id: string) => (id === 'int_1' ? 'Garden team' : undefined);

describe('Who did what', () => {
  test.for([
    ['integration.updated', 'int_1', 'changed the settings of Garden team'],
    ['integration.deleted', 'int_9', 'disconnected an integration'],
    ['parked.dropped', 'int_9:log', 'dropped a change'],
    ['field-mapping.saved', 'int_1', 'changed which field belongs to which in Garden team'],
    ['something.new', 'x', 'did “something.new”'],
  ] as const)('%s of %s is "%s"', ([action, subject, text]) => {
    expect(actWords({ ...entry, action, subject }, nameOf)).toBe(text);
  });

  test('tells people from the service', () => {
    expect(whoWord('ada')).toBe('ada');
    expect(whoWord('guardian')).toBe('The service');
  });

  test('shows what changed field by field, in words', () => {
    const before = { syncFrequency: 'HOURLY', name: 'Garden', dataTypes: ['TASKS'], paused: false };
    const after = {
      syncFrequency: 'EVERY_15MIN',
      name: 'Garden',
      dataTypes: [],
      paused: false,
      reason: 'A test',
    };
    expect(changedFields({ before, after })).toEqual([
      { field: 'How often it runs', before: 'Every hour', after: 'Every 15 minutes' },
      { field: 'Kinds of data', before: 'Tasks', after: 'nothing' },
      { field: 'Reason', before: 'nothing', after: 'A test' },
    ]);
    expect(changedFields({ before: null, after: 'x' })).toEqual([]);
  });

  test.for([
    [null, 'nothing'],
    [true, 'yes'],
    [1500, '1,500'],
    [['a', 'b'], 'a and b'],
    [{ a: 1 }, '{"a":1}'],
  ] as const)('%j is read as "%s"', ([value, text]) => {
    expect(valueWords(structuredClone(value) as Parameters<typeof valueWords>[0])).toBe(text);
  });

  test('can be asked for without one kind of act hiding inside another', () => {
    const names = actKinds.map(([prefix]) => prefix);
    for (const one of names)
      expect(names.filter((other) => other !== one && other.startsWith(one))).toEqual([]);
  });
});
