import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clash, type ClashPolicy, settleClash } from '../../shared/domain/clash.ts';
import { conflictStrategies, type MergeRule, mergeRules } from '../../shared/domain/integration.ts';

const clash: Clash = {
  field: 'title',
  local: 'Plant trees',
  external: 'Plant hedges',
  localAt: '2026-03-01T10:00:00.000Z',
  externalAt: '2026-03-01T11:00:00.000Z',
};
const policy: ClashPolicy = { strategy: 'LATEST_WINS', mergeRules: {}, uncertaintyMs: 2000 };
const byRule = (rule: MergeRule, values: Partial<Clash> = {}) =>
  settleClash({ ...clash, ...values }, { ...policy, strategy: 'CUSTOM_MERGE', mergeRules: { title: rule } });

describe('the latest change wins', () => {
  it('takes the external value when it is newer', () => {
    expect(settleClash(clash, policy).winner).toBe('external');
  });
  it('keeps ours when it is newer', () => {
    const ours = { ...clash, localAt: '2026-03-01T12:00:00.000Z' };
    expect(settleClash(ours, policy).winner).toBe('local');
  });
  it('leaves a tie to a person: two times closer than the clocks can tell apart', () => {
    const tie = { ...clash, externalAt: '2026-03-01T10:00:04.000Z' };
    expect(settleClash(tie, policy).winner).toBe('undecided');
    const barely = { ...clash, externalAt: '2026-03-01T10:00:04.001Z' };
    expect(settleClash(barely, policy).winner).toBe('external');
  });
  it('leaves it to a person when one side does not say when', () => {
    expect(settleClash({ ...clash, externalAt: undefined }, policy).winner).toBe('undecided');
    expect(settleClash({ ...clash, localAt: undefined }, policy).winner).toBe('undecided');
  });
});

describe('a fixed strategy', () => {
  it.each([
    ['EXTERNAL_WINS', 'external'],
    ['LOCAL_WINS', 'local'],
    ['MANUAL_REVIEW', 'undecided'],
  ] as const)('%s: %s, whoever was later', (strategy, winner) => {
    for (const externalAt of ['2026-02-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z', undefined])
      expect(settleClash({ ...clash, externalAt }, { ...policy, strategy }).winner).toBe(winner);
  });
});

describe('a rule per field', () => {
  it('a field without a rule is left to a person', () => {
    expect(settleClash(clash, { ...policy, strategy: 'CUSTOM_MERGE' }).winner).toBe('undecided');
  });
  it('a rule named like a part of the language is no rule', () => {
    const odd = { ...clash, field: 'constructor' };
    expect(settleClash(odd, { ...policy, strategy: 'CUSTOM_MERGE' }).winner).toBe('undecided');
  });
  it.each([
    ['prefer_external', 'external'],
    ['prefer_local', 'local'],
    ['latest', 'external'],
    ['review', 'undecided'],
  ] as const)('%s gives it to %s', (rule, winner) => {
    expect(byRule(rule).winner).toBe(winner);
  });
  it('concatenate keeps both texts, ours first', () => {
    expect(byRule('concatenate')).toMatchObject({ winner: 'merged', result: 'Plant trees | Plant hedges' });
  });
  it('concatenate does not repeat a part that is already there', () => {
    const again = byRule('concatenate', { local: 'Plant trees | Plant hedges', external: 'Plant hedges' });
    expect(again).toMatchObject({ result: 'Plant trees | Plant hedges' });
  });
  it('union keeps everything either side has, once', () => {
    const united = byRule('union', { local: ['a', 'b'], external: ['b', 'c'] });
    expect(united).toMatchObject({ winner: 'merged', result: ['a', 'b', 'c'] });
  });
  it.each([
    ['max', 3, 5, 'external'],
    ['max', 5, 3, 'local'],
    ['min', 3, 5, 'local'],
    ['max', '2026-03-01', '2026-02-28', 'local'],
    ['min', '2026-03-01T10:00:00+02:00', '2026-03-01T09:00:00Z', 'local'],
  ] as const)('%s of %s and %s is the %s one', (rule, local, external, winner) => {
    expect(byRule(rule, { local, external }).winner).toBe(winner);
  });
  it('values without an order are left to a person', () => {
    expect(byRule('max', { local: 'red', external: 'blue' }).winner).toBe('undecided');
    expect(byRule('max', { local: 3, external: '2026-03-01' }).winner).toBe('undecided');
    expect(byRule('union', { local: 'red', external: ['blue'] }).winner).toBe('undecided');
    expect(byRule('concatenate', { local: 1, external: 2 }).winner).toBe('undecided');
  });
});

const text = fc.string({ maxLength: 12 });

describe('whatever the values are', () => {
  it('concatenating twice is concatenating once, from either side', () => {
    fc.assert(
      fc.property(text, text, (local, external) => {
        const once = byRule('concatenate', { local, external });
        if (once.winner !== 'merged') throw new Error('Texts can always be put one behind the other.');
        for (const other of [local, external])
          expect(byRule('concatenate', { local: once.result, external: other })).toMatchObject({
            result: once.result,
          });
      }),
      { seed: 31 },
    );
  });
  it('a strategy always answers with a reason', () => {
    const rule = fc.constantFrom(...mergeRules);
    const strategy = fc.constantFrom(...conflictStrategies);
    const value = fc.jsonValue({ maxDepth: 1 });
    fc.assert(
      fc.property(strategy, rule, value, value, (chosen, perField, local, external) => {
        const verdict = settleClash(
          {
            ...clash,
            local: JSON.parse(JSON.stringify(local)),
            external: JSON.parse(JSON.stringify(external)),
          },
          { ...policy, strategy: chosen, mergeRules: { title: perField } },
        );
        expect(verdict.rule.length).toBeGreaterThan(5);
      }),
      { seed: 32 },
    );
  });
});
