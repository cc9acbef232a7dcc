import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asana } from '../__fixtures__/connectors.ts';
import { newDraft } from '../draft.ts';
import { changedFields, type Edited, meanwhile, merged, updateOf } from './edited.ts';
import { fieldWord, valueText } from './edited-words.ts';

const { type: _type, way: _way, open: _open, described: _described, ...rest } = newDraft(asana, []);
const base: Edited = { ...rest, settings: { workspaceGid: 'w' } };

const someEdit = fc.record(
  {
    name: fc.constantFrom('Garden', 'Kitchen', 'Workshop'),
    syncFrequency: fc.constantFrom('HOURLY' as const, 'DAILY' as const),
    autoRecover: fc.boolean(),
    whenPaused: fc.constantFrom('hold' as const, 'reject' as const),
  },
  { requiredKeys: [] },
);

describe('Changing the settings of an integration', () => {
  test('sends what was changed and nothing else', () => {
    expect(
      updateOf(base, { ...base, name: 'Garden', settings: { workspaceGid: 'w', teamGids: [] } }),
    ).toEqual({
      name: 'Garden',
    });
    const dataTypes = [...base.dataTypes].reverse();
    expect(updateOf(base, { ...base, dataTypes })).toEqual({});
  });

  test('shows what another admin changed meanwhile, and where both changed the same', () => {
    const mine = { ...base, name: 'Garden', autoRecover: false };
    const theirs: Edited = { ...base, name: 'Kitchen', syncFrequency: 'DAILY' };
    expect(meanwhile(base, mine, theirs)).toEqual([
      { field: 'name', isClash: true },
      { field: 'syncFrequency', isClash: false },
    ]);
    expect(merged(base, mine, theirs, 'mine')).toEqual({ ...theirs, name: 'Garden', autoRecover: false });
    expect(merged(base, mine, theirs, 'theirs')).toEqual({ ...theirs, autoRecover: false });
  });

  test('no change of either admin is ever lost unless the other one’s was chosen over it', () => {
    fc.assert(
      fc.property(someEdit, someEdit, fc.constantFrom('mine' as const, 'theirs' as const), (a, b, keep) => {
        const [mine, theirs] = [
          { ...base, ...a },
          { ...base, ...b },
        ];
        const after = merged(base, mine, theirs, keep);
        for (const field of changedFields(base, mine)) {
          const clash = meanwhile(base, mine, theirs).some((each) => each.field === field && each.isClash);
          if (!clash || keep === 'mine') expect(after[field]).toEqual(mine[field]);
        }
        for (const field of changedFields(base, theirs)) {
          const clash = meanwhile(base, mine, theirs).some((each) => each.field === field && each.isClash);
          if (!clash || keep === 'theirs') expect(after[field]).toEqual(theirs[field]);
        }
      }),
      { seed: 7 },
    );
  });

  test('tells every value in words', () => {
    const edited: Edited = {
      ...base,
      customMergeRules: { title: 'prefer_local' },
      deletePolicies: { TASKS: 'follow' },
    };
    for (const field of Object.keys(fieldWord) as (keyof Edited)[]) {
      const told = valueText(field, edited, asana, (id) => (id === 'w' ? 'Neighbourhood' : id));
      expect(told.length).toBeGreaterThan(0);
      expect(told).not.toMatch(/[A-Z]+_[A-Z]+|undefined/);
    }
    expect(valueText('settings', edited, asana, () => 'Neighbourhood')).toBe('Workspace: Neighbourhood');
  });
});
