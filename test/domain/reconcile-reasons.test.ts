import { describe, expect, test } from 'vitest';
import type { ConflictStrategy, MergeRule } from '../../shared/domain/integration.ts';
import { type FieldRule, type ReconcileInput, reconcile } from '../../shared/domain/reconcile.ts';
import type { FieldValue } from '../../shared/domain/values.ts';
import { agreed } from './support/a-pair.ts';

const at = '2026-03-01T10:00:00.000Z';
const noon = '2026-03-01T12:00:00.000Z';

interface Situation extends Partial<Omit<ReconcileInput, 'base' | 'local' | 'external'>> {
  readonly field?: string;
  readonly base?: FieldValue;
  readonly local: FieldValue;
  readonly external: FieldValue;
  readonly rule?: Partial<FieldRule>;
}
function planOf({ field = 'title', base = null, local, external, rule, ...more }: Situation) {
  return reconcile({
    resourceType: 'TASK',
    rules: [{ field, direction: 'both', ...rule }],
    base: agreed({ [field]: base }),
    local: { [field]: local },
    external: { [field]: external },
    held: [],
    at,
    ...more,
  });
}
/** What happens to the field, its value here afterwards, and the reason that an admin reads. */
function decided(situation: Situation) {
  const [decision] = planOf(situation).decisions;
  return [decision?.act, decision?.result, decision?.rule];
}
const edited = { base: 'seeds', local: 'oaks', external: 'limes' } as const;
const by = (strategy: ConflictStrategy, mergeRule?: MergeRule): ReconcileInput['clashes'] => ({
  strategy,
  mergeRules: mergeRule === undefined ? {} : { title: mergeRule },
  uncertaintyMs: 1000,
  localAt: (field) => (field === 'title' ? at : undefined),
  externalAt: noon,
});

describe('an admin reads of a field', () => {
  test.each<[string, Situation, readonly FieldValue[]]>([
    [
      'both sides have it',
      { base: 'seeds', local: 'oaks', external: 'oaks' },
      ['agree', 'oaks', 'both sides have this value'],
    ],
    [
      'it changed over there',
      { base: 'seeds', local: 'seeds', external: 'limes' },
      ['take', 'limes', 'changed in the external system only'],
    ],
    [
      'it changed here',
      { base: 'seeds', local: 'oaks', external: 'seeds' },
      ['push', 'oaks', 'changed in BritePool only'],
    ],
    [
      'it changed over there and does not flow in',
      { base: 'seeds', local: 'seeds', external: 'limes', rule: { direction: 'out' } },
      ['keep', 'seeds', 'this field does not flow into BritePool'],
    ],
    [
      'it changed here and does not flow out',
      { base: 'seeds', local: 'oaks', external: 'seeds', rule: { direction: 'in' } },
      ['keep', 'oaks', 'this field does not flow out of BritePool'],
    ],
    [
      'it was emptied over there',
      { base: 'seeds', local: 'seeds', external: null },
      ['keep', 'seeds', 'an empty value does not overwrite'],
    ],
    [
      'it was emptied over there, which counts here',
      { base: 'seeds', local: 'seeds', external: null, rule: { emptyOverwrites: true } },
      ['take', null, 'changed in the external system only'],
    ],
    [
      'it was emptied here',
      { base: 'seeds', local: null, external: 'seeds' },
      ['keep', null, 'an empty value does not overwrite'],
    ],
    [
      'it was emptied here, which counts over there',
      { base: 'seeds', local: null, external: 'seeds', rule: { emptyOverwrites: true } },
      ['push', null, 'changed in BritePool only'],
    ],
    ['both changed it', edited, ['clash', 'oaks', 'both sides changed it to different values']],
    [
      'nobody understands the external value',
      { ...edited, held: [{ field: 'title', reason: 'unknown value "x"' }] },
      ['hold', 'oaks', 'unknown value "x"'],
    ],
    [
      'both changed a list',
      { field: 'tags', base: ['a', 'b'], local: ['a', 'b', 'c'], external: ['a'] },
      ['merge', ['a', 'c'], 'additions and removals of both sides'],
    ],
  ])('%s', (_what, situation, expected) => {
    expect(decided(situation)).toEqual(expected);
  });

  test('that a new record takes it, or not where it does not flow in', () => {
    const fresh = { ...edited, base: null };
    const decide = (rule: FieldRule) =>
      reconcile({
        ...{ resourceType: 'TASK', rules: [rule], base: {}, local: null, held: [], at },
        external: { title: fresh.external },
      }).decisions.map(({ act, result, rule: why }) => [act, result, why]);
    expect(decide({ field: 'title', direction: 'both' })).toEqual([['take', 'limes', 'new here']]);
    expect(decide({ field: 'title', direction: 'out' })).toEqual([
      ['keep', null, 'this field does not flow into BritePool'],
    ]);
  });

  test('that the two sides were agreed to differ, as long as neither moves', () => {
    const differing = { title: { value: 'oaks', external: 'limes', at, by: 'rule' } } as const;
    const decide = (local: string, external: string) =>
      reconcile({
        ...{ resourceType: 'TASK', rules: [{ field: 'title', direction: 'both' }], held: [], at },
        ...{ base: differing, local: { title: local }, external: { title: external } },
      }).decisions.map(({ act, rule }) => [act, rule]);
    expect(decide('oaks', 'limes')).toEqual([['keep', 'it was decided that they differ']]);
    expect(decide('oaks', 'beeches')).toEqual([['take', 'changed in the external system only']]);
    expect(decide('beeches', 'limes')).toEqual([['push', 'changed in BritePool only']]);
    expect(decide('beeches', 'oaks')[0]?.[0]).toBe('clash');
  });
});

