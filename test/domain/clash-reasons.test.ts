import { describe, expect, test } from 'vitest';
import { type Clash, settleClash } from '../../shared/domain/clash.ts';
import type { ConflictStrategy, MergeRule } from '../../shared/domain/integration.ts';
import type { FieldValue } from '../../shared/domain/values.ts';

const noon = '2026-03-01T12:00:00.000Z';
const oneOClock = '2026-03-01T13:00:00.000Z';
const clash: Clash = {
  field: 'title',
  local: 'oaks',
  external: 'limes',
  localAt: noon,
  externalAt: oneOClock,
};
const told = (strategy: ConflictStrategy, more: Partial<Clash> = {}) =>
  settleClash({ ...clash, ...more }, { strategy, mergeRules: {}, uncertaintyMs: 1000 });
const byRule = (rule: MergeRule, local: FieldValue = 'oaks', external: FieldValue = 'limes') =>
  settleClash(
    { ...clash, local, external },
    { strategy: 'CUSTOM_MERGE', mergeRules: { title: rule }, uncertaintyMs: 1000 },
  );

describe('an admin reads why a clash went as it did', () => {
  test('under each strategy', () => {
    expect([
      told('EXTERNAL_WINS').rule,
      told('LOCAL_WINS').rule,
      told('MANUAL_REVIEW').rule,
      told('CUSTOM_MERGE').rule,
    ]).toEqual([
      'both sides changed it; the external system wins here',
      'both sides changed it; BritePool wins here',
      'both sides changed it to different values',
      'both sides changed it and no rule is set for this field',
    ]);
  });

  test('where the latest wins', () => {
    expect(told('LATEST_WINS').rule).toBe('both sides changed it; the external change is newer');
    expect(told('LATEST_WINS', { localAt: oneOClock, externalAt: noon }).rule).toBe(
      'both sides changed it; the change in BritePool is newer',
    );
    expect(told('LATEST_WINS', { externalAt: noon }).rule).toBe(
      'both sides changed it at the same time, as far as the clocks can tell',
    );
    expect(told('LATEST_WINS', { localAt: undefined }).rule).toBe(
      'both sides changed it and one of them does not say when',
    );
  });

  test('under each rule of a field', () => {
    expect(byRule('prefer_external').rule).toBe('rule for this field: the external system wins');
    expect(byRule('prefer_local').rule).toBe('rule for this field: BritePool wins');
    expect(byRule('review').rule).toBe('rule for this field: a person decides');
    expect(byRule('concatenate').rule).toBe('rule for this field: both texts are kept');
    expect(byRule('union', ['a'], ['b']).rule).toBe('rule for this field: everything either side has');
    expect(byRule('max', 1, 2).rule).toBe('rule for this field: the larger one');
    expect(byRule('min', 1, 2).rule).toBe('rule for this field: the smaller one');
  });

  test('where the rule of the field does not work for these values', () => {
    for (const [local, external] of [
      ['a', 1],
      [1, 'a'],
      [['a'], 'b'],
    ] as const)
      expect(byRule('concatenate', local, external)).toEqual({
        winner: 'undecided',
        rule: 'only texts can be put one behind the other',
      });
    expect(byRule('union', ['a'], 'b').rule).toBe('only lists can be united');
    expect(byRule('union', 'a', ['b']).rule).toBe('only lists can be united');
    expect(byRule('max', 'a', 1).rule).toBe('these two values have no order');
    expect(byRule('max', 1, 'a').rule).toBe('these two values have no order');
  });
});

describe('the larger and the smaller of two values', () => {
  test.each<[string, FieldValue, FieldValue]>([
    ['numbers', 1, 2],
    ['calendar days', '2026-03-01', '2026-03-02'],
    ['moments', noon, oneOClock],
  ])('are known of %s', (_what, small, large) => {
    expect(byRule('max', small, large).winner).toBe('external');
    expect(byRule('max', large, small).winner).toBe('local');
    expect(byRule('min', small, large).winner).toBe('local');
    expect(byRule('min', large, small).winner).toBe('external');
  });

  test('are not known of values of two kinds', () => {
    for (const [local, external] of [
      [Date.parse(noon), noon],
      [noon, '2026-03-01'],
      ['2026-03-01', 20_000],
    ] as const)
      expect(byRule('max', local, external).winner).toBe('undecided');
  });

  test('stay ours where both are worth the same', () => {
    expect(byRule('max', noon, '2026-03-01T13:00:00+01:00').winner).toBe('local');
    expect(byRule('min', noon, '2026-03-01T13:00:00+01:00').winner).toBe('local');
  });
});
