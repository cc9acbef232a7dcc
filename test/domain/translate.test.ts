import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldMapping, FieldMappingSet } from '../../shared/domain/field-mapping.ts';
import { type Knowledge, translateInward, translateOutward } from '../../shared/domain/translate.ts';
import type { FieldValue } from '../../shared/domain/values.ts';

const knowsNothing: Knowledge = { lookup: () => undefined, expression: () => null };
const setOf = (...fields: (Partial<FieldMapping> & Pick<FieldMapping, 'transform'>)[]): FieldMappingSet => ({
  schemaVersion: 1,
  integrationId: 'int-1',
  resourceType: 'TASK',
  stream: 'tasks',
  version: 1,
  fields: fields.map((field) => ({ externalField: 'x', internalField: 'y', direction: 'both', ...field })),
});
/** What one external value becomes: its canonical value, or why it is held. */
function inward(
  transform: FieldMapping['transform'],
  x: FieldValue,
  local: FieldValue = null,
  knowledge = knowsNothing,
) {
  const result = translateInward(
    setOf({ transform }),
    { x },
    local === null ? null : { y: local },
    knowledge,
  );
  return result.held.length > 0 ? { held: result.held[0]?.reason } : result.fields.y;
}
const outward = (transform: FieldMapping['transform'], y: FieldValue, knowledge = knowsNothing) =>
  translateOutward(setOf({ transform }), { y }, knowledge);

const status: FieldMapping['transform'] = {
  type: 'enum',
  mapping: { true: 'COMPLETED', false: 'IN_PROGRESS' },
  outward: { COMPLETED: 'true', CANCELLED: 'true', TODO: 'false', IN_PROGRESS: 'false', BLOCKED: 'false' },
};

