import { describe, expect, test } from 'vitest';
import type { FieldMapping, Transform } from '../../shared/domain/field-mapping.ts';
import { checkFieldMapping } from '../../shared/domain/field-mapping-check.ts';
import { namedKindMistake, transformMistakes } from '../../shared/domain/field-mapping-transforms.ts';
import { type FieldSpec, fieldSpec, type ResourceType } from '../../shared/domain/resources.ts';

const direction = { direction: 'both' } as const;
function specOf(type: ResourceType, field: string): FieldSpec {
  const spec = fieldSpec(type, field);
  if (spec === undefined) throw new Error(`There is no field ${field}.`);
  return spec;
}
const mistakes = (transform: Transform, spec: FieldSpec, more: Partial<FieldMapping> = direction) =>
  transformMistakes({ externalField: 'x', internalField: 'y', transform, ...direction, ...more }, spec);
const status = specOf('TASK', 'status');
const title = specOf('TASK', 'title');
const anything: FieldSpec = { kind: 'json', label: 'Anything' };

describe('a table of values', () => {
  const everyOption = { a: 'TODO', b: 'IN_PROGRESS', c: 'BLOCKED', d: 'COMPLETED', e: 'CANCELLED' };
  const table = (
    mapping: { readonly [theirs: string]: string },
    outward?: { readonly [ours: string]: string },
  ) => ({ type: 'enum', mapping, ...(outward === undefined ? {} : { outward }) }) as const;

  test('is right when each option has a value', () => {
    expect(mistakes(table(everyOption), status)).toEqual([]);
  });
  test('has to say something', () => {
    expect(mistakes(table({}), title)).toEqual([
      { at: '/transform/mapping', message: 'Say at least one external value and what it means.' },
    ]);
  });
  test('may only name options that there are, which are told', () => {
    const known = 'There are TODO, IN_PROGRESS, BLOCKED, COMPLETED, CANCELLED.';
    expect(mistakes(table({ ...everyOption, f: 'DONE' }, { OPEN: 'a' }), status)).toEqual([
      { at: '/transform/mapping/f', message: `"Status" has no option "DONE". ${known}` },
      { at: '/transform/outward/OPEN', message: `"Status" has no option "OPEN". ${known}` },
    ]);
  });
  test('may say anything where the field takes any text', () => {
    expect(mistakes(table({ a: 'whatever' }, { other: 'a' }), title)).toEqual([]);
  });
  test('must be able to read back what it sends, where the field flows both ways', () => {
    const closing = table(everyOption, { COMPLETED: 'z' });
    expect(mistakes(closing, status)).toEqual([
      {
        at: '/transform/outward/COMPLETED',
        message: '"z" is sent for COMPLETED but could not be read back: say in the table what it means.',
      },
    ]);
    expect(mistakes(closing, status, { direction: 'out' })).toEqual([]);
  });
  test('warns of options that will not be sent, where the field flows out', () => {
    const { e: _none, ...most } = everyOption;
    expect(mistakes(table(most), status)).toEqual([
      {
        at: '/transform/outward',
        message: 'CANCELLED has no external value: it will not be sent, and the field waits.',
        warning: true,
      },
    ]);
    expect(mistakes(table(most), status, { direction: 'in' })).toEqual([]);
    expect(mistakes(table(most, { CANCELLED: 'd' }), status)).toEqual([]);
  });
});

