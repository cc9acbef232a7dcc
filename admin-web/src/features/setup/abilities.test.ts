import { describe, expect, test } from 'vitest';
import { asana, portal } from './__fixtures__/connectors.ts';
import { abilityOf, kindsOf, matching, offerOf, promptness } from './abilities.ts';
import { newDraft } from './draft.ts';
import { idsOf, narrowed, typedIds, withChosen } from './live-options.ts';
import { mergeFields } from './merge-fields.ts';
import { mendStep, quotaOf, summaryOf } from './wizard/review.ts';

describe('What a system is good for', () => {
  test('is told in one sentence, without a term of the trade', () => {
    expect(offerOf(asana)).toBe('Tasks both ways; members and committees come in.');
    expect(kindsOf(asana)).toEqual(['TASKS', 'MEMBERS', 'COMMITTEES']);
    expect(
      ['TASKS', 'MEMBERS', 'COMMITTEES', 'EVENTS'].map((kind) => abilityOf(asana, kind as 'TASKS')),
    ).toEqual(['both', 'in', 'new', undefined]);
    expect(promptness(asana)).toBe('It tells us of changes at once.');
    expect(promptness(portal)).toContain('every 15 minutes');
  });

  test('is found by its name or by what is kept there', () => {
    expect(matching([asana, portal], 'asa')).toEqual([asana]);
    expect(matching([asana, portal], 'members')).toEqual([asana, portal]);
    expect(matching([asana, portal], 'invoices')).toEqual([]);
  });
});

describe('Choices that were looked up', () => {
  const found = [
    { id: '1', label: 'Garden' },
    { id: '2', label: 'Repairs' },
  ];
  test('keep what was chosen before, though it is not there any more', () => {
    expect(withChosen(found, ['1', '9']).map(({ label }) => label)).toEqual([
      'Garden',
      'Repairs',
      '9 (not found there any more)',
    ]);
    expect(idsOf('1')).toEqual(['1']);
    expect(idsOf(undefined)).toEqual([]);
  });
  test('are typed with commas where they could not be looked up', () => {
    expect(typedIds('1')).toEqual(['1']);
    expect(typedIds('1, 2 ,3')).toEqual(['1', '2', '3']);
    expect(typedIds('1, ')).toEqual(['1']);
    expect(typedIds('')).toEqual([]);
  });
  test('are narrowed by typing, and what is chosen stays to be seen', () => {
    expect(narrowed(found, 'rep', []).map(({ id }) => id)).toEqual(['2']);
    expect(narrowed(found, 'rep', ['1']).map(({ id }) => id)).toEqual(['1', '2']);
  });
});

describe('Before connecting', () => {
  const draft = { ...newDraft(asana, []), settings: { workspaceGid: 'w1' } };
  test('the rhythm is held against what the system allows on the chosen plan', () => {
    const fast = { ...draft, syncFrequency: 'REALTIME' as const };
    expect(
      quotaOf({ ...asana, budgets: [{ ...asana.budgets[0], requests: 1, seconds: 86_400 } as never] }, fast)
        .fits,
    ).toBe(false);
    expect(quotaOf(asana, { ...fast, settings: { plan: 'paid' } }).fits).toBe(true);
  });
  test('everything is told once more with the names of what was chosen', () => {
    const told = summaryOf(asana, draft, (id) => (id === 'w1' ? 'Neighbourhood' : id));
    expect(told).toContainEqual({ term: 'Workspace', text: 'Neighbourhood', step: 'sync' });
    expect(told.map(({ term }) => term)).not.toContain('Address');
    expect(told.map(({ text }) => text).join()).not.toMatch(/[A-Z]+_[A-Z]+/);
  });
  test('each failed test leads to the step that mends it', () => {
    expect((['reachable', 'signed-in', 'may-read', 'webhook'] as const).map(mendStep)).toEqual([
      'basics',
      'sign-in',
      'sync',
      'sync',
    ]);
  });
  test('rules for single fields fit the values of the field', () => {
    const fields = mergeFields(['TASKS']);
    expect(fields.find(({ name }) => name === 'tags')?.rules).toContain('union');
    expect(fields.find(({ name }) => name === 'title')?.rules).not.toContain('max');
    expect(mergeFields([])).toEqual([]);
  });
});