describe('an external value becomes ours', () => {
  test('texts come as they are, with line ends as we write them', () => {
    expect(inward('string', 'Zeile 1\r\nZeile 2')).toBe('Zeile 1\nZeile 2');
    expect(inward('string', 7)).toBe('7');
    expect(inward('string', ['a'])).toEqual({ held: 'expected a text, found a list' });
  });

  test('numbers come from numbers and from texts that hold one', () => {
    expect(inward('number', 90)).toBe(90);
    expect(inward('number', '1.5')).toBe(1.5);
    expect(inward('number', ' ')).toMatchObject({ held: expect.any(String) });
    expect(inward('number', '12 hours')).toEqual({ held: 'expected a number, found a string' });
  });

  test('yes and no come in the ways vendors write them, and nothing else is guessed', () => {
    expect([true, 'true', 1].map((raw) => inward('boolean', raw))).toEqual([true, true, true]);
    expect([false, 'false', 0].map((raw) => inward('boolean', raw))).toEqual([false, false, false]);
    expect(inward('boolean', 'maybe')).toEqual({ held: 'expected yes or no, found a string' });
  });

  test('a calendar day stays one and a moment is never cut down to one', () => {
    expect(inward('date', '2026-03-01')).toBe('2026-03-01');
    expect(inward('date', '2026-03-01T00:00:00Z')).toMatchObject({
      held: expect.stringContaining('calendar day'),
    });
    expect(inward('instant', '2026-03-01T10:00:00+01:00')).toBe('2026-03-01T09:00:00.000Z');
    expect(inward('instant', '2026-03-01')).toMatchObject({ held: expect.stringContaining('zone') });
  });

  test('anything may come as JSON', () => {
    expect(inward('json', { a: [1, { b: null }] })).toEqual({ a: [1, { b: null }] });
  });

  test('lists become sets: each item once, in one order, without empty ones', () => {
    const tags = { type: 'set', item: 'name' } as const;
    expect(inward(tags, [{ name: 'b' }, { name: 'a' }, { name: 'b' }, {}])).toEqual(['a', 'b']);
    expect(inward({ type: 'set' }, ['z', 'a'])).toEqual(['a', 'z']);
    expect(inward(tags, [])).toBeNull();
    expect(inward(tags, 'garden')).toEqual({ held: 'expected a list, found a string' });
  });

  test('times since 1970 become moments', () => {
    expect(inward({ type: 'named', name: 'epochSeconds' }, 1_772_359_200)).toBe('2026-03-01T10:00:00.000Z');
    expect(inward({ type: 'named', name: 'epochMilliseconds' }, 1_772_359_200_500)).toBe(
      '2026-03-01T10:00:00.500Z',
    );
    expect(inward({ type: 'named', name: 'epochSeconds' }, 'soon')).toMatchObject({
      held: expect.any(String),
    });
  });

  test('a time since 1970 that no calendar knows is held and does not break the record', () => {
    expect(inward({ type: 'named', name: 'epochSeconds' }, 1e18)).toMatchObject({ held: expect.any(String) });
  });

  test('an unknown transform holds the field instead of inventing something', () => {
    expect(inward({ type: 'named', name: 'splitName' }, 'Ada Lovelace')).toMatchObject({
      held: expect.any(String),
    });
  });

  test('a reference becomes our id, and waits while the other record is not linked', () => {
    const lookup = { type: 'lookup', resourceType: 'MEMBER' } as const;
    const knows: Knowledge = { ...knowsNothing, lookup: (_, id) => (id === '12' ? 'member-ada' : undefined) };
    expect(inward(lookup, '12', null, knows)).toBe('member-ada');
    expect(inward(lookup, 12, null, knows)).toBe('member-ada');
    expect(inward(lookup, '13', null, knows)).toEqual({ held: 'waits for the member 13 to be linked' });
    expect(inward(lookup, { gid: '12' }, null, knows)).toEqual({ held: 'expected an id, found an object' });
  });

  test('a reference that waits names the record it waits for', () => {
    const lookup = { type: 'lookup', resourceType: 'MEMBER' } as const;
    expect(translateInward(setOf({ transform: lookup }), { x: 13 }, null, knowsNothing).awaited).toEqual([
      { resourceType: 'MEMBER', id: '13' },
    ]);
    expect(translateOutward(setOf({ transform: lookup }), { y: 'ada' }, knowsNothing).awaited).toEqual([
      { resourceType: 'MEMBER', id: 'ada' },
    ]);
  });

  test('a local time comes with its zone from the text, the field beside it or the rule', () => {
    const berlin = '2026-03-01T10:00[Europe/Berlin]';
    expect(inward({ type: 'zoned' }, '2026-03-01T10:00:00+01:00[Europe/Berlin]')).toBe(berlin);
    expect(inward({ type: 'zoned', zone: 'Europe/Berlin' }, '2026-03-01T10:00:00')).toBe(berlin);
    expect(inward({ type: 'zoned', zone: 'Europe/Berlin' }, '2026-03-01T09:00:00Z')).toBe(berlin);
    const beside = setOf({ transform: { type: 'zoned', zoneField: 'tz' }, externalField: 'start' });
    const data = { start: '2026-03-01T10:00', tz: 'Europe/Berlin' };
    expect(translateInward(beside, data, null, knowsNothing).fields.y).toBe(berlin);
    expect(inward({ type: 'zoned' }, '2026-03-01T10:00')).toEqual({ held: expect.stringContaining('zone') });
    expect(inward({ type: 'zoned', zone: 'UTC' }, '2026-03-01')).toEqual({
      held: 'a calendar day has no time of day',
    });
  });

  test('a value that does not fit its field waits, whatever made it', () => {
    const set = { ...setOf({ transform: 'json', internalField: 'dueDate' }) };
    const { fields, held } = translateInward(set, { x: { day: 1 } }, null, knowsNothing);
    expect(fields).toEqual({});
    expect(held).toEqual([{ field: 'dueDate', reason: '"Due date" takes a calendar day like 2026-03-01' }]);
  });

  test('an expression gives what it was evaluated to', () => {
    const knows: Knowledge = { ...knowsNothing, expression: () => 'A B' };
    expect(inward({ type: 'expression', inward: 'first & " " & last' }, 'ignored', null, knows)).toBe('A B');
  });

  test('an empty value is nothing, or the default where there is one', () => {
    for (const empty of [null, '']) expect(inward('string', empty)).toBeNull();
    const withDefault = setOf({ transform: 'string', defaultValue: 'untitled' });
    expect(translateInward(withDefault, {}, null, knowsNothing).fields.y).toBe('untitled');
  });

  test('names every required value that is missing', () => {
    const set = setOf(
      { transform: 'string', required: true, externalField: 'name' },
      { transform: 'string' },
    );
    expect(translateInward(set, {}, null, knowsNothing).missing).toEqual(['name']);
    expect(translateInward(set, { name: 'A' }, null, knowsNothing).missing).toEqual([]);
  });

  test('a field that only flows out is not read', () => {
    expect(
      translateInward(setOf({ transform: 'string', direction: 'out' }), { x: 'A' }, null, knowsNothing)
        .fields,
    ).toEqual({});
  });
});

