import { describe, expect, test } from 'vitest';
import type { Discovered, Rule } from './requests/field-mappings.ts';
import { labelOfPath, theirFields } from './their-fields.ts';

const effort: Discovered = { path: 'custom_fields.7', label: 'Effort', type: 'number', writable: true };
const rule = (externalField: string): Rule => ({
  ...{ externalField, internalField: 'title', transform: 'string', direction: 'both' },
});
const gone = (discovered: readonly Discovered[] | undefined, path: string) =>
  theirFields(discovered, [rule(path)]).find((field) => field.path === path)?.isGone;

test.for([
  ['due_on', 'Due on'],
  ['assignee.gid', 'Assignee'],
  ['startDate', 'Start date'],
  ['id', 'Id'],
] as const)('the path %s is called "%s"', ([path, label]) => expect(labelOfPath(path)).toBe(label));

describe('Fields of the other system', () => {
  test('are those that it names, those that rules use and those that were typed, each once', () => {
    const fields = theirFields([effort], [rule('name'), rule('custom_fields.7')], ['html_notes', 'name']);
    expect(fields.map(({ label }) => label)).toEqual(['Name', 'Html notes', 'Effort']);
  });

  test('a field that somebody removed over there is called gone', () => {
    expect(gone([effort], 'custom_fields.8')).toBe(true);
    expect(gone([effort], 'custom_fields.7')).toBe(false);
  });

  test('a field that every account has is never called gone, and none is while nothing is known', () => {
    expect(gone([effort], 'name')).toBe(false);
    expect(gone(undefined, 'custom_fields.8')).toBe(false);
  });
});
