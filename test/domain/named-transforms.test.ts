import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedTransform, namedTransforms, targetMistake } from '../../shared/domain/named-transforms.ts';
import type { FieldValue } from '../../shared/domain/values.ts';

function run(name: string, direction: 'inward' | 'outward', raw: FieldValue, target = '') {
  const result = namedTransform(name)?.[direction]?.(raw, target);
  return result === undefined
    ? 'not in this direction'
    : 'held' in result
      ? { held: result.held }
      : result.value;
}
const held = { held: expect.any(String) };

describe('named transforms', () => {
  test('a full name is split outward only, because two parts do not say what the whole was', () => {
    expect(run('splitName', 'outward', 'Ada King Lovelace', 'first')).toBe('Ada');
    expect(run('splitName', 'outward', 'Ada King Lovelace', 'last')).toBe('King Lovelace');
    expect(run('splitName', 'outward', 'Plato', 'last')).toBe('');
    expect(run('splitName', 'inward', 'Ada')).toBe('not in this direction');
  });

  test('a task is completed or not', () => {
    expect(run('taskStatusToBool', 'outward', 'COMPLETED')).toBe(true);
    for (const open of ['TODO', 'BLOCKED', 'CANCELLED'])
      expect(run('taskStatusToBool', 'outward', open)).toBe(false);
    expect(run('taskStatusToBool', 'inward', true)).toBe('not in this direction');
  });

  test('a moment becomes a time-stamp; a calendar day never does', () => {
    expect(run('dateToTimestamp', 'outward', '2026-03-01T10:00:00.500Z')).toBe(1_772_359_200_500);
    expect(run('epochSeconds', 'outward', '2026-03-01T10:00:00.500Z')).toBe(1_772_359_200);
    for (const name of ['dateToTimestamp', 'epochMilliseconds', 'epochSeconds'])
      expect(run(name, 'outward', '2026-03-01')).toEqual(held);
  });

  test('a moment falls on another day in another zone', () => {
    expect(run('dayInZone', 'inward', '2026-03-01T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-02');
    expect(run('dayInZone', 'inward', '2026-03-01T23:30:00Z', 'America/Lima')).toBe('2026-03-01');
    expect(run('dayInZone', 'inward', '2026-03-01', 'America/Lima')).toEqual(held);
    expect(run('dayInZone', 'outward', '2026-03-01', 'America/Lima')).toBe('not in this direction');
  });

  test('durations come as seconds, milliseconds, decimal hours and ISO texts', () => {
    expect(run('secondsToMinutes', 'inward', 5400)).toBe(90);
    expect(run('secondsToMinutes', 'inward', 100)).toBe(1.67);
    expect(run('millisecondsToMinutes', 'inward', 90_000)).toBe(1.5);
    expect(run('hoursToMinutes', 'inward', 1.33)).toBe(80);
    expect(run('hoursToMinutes', 'outward', 80)).toBe(1.33);
    expect(run('isoDurationToMinutes', 'inward', 'PT1H30M')).toBe(90);
    expect(run('isoDurationToMinutes', 'inward', 'P1DT15S')).toBe(1440.25);
    expect(run('isoDurationToMinutes', 'outward', 90)).toBe('PT1H30M');
    expect(run('isoDurationToMinutes', 'outward', 0)).toBe('PT0S');
    for (const none of ['P', 'PT', 'P1Y', '1:30', ''])
      expect(run('isoDurationToMinutes', 'inward', none)).toEqual(held);
  });

  test('whole minutes survive every way of writing a duration', () => {
    const ways = fc.constantFrom(
      'secondsToMinutes',
      'millisecondsToMinutes',
      'hoursToMinutes',
      'isoDurationToMinutes',
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), ways, (minutes, name) => {
        const sent = run(name, 'outward', minutes);
        expect(run(name, 'inward', typeof sent === 'object' ? null : sent)).toBe(minutes);
      }),
      { seed: 32 },
    );
  });

  test('every whole second survives as minutes with two decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000 }), (seconds) => {
        const minutes = run('secondsToMinutes', 'inward', seconds);
        expect(run('secondsToMinutes', 'outward', typeof minutes === 'number' ? minutes : null)).toBe(
          seconds,
        );
      }),
      { seed: 33 },
    );
  });

  test('a text with commas is a set; an item with a comma cannot be sent', () => {
    expect(run('commaSeparated', 'inward', 'garden, bees ,garden,')).toEqual(['bees', 'garden']);
    expect(run('commaSeparated', 'inward', ' , ')).toBeNull();
    expect(run('commaSeparated', 'outward', ['bees', 'garden'])).toBe('bees, garden');
    expect(run('commaSeparated', 'outward', ['bees, wild'])).toEqual(held);
  });

  test('texts are trimmed and cased', () => {
    expect(run('trim', 'inward', '  a b ')).toBe('a b');
    expect(run('trim', 'inward', '   ')).toBeNull();
    expect(run('lowerCase', 'inward', 'ADA@Example.org')).toBe('ada@example.org');
    expect(run('upperCase', 'outward', 'de')).toBe('DE');
  });

  test('whatever the value, a transform answers or holds it and never breaks', () => {
    const entries = Object.entries(namedTransforms);
    const values: fc.Arbitrary<FieldValue> = fc.jsonValue().map((made) => JSON.parse(JSON.stringify(made)));
    fc.assert(
      fc.property(values, fc.constantFrom(...entries), (raw, [, transform]) => {
        for (const direction of [transform.inward, transform.outward]) {
          const result = direction?.(raw, 'Europe/Berlin') ?? { value: null };
          expect('value' in result ? result.value !== undefined : result.held.length > 0).toBe(true);
        }
      }),
      { seed: 34 },
    );
  });

  test('names of the language are no transforms', () => {
    for (const name of ['constructor', 'toString', '__proto__', ''])
      expect(namedTransform(name)).toBeUndefined();
  });

  test('a target is asked for where one is needed, and refused where none is', () => {
    const mistake = (name: string, target?: string) => {
      const transform = namedTransform(name);
      return transform === undefined ? 'no such transform' : targetMistake(transform, target);
    };
    expect(mistake('splitName', 'first')).toBeUndefined();
    expect(mistake('splitName')).toBe('Choose one of first, last.');
    expect(mistake('dayInZone', 'Mars')).toBe('Give a time zone like Europe/Berlin.');
    expect(mistake('trim', 'left')).toBe('This transform takes no target.');
  });
});

