import { describe, expect, test } from 'vitest';
import { explainPlan, waitingFields } from '../../shared/domain/explain-plan.ts';
import type { FieldDecision, Plan } from '../../shared/domain/reconcile.ts';

const decision = (act: FieldDecision['act'], more: Partial<FieldDecision> = {}): FieldDecision => ({
  field: 'title',
  act,
  base: null,
  local: 'oaks',
  external: 'limes',
  result: 'limes',
  rule: 'because',
  ...more,
});
const plan = (...decisions: readonly FieldDecision[]): Plan => ({
  decisions,
  localChanges: {},
  externalChanges: {},
  base: {},
  settled: false,
});
const told = (...decisions: readonly FieldDecision[]) => explainPlan(plan(...decisions));

describe('the log entry says of a field', () => {
  test('that it was taken from the external system, and what stood here before', () => {
    expect(told(decision('take')).changes).toEqual([
      { field: 'title', before: 'oaks', after: 'limes', from: 'external', rule: 'because' },
    ]);
  });
  test('that it was pushed, and what stood there before', () => {
    expect(told(decision('push', { result: 'oaks' })).changes).toEqual([
      { field: 'title', before: 'limes', after: 'oaks', from: 'local', rule: 'because' },
    ]);
  });
  test('that both sides were merged', () => {
    expect(told(decision('merge', { result: 'oaks | limes' })).changes).toEqual([
      { field: 'title', before: 'oaks', after: 'oaks | limes', from: 'merge', rule: 'because' },
    ]);
  });
  test('that the merged value was pushed, where ours had it already', () => {
    const { changes, outcome } = told(
      decision('merge', { local: ['a', 'b'], external: ['a'], result: ['a', 'b'] }),
    );
    expect(changes).toEqual([
      { field: 'title', before: ['a'], after: ['a', 'b'], from: 'local', rule: 'because' },
    ]);
    expect(outcome).toBe('applied');
  });
  test('nothing when ours has the external value already', () => {
    expect(told(decision('take', { result: 'oaks' })).changes).toEqual([]);
  });
  test('what was agreed before, where neither side has it any more', () => {
    const left = (act: FieldDecision['act'], more: Partial<FieldDecision> = {}) =>
      told(decision(act, { base: 'seeds', ...more })).changes[0];
    expect(left('take')).toMatchObject({ before: 'oaks', after: 'limes', agreed: 'seeds' });
    expect(left('push', { result: 'oaks' })).toMatchObject({ before: 'limes', agreed: 'seeds' });
    expect(left('merge', { result: 'beeches' })).toMatchObject({ before: 'oaks', agreed: 'seeds' });
    expect(left('take', { local: 'seeds' })).not.toHaveProperty('agreed');
    expect(left('take', { external: 'seeds', result: 'seeds' })).not.toHaveProperty('agreed');
    expect(left('take', { base: null })).not.toHaveProperty('agreed');
  });
  test('what went, where both sides came to have the same by themselves; nothing was applied', () => {
    const agreement = decision('agree', { base: 'seeds', local: 'limes' });
    expect(told(agreement)).toEqual({
      outcome: 'unchanged',
      changes: [{ field: 'title', before: 'seeds', after: 'limes', from: 'merge', rule: 'because' }],
      waiting: [],
    });
    expect(told({ ...agreement, base: null }).changes).toEqual([]);
    expect(told({ ...agreement, base: 'limes' }).changes).toEqual([]);
  });
  test.each(['agree', 'keep', 'hold', 'clash'] as const)('nothing when it does not move (%s)', (act) => {
    expect(told(decision(act)).changes).toEqual([]);
  });
});