describe('a field that both sides changed, one of them by emptying it', () => {
  test('keeps the value that is left, unless empty counts: then it is a clash', () => {
    const emptiedThere = { base: 'seeds', local: 'oaks', external: null };
    expect(decided(emptiedThere)).toEqual(['push', 'oaks', 'changed in BritePool only']);
    expect(decided({ ...emptiedThere, rule: { emptyOverwrites: true } })[0]).toBe('clash');
    const emptiedHere = { base: 'seeds', local: null, external: 'limes' };
    expect(decided(emptiedHere)).toEqual(['take', 'limes', 'changed in the external system only']);
    expect(decided({ ...emptiedHere, rule: { emptyOverwrites: true } })[0]).toBe('clash');
  });
});

describe('a clash that the strategy settles', () => {
  const settled = (clashes: ReconcileInput['clashes'], direction: FieldRule['direction'] = 'both') =>
    planOf({ ...edited, clashes, rule: { direction } });

  test('for the external system: ours becomes theirs', () => {
    const { decisions, localChanges, externalChanges, base } = settled(by('EXTERNAL_WINS'));
    expect(decisions).toMatchObject([{ act: 'take', result: 'limes', settledClash: true }]);
    expect([localChanges, externalChanges]).toEqual([{ title: 'limes' }, {}]);
    expect(base.title).toEqual({ value: 'limes', at, by: 'external' });
  });

  test('for BritePool: theirs becomes ours, and nothing is agreed before they answered', () => {
    const { decisions, localChanges, externalChanges, base, settled: done } = settled(by('LOCAL_WINS'));
    expect(decisions).toMatchObject([{ act: 'push', result: 'oaks', settledClash: true }]);
    expect([localChanges, externalChanges]).toEqual([{}, { title: 'oaks' }]);
    expect([base.title?.value, done]).toEqual(['seeds', false]);
  });

  test('for BritePool, where nothing flows out: ours stays', () => {
    expect(settled(by('LOCAL_WINS'), 'in').decisions).toMatchObject([{ act: 'keep', result: 'oaks' }]);
  });

  test('for a value of both: each side gets it', () => {
    const { decisions, localChanges, externalChanges } = settled(by('CUSTOM_MERGE', 'concatenate'));
    expect(decisions).toMatchObject([{ act: 'merge', result: 'oaks | limes' }]);
    expect([localChanges, externalChanges]).toEqual([{ title: 'oaks | limes' }, { title: 'oaks | limes' }]);
  });

  test('for a value of both, where nothing flows out: ours gets it and the two are agreed to differ', () => {
    const { decisions, localChanges, externalChanges, base } = settled(
      by('CUSTOM_MERGE', 'concatenate'),
      'in',
    );
    expect(decisions).toMatchObject([{ act: 'take', result: 'oaks | limes', differing: 'limes' }]);
    expect([localChanges, externalChanges]).toEqual([{ title: 'oaks | limes' }, {}]);
    expect(base.title).toEqual({ value: 'oaks | limes', external: 'limes', at, by: 'rule' });
  });

  test('by the time at which this very field was changed', () => {
    expect(settled(by('LATEST_WINS')).decisions).toMatchObject([
      { act: 'take', rule: 'both sides changed it; the external change is newer' },
    ]);
    const undated = planOf({ ...edited, field: 'description', clashes: by('LATEST_WINS') });
    expect(undated.decisions).toMatchObject([
      { act: 'clash', rule: 'both sides changed it and one of them does not say when' },
    ]);
    expect(undated.decisions[0]).not.toHaveProperty('settledClash');
  });
});