describe('a status that has more values here than there', () => {
  test('keeps ours as long as it still fits what they say', () => {
    for (const kept of ['TODO', 'BLOCKED', 'IN_PROGRESS']) expect(inward(status, false, kept)).toBe(kept);
    for (const kept of ['COMPLETED', 'CANCELLED']) expect(inward(status, true, kept)).toBe(kept);
  });

  test('follows theirs when ours no longer fits', () => {
    expect(inward(status, true, 'BLOCKED')).toBe('COMPLETED');
    expect(inward(status, false, 'CANCELLED')).toBe('IN_PROGRESS');
    expect(inward(status, false)).toBe('IN_PROGRESS');
  });

  test('an unknown value is held and never guessed', () => {
    expect(inward(status, 'archived', 'TODO')).toEqual({
      held: 'unknown value "archived": say what it means in the field mapping',
    });
    expect(inward(status, 'toString')).toMatchObject({ held: expect.stringContaining('unknown value') });
  });

  test('goes out and comes back as it was, whatever it is', () => {
    const values = fc.constantFrom('TODO', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED', 'CANCELLED');
    fc.assert(
      fc.property(values, (ours) => {
        const { data } = outward(status, ours);
        expect(inward(status, data.x ?? null, ours)).toBe(ours);
      }),
      { seed: 6 },
    );
  });

  test('never becomes something that the mapping does not name', () => {
    const named = ['TODO', 'IN_PROGRESS', 'BLOCKED', 'COMPLETED', 'CANCELLED'];
    const raw = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc.constantFrom('__proto__', 'constructor', 'true'),
    );
    fc.assert(
      fc.property(raw, fc.option(fc.constantFrom(...named)), (value, local) => {
        const result = inward(status, value, local);
        if (typeof result === 'string') expect(named).toContain(result);
        else expect(result === null || typeof result === 'object').toBe(true);
      }),
      { seed: 7 },
    );
  });
});

describe('a value that is coarser over there', () => {
  test('keeps ours as long as it still says the same', () => {
    const seconds = { type: 'named', name: 'epochSeconds' } as const;
    const ours = '2026-03-01T10:00:00.500Z';
    expect(inward(seconds, 1_772_359_200, ours)).toBe(ours);
    expect(inward(seconds, 1_772_359_201, ours)).toBe('2026-03-01T10:00:01.000Z');
    expect(inward({ type: 'named', name: 'lowerCase' }, 'ada', 'Ada')).toBe('Ada');
    expect(inward({ type: 'named', name: 'lowerCase' }, 'bo', 'Ada')).toBe('bo');
  });

  test('keeps our zone when they show the same moment in theirs, however they write it', () => {
    const there = { type: 'zoned', zone: 'Europe/Berlin', as: 'instant' } as const;
    const ours = '2026-03-01T18:00[Asia/Tokyo]';
    expect(inward(there, '2026-03-01T10:00:00+01:00', ours)).toBe(ours);
    expect(inward(there, '2026-03-01T10:30:00+01:00', ours)).toBe('2026-03-01T10:30[Europe/Berlin]');
  });
});
