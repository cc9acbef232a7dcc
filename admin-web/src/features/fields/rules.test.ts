import { describe, expect, test } from 'vitest';
import { fieldMapping } from '../../../../shared/contract/field-mappings.ts';
import type { OurField, Rule } from './requests/field-mappings.ts';
import { changed, differing, matched, needed, newRule, obvious } from './rules.ts';
import type { TheirField } from './their-fields.ts';

const field = (name: string, more: Partial<OurField> = {}): OurField => ({
  name,
  label: name,
  kind: 'text',
  required: false,
  privileged: false,
  ...more,
});
const their = (path: string, more: Partial<TheirField> = {}): TheirField => ({
  path,
  label: path,
  writable: true,
  isGone: false,
  ...more,
});
const title = field('title', { label: 'Title', required: true });
const priority = field('priority', { label: 'Priority', kind: 'enum', options: ['LOW', 'HIGH'] });
const rule: Rule = { externalField: 'name', internalField: 'title', transform: 'string', direction: 'both' };
const levels = [
  { id: '11', label: 'Low' },
  { id: '12', label: 'Urgent' },
];

describe('Matching two fields', () => {
  test('begins with what fits both, and both ways', () => {
    expect(newRule('TASK', field('dueDate', { kind: 'plain-date' }), their('due_on'))).toEqual({
      ...{ externalField: 'due_on', internalField: 'dueDate', transform: 'date', direction: 'both' },
    });
  });

  test('fills the table with the values that are called the same', () => {
    const made = newRule('TASK', priority, their('custom_fields.1', { options: levels }));
    expect(made.transform).toEqual({ type: 'enum', mapping: { 11: 'LOW', 12: '' } });
  });

  test('lets only in what nobody may write over there, and only out what gives rights', () => {
    expect(newRule('TASK', title, their('made_at', { writable: false })).direction).toBe('in');
    expect(newRule('MEMBER', field('role', { privileged: true }), their('role')).direction).toBe('out');
  });

  test('keeps the rest of the rule when another field takes the place', () => {
    const kept = { ...rule, emptyOverwrites: true };
    expect(matched('TASK', [kept], title, their('notes'))).toEqual([{ ...kept, externalField: 'notes' }]);
    expect(matched('TASK', [kept], title, their('name'))).toEqual([kept]);
  });

  test('a part that is switched off is left out, as the service writes it', () => {
    const kept = { ...rule, emptyOverwrites: true, required: true };
    expect(changed(kept, { emptyOverwrites: false, required: undefined })).toEqual(rule);
  });

  test.for([
    ['text', title],
    ['one of a few', priority],
    ['a reference', field('assignedToId', { kind: 'reference', target: 'MEMBER' })],
    ['a list', field('tags', { kind: 'set' })],
    ['a time with zone', field('startsAt', { kind: 'zoned' })],
  ] as const)('makes a rule for %s that the service can read', ([, ours]) => {
    expect(fieldMapping.safeParse(newRule('TASK', ours, their('x', { options: levels }))).success).toBe(true);
  });
});

describe('What is left to do', () => {
  test('needed fields are counted, and those that nothing fills are named', () => {
    expect(needed([title, priority], [rule])).toEqual({ all: 1, filled: 1, missing: [] });
    expect(needed([title], [{ ...rule, direction: 'out' }])).toMatchObject({ filled: 0, missing: ['Title'] });
  });

  test('fields that are called the same are offered, unless one is used, gone or gives rights', () => {
    const offered = (theirs: TheirField, ours = priority, rules: readonly Rule[] = [rule]) =>
      obvious([ours], [theirs], rules).map(({ field: { name }, their: { path } }) => `${name} ${path}`);
    expect(offered(their('custom_fields.1', { label: 'Priority' }))).toEqual(['priority custom_fields.1']);
    expect(offered(their('custom_fields.1', { label: 'Priority', isGone: true }))).toEqual([]);
    expect(offered(their('name', { label: 'Priority' }))).toEqual([]);
    expect(offered(their('role'), field('role', { privileged: true }))).toEqual([]);
    expect(offered(their('title'), title)).toEqual([]);
  });

  test('what differs between two versions is named by our fields, whatever the order of the parts', () => {
    const other: Rule = {
      direction: 'both',
      transform: 'string',
      internalField: 'title',
      externalField: 'name',
    };
    expect(differing([rule], [other])).toEqual([]);
    expect(differing([rule], [{ ...rule, direction: 'in' }])).toEqual(['title']);
    expect(differing([rule], [])).toEqual(['title']);
  });
});