describe('what became of the change', () => {
  const waiting = (act: 'hold' | 'clash') => [{ ...decision(act), rule: `${act}s here` }] as const;

  test('is "applied" as soon as one field moved', () => {
    expect(told(decision('take'), ...waiting('hold')).outcome).toBe('applied');
  });
  test('is "conflict" when only a clash is left, and its status says that a person has to decide', () => {
    expect(told(...waiting('clash'), ...waiting('hold'))).toMatchObject({
      outcome: 'conflict',
      status: 'CONFLICT_PENDING',
    });
    expect(told(decision('take'), ...waiting('clash'))).toMatchObject({
      outcome: 'applied',
      status: 'CONFLICT_PENDING',
    });
  });
  test('is "held" when fields only wait, and its status says that it is done in part', () => {
    expect(told(decision('agree'), ...waiting('hold'))).toMatchObject({
      outcome: 'held',
      status: 'PARTIAL_SUCCESS',
      waiting: [{ field: 'title', reason: 'holds here' }],
    });
  });
  test('is "unchanged" when nothing moves or waits, and its status is left to the outcome', () => {
    expect(told(decision('agree'), decision('keep'))).toEqual({
      outcome: 'unchanged',
      changes: [],
      waiting: [],
    });
  });
  test('says so when a clash was settled by the strategy or by a person', () => {
    expect(told(decision('agree'), decision('take', { settledClash: true })).status).toBe(
      'CONFLICT_RESOLVED',
    );
    expect(told(decision('take'))).not.toHaveProperty('status');
  });
});

test('held fields and clashing fields wait, each with its reason; no others do', () => {
  const acts = ['agree', 'take', 'push', 'merge', 'clash', 'hold', 'keep'] as const;
  const all = acts.map((act) => decision(act, { field: act, rule: `reason of ${act}` }));
  expect(waitingFields(plan(...all))).toEqual([
    { field: 'clash', reason: 'reason of clash' },
    { field: 'hold', reason: 'reason of hold' },
  ]);
});

describe('a try that finishes what an earlier one began', () => {
  const agreed = decision('agree', { base: 'seeds', local: 'limes', result: 'limes' });

  test('tells what the earlier one changed: from the base to what both have now', () => {
    expect(explainPlan(plan(agreed), true)).toEqual({
      outcome: 'applied',
      changes: [
        {
          field: 'title',
          before: 'seeds',
          after: 'limes',
          from: 'external',
          rule: 'changed in the external system only',
        },
      ],
      waiting: [],
    });
  });
  test('tells nothing of a field that was like this before', () => {
    expect(explainPlan(plan({ ...agreed, base: 'limes' }), true).changes).toEqual([]);
    expect(explainPlan(plan({ ...agreed, act: 'keep' }), true).changes).toEqual([]);
  });
  test('is no other try: where both sides agree by themselves nothing was applied', () => {
    expect(explainPlan(plan(agreed)).outcome).toBe('unchanged');
  });
});

describe('a person’s decision is told the same way, however far it was carried out', () => {
  const between = { local: 'oaks', external: 'limes' };
  const carriedOut = (more: Partial<FieldDecision>) =>
    explainPlan(plan(decision('agree', { between, settledClash: true, ...more }))).changes;

  test('and counts as applied although both sides have it already', () => {
    const already = decision('agree', { between, settledClash: true, base: 'limes', local: 'limes' });
    expect(told(already)).toMatchObject({ outcome: 'applied', status: 'CONFLICT_RESOLVED' });
  });
  test('for the external value: ours gave way', () => {
    expect(carriedOut({ result: 'limes' })).toEqual([
      { field: 'title', before: 'oaks', after: 'limes', from: 'external', rule: 'because' },
    ]);
  });
  test('for our value: theirs gave way', () => {
    expect(carriedOut({ result: 'oaks' })).toEqual([
      { field: 'title', before: 'limes', after: 'oaks', from: 'local', rule: 'because' },
    ]);
  });
  test('for our value on our side only: theirs stays and is named', () => {
    expect(carriedOut({ result: 'oaks', differing: 'limes' })).toEqual([
      {
        field: 'title',
        before: 'oaks',
        after: 'oaks',
        from: 'local',
        rule: 'because',
        externalBefore: 'limes',
      },
    ]);
  });
  test('for a third value: both gave way and both are named', () => {
    expect(carriedOut({ result: 'beeches' })).toEqual([
      {
        field: 'title',
        before: 'oaks',
        after: 'beeches',
        from: 'merge',
        rule: 'because',
        externalBefore: 'limes',
      },
    ]);
  });
});