describe('a named transform', () => {
  const named = (name: string, target?: string): Transform => ({
    ...{ type: 'named', name },
    ...(target === undefined ? {} : { target }),
  });

  test('has to exist; the specification’s enumMapping is the table', () => {
    expect(mistakes(named('enumMapping'), title)).toEqual([
      {
        at: '/transform/name',
        message: 'There is no transform "enumMapping". Use the transform "enum" with a table.',
      },
    ]);
    expect(mistakes(named('shout'), title)).toMatchObject([
      {
        at: '/transform/name',
        message: expect.stringMatching(/Choose one of splitName, taskStatusToBool, /),
      },
    ]);
  });
  test('has to work in every direction of its field', () => {
    const half = named('splitName', 'first');
    const readBack = {
      at: '/direction',
      message: '"splitName" cannot be read back: let this field flow out only.',
    };
    expect(mistakes(half, title)).toEqual([readBack]);
    expect(mistakes(half, title, { direction: 'in' })).toEqual([readBack]);
    expect(mistakes(half, title, { direction: 'out' })).toEqual([]);
    const day = named('dayInZone', 'UTC');
    const reads = { at: '/direction', message: '"dayInZone" only reads: let this field flow in only.' };
    expect(mistakes(day, specOf('TASK', 'dueDate'))).toEqual([reads]);
    expect(mistakes(day, specOf('TASK', 'dueDate'), { direction: 'in' })).toEqual([]);
  });
  test('takes the target that it needs', () => {
    expect(mistakes(named('splitName'), title, { direction: 'out' })).toEqual([
      { at: '/transform/target', message: 'Choose one of first, last.' },
    ]);
    expect(mistakes(named('splitName', 'middle'), title, { direction: 'out' })).toHaveLength(1);
    expect(mistakes(named('dayInZone'), title, { direction: 'in' })).toEqual([
      { at: '/transform/target', message: 'Give a time zone like Europe/Berlin.' },
    ]);
    expect(mistakes(named('trim', 'first'), title)).toEqual([
      { at: '/transform/target', message: 'This transform takes no target.' },
    ]);
  });
  test('has to make a value of the field’s kind; a field of any kind takes all', () => {
    expect(namedKindMistake(named('trim'), specOf('TASK', 'dueDate'))).toEqual([
      { at: '/transform/name', message: '"trim" does not make a value for "Due date".' },
    ]);
    expect(namedKindMistake(named('trim'), title)).toEqual([]);
    expect(namedKindMistake(named('trim'), anything)).toEqual([]);
    expect(namedKindMistake(named('shout'), title)).toEqual([]);
    expect(namedKindMistake('string', specOf('TASK', 'dueDate'))).toEqual([]);
    expect(namedKindMistake({ type: 'set' }, specOf('TASK', 'dueDate'))).toEqual([]);
  });
});

describe('a transform that makes another kind of value', () => {
  test('is told, with those that fit', () => {
    expect(mistakes('number', title)).toEqual([
      {
        at: '/transform',
        message:
          '"number" does not make a value for "Title". Choose one of string, enum, splitName, trim, lowerCase, upperCase, expression.',
      },
    ]);
    expect(mistakes({ type: 'set' }, title)).toMatchObject([{ at: '/transform' }]);
  });
});

describe('a local time', () => {
  const starts = specOf('EVENT', 'startsAt');
  const zoned = (more: object, direction: FieldMapping['direction'] = 'both') =>
    mistakes({ type: 'zoned', ...more }, starts, { direction });

  test('needs a zone that exists', () => {
    expect(zoned({ zone: 'Europe/Berlin' })).toEqual([]);
    expect(zoned({ zone: 'Berlin' })).toEqual([
      { at: '/transform/zone', message: '"Berlin" is no time zone. Give one like Europe/Berlin.' },
    ]);
  });
  test('needs a place for its zone when it is written without, and is read back', () => {
    const without = {
      at: '/transform/as',
      message: 'Without a zone it could not be read back: give a zone or its field.',
    };
    for (const as of ['local', 'instant']) {
      expect(zoned({ as })).toEqual([without]);
      expect(zoned({ as, zone: 'UTC' })).toEqual([]);
      expect(zoned({ as, zoneField: 'tz' })).toEqual([]);
      expect(zoned({ as }, 'out')).toEqual([]);
    }
    expect(zoned({ as: 'zoned' })).toEqual([]);
    expect(zoned({})).toEqual([]);
  });
  test('needs a path to the field of its zone', () => {
    expect(zoned({ zoneField: 'a..b' })).toEqual([
      { at: '/transform/zoneField', message: '"a..b" is not a field path.' },
    ]);
  });
});