describe('a list', () => {
  const tags = { field: 'tags', base: ['a', 'b'] } as const;

  test('in another order is the same list', () => {
    const plan = planOf({ ...tags, local: ['b', 'a', 'c'], external: ['c', 'a', 'b'] });
    expect(plan.decisions).toMatchObject([{ act: 'agree' }]);
  });
  test('with another number of the same items is another list', () => {
    expect(planOf({ ...tags, local: ['a', 'a', 'b'], external: ['a', 'b'] }).decisions).toMatchObject([
      { act: 'push' },
    ]);
  });
  test('that both emptied in turn ends as nothing', () => {
    const emptied = { ...tags, local: ['a'], external: ['b'] };
    expect(planOf(emptied)).toMatchObject({ localChanges: { tags: null }, externalChanges: { tags: null } });
  });
  test('that both sides changed is sent only where it differs', () => {
    const plan = planOf({ ...tags, local: ['a', 'b', 'c', 'd'], external: ['a', 'b', 'c'] });
    expect([plan.localChanges, plan.externalChanges]).toEqual([{}, { tags: ['a', 'b', 'c', 'd'] }]);
  });
  test('is compared as it stands where the field is no list', () => {
    expect(planOf({ base: ['a', 'b'], local: ['a', 'b'], external: ['b', 'a'] }).decisions).toMatchObject([
      { act: 'take' },
    ]);
  });
  test('where nothing flows out is no list to be merged', () => {
    const plan = planOf({ ...tags, local: ['a', 'b', 'c'], external: ['a'], rule: { direction: 'in' } });
    expect(plan.decisions).toMatchObject([{ act: 'clash' }]);
  });
  test('may be one item that stands alone', () => {
    const plan = planOf({ field: 'tags', base: null, local: 'a', external: ['b'] });
    expect(plan.localChanges).toEqual({ tags: ['a', 'b'] });
  });
});

describe('the base', () => {
  test('stays the very same where nothing new was agreed', () => {
    const base = agreed({ title: 'oaks' });
    const input: ReconcileInput = {
      ...{ resourceType: 'TASK', rules: [{ field: 'title', direction: 'both' }], held: [], at: noon },
      ...{ base, local: { title: 'oaks' }, external: { title: 'oaks' } },
    };
    expect(reconcile(input).base).toBe(base);
    const nothing = { ...input, base: {}, local: { title: null }, external: { title: null } };
    expect(reconcile(nothing).base).toBe(nothing.base);
  });

  test('says of a new value when it was agreed and which side it came from', () => {
    const { base } = planOf({ base: 'seeds', local: 'oaks', external: 'oaks', at: noon });
    expect(base.title).toEqual({ value: 'oaks', at: noon, by: 'both' });
  });

  test('forgets that the two differed once they are equal', () => {
    const differing = { title: { value: 'oaks', external: 'limes', at, by: 'rule' } } as const;
    const plan = reconcile({
      ...{ resourceType: 'TASK', rules: [{ field: 'title', direction: 'both' }], held: [], at: noon },
      ...{ base: differing, local: { title: 'oaks' }, external: { title: 'oaks' } },
    });
    expect(plan.base.title).toStrictEqual({ value: 'oaks', at: noon, by: 'both' });
  });
});