test('names are split at any white space, and spaces around them are no name', () => {
  expect(run('splitName', 'outward', '  Ada  King\tLovelace ', 'first')).toBe('Ada');
  expect(run('splitName', 'outward', '  Ada  King\tLovelace ', 'last')).toBe('King Lovelace');
  expect(run('splitName', 'outward', ' ', 'first')).toBe('');
});

test('a day in a zone that does not exist is held', () => {
  expect(run('dayInZone', 'inward', '2026-03-01T23:30:00Z', 'Middle/Earth')).toEqual(held);
});

test('a number that is none is held, in either direction', () => {
  for (const none of ['90', Number.NaN, Number.POSITIVE_INFINITY])
    expect(run('secondsToMinutes', 'inward', none)).toEqual({
      held: expect.stringMatching(/^expected seconds, found /),
    });
  expect(run('secondsToMinutes', 'outward', '90')).toEqual({ held: 'expected minutes, found a string' });
});

test('a list in one text is sorted, and goes out only when no item could be mistaken', () => {
  expect(run('commaSeparated', 'inward', 'b, c,a,, b')).toEqual(['a', 'b', 'c']);
  expect(run('commaSeparated', 'outward', ['a', 1, true])).toBe('a, 1, true');
  expect(run('commaSeparated', 'outward', null)).toBe('');
  for (const item of ['b,c', { name: 'b' }, ['b']])
    expect(run('commaSeparated', 'outward', ['a', item])).toEqual({
      held: 'an item that holds a comma cannot be listed',
    });
});