describe('a list', () => {
  test('needs a path to what stands for its items, or none', () => {
    const tags = specOf('TASK', 'tags');
    expect(mistakes({ type: 'set', item: 'a..b' }, tags)).toEqual([
      { at: '/transform/item', message: '"a..b" is not a field path.' },
    ]);
    expect(mistakes({ type: 'set', item: 'name' }, tags)).toEqual([]);
    expect(mistakes({ type: 'set' }, tags)).toEqual([]);
  });
});

describe('an expression', () => {
  test('that only reads belongs to a field that only flows in', () => {
    const reads = { type: 'expression', inward: 'x' } as const;
    const wish = {
      at: '/transform/outward',
      message: 'Give the expression that writes it, or let this field flow in only.',
    };
    expect(mistakes(reads, title)).toEqual([wish]);
    expect(mistakes(reads, title, { direction: 'out' })).toEqual([wish]);
    expect(mistakes(reads, title, { direction: 'in' })).toEqual([]);
    expect(mistakes({ ...reads, outward: 'y' }, title)).toEqual([]);
  });
});

describe('a set of rules', () => {
  const rule = (more: Partial<FieldMapping>): FieldMapping => ({
    ...{ externalField: 'name', internalField: 'title', transform: 'string', ...direction },
    ...more,
  });
  const event = rule({ externalField: 'summary' });

  test('has two hundred rules at most', () => {
    const many = (count: number) =>
      checkFieldMapping(
        'TASK',
        Array.from({ length: count }, () => rule({})),
      ).map(({ message }) => message);
    expect(many(201)).toEqual(['Map at most 200 fields.']);
    expect(many(200)).not.toContain('Map at most 200 fields.');
  });

  test('writes no place twice, the place of a zone included', () => {
    const starts = (zoneField: string) =>
      rule({ externalField: 'start', internalField: 'startsAt', transform: { type: 'zoned', zoneField } });
    expect(checkFieldMapping('EVENT', [event, starts('summary')])).toEqual([
      {
        pointer: '/fields/1/externalField',
        message: '"summary" is already written by rule 1.',
        severity: 'error',
      },
    ]);
    expect(checkFieldMapping('EVENT', [event, starts('tz')])).toEqual([]);
    const reads = { ...starts('summary'), direction: 'in' } as const;
    expect(checkFieldMapping('EVENT', [event, reads])).toEqual([]);
  });

  test('fills no field twice, but may read it out twice', () => {
    const out = rule({ externalField: 'copy', direction: 'out' });
    expect(checkFieldMapping('TASK', [out, rule({})])).toEqual([]);
    expect(
      checkFieldMapping('TASK', [rule({}), rule({ externalField: 'copy', direction: 'in' })]),
    ).toMatchObject([
      { pointer: '/fields/1/internalField', message: '"Title" is already filled by rule 1.' },
    ]);
  });

  test('tells an item of a list from a field whose name only begins the same', () => {
    const notes = (externalField: string) => rule({ externalField, internalField: 'description' });
    expect(checkFieldMapping('TASK', [rule({}), notes('name2')])).toEqual([]);
    expect(checkFieldMapping('TASK', [rule({}), notes('name[0]')])).toMatchObject([
      { message: '"name[0]" and "name" overlap: it is already written by rule 1.' },
    ]);
  });

  test('warns of a default that is never used', () => {
    const notes = rule({
      externalField: 'n',
      internalField: 'description',
      direction: 'out',
      defaultValue: 'x',
    });
    expect(checkFieldMapping('TASK', [rule({}), notes])).toEqual([
      {
        pointer: '/fields/1/defaultValue',
        message: 'Nothing flows in, so this is never used.',
        severity: 'warning',
      },
    ]);
  });

  test('lets what only the other system tells flow in only', () => {
    const locked = rule({ externalField: 'l', internalField: 'locked', transform: 'boolean' });
    const problems = checkFieldMapping('PARTICIPATION_LOG', [locked]);
    expect(problems.find(({ pointer }) => pointer === '/fields/0/direction')?.message).toBe(
      '"Locked in the other system" is told by the other system: let it flow in only.',
    );
  });
});
