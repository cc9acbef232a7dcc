import { describe, expect, test } from 'vitest';
import type { FieldMapping } from '../../shared/domain/field-mapping.ts';
import { checkFieldMapping } from '../../shared/domain/field-mapping-check.ts';
import type { ResourceType } from '../../shared/domain/resources.ts';

const title: FieldMapping = {
  externalField: 'name',
  internalField: 'title',
  transform: 'string',
  direction: 'both',
};
const rule = (more: Partial<FieldMapping>): FieldMapping => ({ ...title, externalField: 'x', ...more });
/** Problems of a task's mapping that has its title and this rule. */
const second = (more: Partial<FieldMapping>) => checkFieldMapping('TASK', [title, rule(more)]);
const first = (type: ResourceType, more: Partial<FieldMapping>) =>
  checkFieldMapping(type, [rule(more)]).filter(({ pointer }) => pointer !== '/fields');

describe('what is wrong with a field mapping', () => {
  test('nothing, where each rule is right', () => {
    expect(
      checkFieldMapping('TASK', [
        title,
        rule({ internalField: 'dueDate', externalField: 'due', transform: 'date' }),
        rule({ internalField: 'tags', externalField: 'tags', transform: { type: 'set', item: 'name' } }),
        rule({
          internalField: 'assignedToId',
          externalField: 'a.gid',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
        }),
      ]),
    ).toEqual([]);
  });

  test('a field that this kind of record does not have', () => {
    expect(second({ internalField: 'titel' })).toEqual([
      {
        pointer: '/fields/1/internalField',
        message: expect.stringMatching(/^A task has no field "titel"\. Choose one of title, description, /),
        severity: 'error',
      },
    ]);
  });

  test('a path that is none, or that reaches into the language', () => {
    expect(second({ internalField: 'description', externalField: 'a..b' })).toMatchObject([
      { pointer: '/fields/1/externalField', message: '"a..b" is not a field path.' },
    ]);
    expect(second({ internalField: 'description', externalField: 'a.__proto__' })).toMatchObject([
      { message: '"a.__proto__" reaches into the language, not into the record.' },
    ]);
  });

  test('a transform that makes another kind of value, with what would fit', () => {
    expect(second({ internalField: 'dueDate', transform: 'instant' })).toMatchObject([
      {
        pointer: '/fields/1/transform',
        message: '"instant" does not make a value for "Due date". Choose one of date, dayInZone, expression.',
      },
    ]);
    expect(
      second({ internalField: 'dueDate', transform: { type: 'named', name: 'trim' }, direction: 'in' }),
    ).toMatchObject([
      { pointer: '/fields/1/transform/name', message: '"trim" does not make a value for "Due date".' },
    ]);
  });

  test('options that do not exist, in either direction', () => {
    const transform = { type: 'enum', mapping: { 'a/b': 'DONE' }, outward: { OPEN: 'a/b' } } as const;
    const problems = second({ internalField: 'status', transform }).filter(
      ({ severity }) => severity === 'error',
    );
    expect(problems).toMatchObject([
      {
        pointer: '/fields/1/transform/mapping/a~1b',
        message: expect.stringContaining('"Status" has no option "DONE"'),
      },
      { pointer: '/fields/1/transform/outward/OPEN' },
    ]);
  });

  test('an option that is sent as something unknown; one that cannot be sent is a warning', () => {
    const transform = { type: 'enum', mapping: { open: 'TODO' }, outward: { COMPLETED: 'closed' } } as const;
    const problems = second({ internalField: 'status', transform });
    expect(problems).toContainEqual({
      pointer: '/fields/1/transform/outward/COMPLETED',
      message: '"closed" is sent for COMPLETED but could not be read back: say in the table what it means.',
      severity: 'error',
    });
    expect(problems.filter(({ severity }) => severity === 'warning').map(({ message }) => message)).toEqual(
      ['IN_PROGRESS', 'BLOCKED', 'CANCELLED'].map(
        (option) => `${option} has no external value: it will not be sent, and the field waits.`,
      ),
    );
  });

  test('a reference to the wrong kind of record', () => {
    expect(
      second({ internalField: 'assignedToId', transform: { type: 'lookup', resourceType: 'COMMITTEE' } }),
    ).toMatchObject([
      {
        pointer: '/fields/1/transform/resourceType',
        message: '"Assigned to" names a member, not a committee.',
      },
    ]);
  });

  test('a transform that does not exist, lacks its target, or does not work in the direction chosen', () => {
    const named = (name: string, more: Partial<FieldMapping> = {}, target?: string) =>
      second({
        internalField: 'description',
        transform: { type: 'named', name, ...(target === undefined ? {} : { target }) },
        ...more,
      }).map(({ message }) => message);
    expect(named('shout')[0]).toMatch(/^There is no transform "shout"\. Choose one of splitName, /);
    expect(named('enumMapping')[0]).toContain('Use the transform "enum" with a table.');
    expect(named('splitName', { direction: 'out' })).toEqual(['Choose one of first, last.']);
    expect(named('splitName', {}, 'first')).toEqual([
      '"splitName" cannot be read back: let this field flow out only.',
    ]);
    expect(
      second({
        internalField: 'dueDate',
        transform: { type: 'named', name: 'dayInZone', target: 'UTC' },
      }).map(({ message }) => message),
    ).toEqual(['"dayInZone" only reads: let this field flow in only.']);
    expect(
      second({ internalField: 'description', transform: { type: 'expression', inward: 'x' } }),
    ).toMatchObject([{ pointer: '/fields/1/transform/outward' }]);
  });

  test('a field that gives rights, without consent', () => {
    const role: Partial<FieldMapping> = { internalField: 'role' };
    expect(first('MEMBER', role)).toMatchObject([
      { pointer: '/fields/0/allowPrivileged', message: expect.stringContaining('"Role" gives rights.') },
    ]);
    expect(first('MEMBER', { ...role, allowPrivileged: true })).toEqual([]);
    expect(first('MEMBER', { ...role, direction: 'out' })).toEqual([]);
  });

  test('two rules into one field, and two rules onto one place over there', () => {
    expect(second({ internalField: 'title' })).toMatchObject([
      { pointer: '/fields/1/internalField', message: '"Title" is already filled by rule 1.' },
    ]);
    expect(second({ internalField: 'description', externalField: 'name' })).toMatchObject([
      { pointer: '/fields/1/externalField', message: '"name" is already written by rule 1.' },
    ]);
    expect(second({ internalField: 'description', externalField: 'name.first' })).toMatchObject([
      { message: expect.stringContaining('overlap') },
    ]);
    expect(second({ internalField: 'title', externalField: 'alias', direction: 'out' })).toEqual([]);
  });

  test('a needed field that nothing fills', () => {
    expect(
      checkFieldMapping('COMMITTEE_MEMBER', [
        rule({ internalField: 'memberId', transform: { type: 'lookup', resourceType: 'MEMBER' } }),
      ]),
    ).toEqual([
      {
        pointer: '/fields',
        message: '"Committee" is needed and no rule fills it: no committee member could be made here.',
        severity: 'error',
      },
    ]);
    expect(checkFieldMapping('TASK', [rule({ internalField: 'description', direction: 'out' })])).toEqual([]);
  });

  test('a default or a merge rule that does not fit the field', () => {
    expect(second({ internalField: 'dueDate', transform: 'date', defaultValue: 'soon' })).toMatchObject([
      { pointer: '/fields/1/defaultValue', message: '"Due date" takes a calendar day like 2026-03-01.' },
    ]);
    expect(second({ internalField: 'description', mergeRule: 'union' })).toMatchObject([
      { pointer: '/fields/1/mergeRule', message: '"union" does not work for "Description".' },
    ]);
    expect(second({ internalField: 'description', direction: 'out', defaultValue: 'x' })).toMatchObject([
      { severity: 'warning' },
    ]);
  });

  test('what only the other system can tell is never written to it', () => {
    const locked = { internalField: 'locked', transform: 'boolean' } as const;
    expect(first('PARTICIPATION_LOG', locked)).toMatchObject([{ pointer: '/fields/0/direction' }]);
    expect(first('PARTICIPATION_LOG', { ...locked, direction: 'in' })).toEqual([]);
  });

  test('a time zone that does not exist, and a local time that could not be read back', () => {
    const starts = (transform: FieldMapping['transform']) =>
      first('EVENT', { internalField: 'startsAt', transform });
    expect(starts({ type: 'zoned', zone: 'Berlin' })).toMatchObject([
      { pointer: '/fields/0/transform/zone' },
    ]);
    expect(starts({ type: 'zoned', as: 'local' })).toMatchObject([{ pointer: '/fields/0/transform/as' }]);
    expect(starts({ type: 'zoned', as: 'local', zoneField: 'tz' })).toEqual([]);
  });

  test('no rule at all', () => {
    expect(checkFieldMapping('TASK', [])).toMatchObject([
      { pointer: '/fields', message: 'Map at least one field.' },
    ]);
  });
});
