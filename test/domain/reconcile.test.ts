import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Base } from '../../shared/domain/mapping.ts';
import { type FieldRule, mergeSets, type ReconcileInput, reconcile } from '../../shared/domain/reconcile.ts';
import { type Fields, fieldValue, sameValue } from '../../shared/domain/values.ts';

const at = '2026-03-01T10:00:00.000Z';
const agreed = (values: Fields): Base =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, { value, at, by: 'both' as const }]),
  );
const both: FieldRule[] = ['title', 'description', 'dueDate', 'tags'].map((field) => ({
  field,
  direction: 'both',
}));
const given = (more: Partial<ReconcileInput>): ReconcileInput => ({
  resourceType: 'TASK',
  rules: both,
  base: agreed({ title: 'Plant trees', dueDate: '2026-04-01' }),
  local: { title: 'Plant trees', dueDate: '2026-04-01' },
  external: { title: 'Plant trees', dueDate: '2026-04-01' },
  held: [],
  at,
  ...more,
});

describe('a pair of records is merged field by field against what was last agreed', () => {
  test('an edit over there comes in, and the unrelated edit here stays and flows out', () => {
    const plan = reconcile(
      given({
        local: { title: 'Plant 40 trees', dueDate: '2026-04-01' },
        external: { title: 'Plant trees', dueDate: '2026-05-01' },
      }),
    );
    expect(plan.localChanges).toEqual({ dueDate: '2026-05-01' });
    expect(plan.externalChanges).toEqual({ title: 'Plant 40 trees' });
    expect(plan.settled).toBe(false);
  });

  test('the same edit on both sides is agreement, not a clash', () => {
    const plan = reconcile(
      given({
        local: { title: 'Plant 40 trees', dueDate: '2026-04-01' },
        external: { title: 'Plant 40 trees', dueDate: '2026-04-01' },
      }),
    );
    expect(plan.localChanges).toEqual({});
    expect(plan.externalChanges).toEqual({});
    expect(plan.base.title).toEqual({ value: 'Plant 40 trees', at, by: 'both' });
  });

  test('different edits of one field clash and neither side is overwritten', () => {
    const plan = reconcile(
      given({
        local: { title: 'Ours', dueDate: '2026-04-01' },
        external: { title: 'Theirs', dueDate: '2026-05-01' },
      }),
    );
    expect(plan.decisions.find((item) => item.field === 'title')?.act).toBe('clash');
    expect(plan.localChanges).toEqual({ dueDate: '2026-05-01' });
    expect(plan.externalChanges).toEqual({});
    expect(plan.base.title?.value).toBe('Plant trees');
  });

  test('an emptied external field empties ours only when its mapping says so', () => {
    const emptied = { external: { title: 'Plant trees' } };
    expect(reconcile(given(emptied)).localChanges).toEqual({});
    const rules: FieldRule[] = [{ field: 'dueDate', direction: 'both', emptyOverwrites: true }];
    expect(reconcile(given({ ...emptied, rules })).localChanges).toEqual({ dueDate: null });
  });

  test('a field whose value is not understood waits, and the others go through', () => {
    const plan = reconcile(
      given({
        external: { title: 'Plant 50 trees' },
        held: [{ field: 'dueDate', reason: 'no calendar day' }],
      }),
    );
    expect(plan.localChanges).toEqual({ title: 'Plant 50 trees' });
    expect(plan.settled).toBe(false);
  });

  test('a privileged field does not flow in unless its mapping allows it', () => {
    const member = {
      resourceType: 'MEMBER' as const,
      base: {},
      local: { role: 'MEMBER' },
      external: { role: 'BOARD_CHAIR' },
    };
    const plan = reconcile(
      given({ ...member, base: agreed({ role: 'MEMBER' }), rules: [{ field: 'role', direction: 'both' }] }),
    );
    expect(plan.localChanges).toEqual({});
    const allowed = reconcile(
      given({
        ...member,
        base: agreed({ role: 'MEMBER' }),
        rules: [{ field: 'role', direction: 'both', allowPrivileged: true }],
      }),
    );
    expect(allowed.localChanges).toEqual({ role: 'BOARD_CHAIR' });
  });

  test('tags added here and removed there both count', () => {
    expect(mergeSets(['garden', 'old'], ['garden', 'old', 'new'], ['garden'])).toEqual(['garden', 'new']);
  });
});

const value = fc.constantFrom<null | string>(null, 'a', 'b', 'c');
const fields = fc.record({ title: value, description: value, dueDate: value });
const rule = (field: string) =>
  fc.record({
    field: fc.constant(field),
    direction: fc.constantFrom('both', 'in', 'out'),
    emptyOverwrites: fc.boolean(),
  });
const rules = fc.tuple(rule('title'), rule('description'), rule('dueDate'));
const situation = fc
  .record({ rules, agreedValues: fields, local: fields, external: fields })
  .map(({ agreedValues, ...rest }) =>
    given({ ...rest, base: agreed(agreedValues) } as Partial<ReconcileInput>),
  );

/** Both sides after the plan was carried out, looked at again. */
function carriedOut(input: ReconcileInput): ReconcileInput {
  const plan = reconcile(input);
  const pushed = agreed(plan.externalChanges);
  return {
    ...input,
    local: { ...input.local, ...plan.localChanges },
    external: { ...input.external, ...plan.externalChanges },
    base: { ...plan.base, ...pushed },
  };
}

test('a record that is made again has agreed on nothing but what it took: no gap of it empties theirs', () => {
  const member: ReconcileInput = {
    resourceType: 'MEMBER',
    rules: [
      { field: 'name', direction: 'both' },
      { field: 'role', direction: 'both', emptyOverwrites: true },
    ],
    base: agreed({ name: 'Mia', role: 'steward' }),
    local: null,
    external: { name: 'Mia', role: 'steward' },
    held: [],
    at,
  };
  const made = reconcile(member);
  expect(made.localChanges).toEqual({ name: 'Mia' });
  const next = reconcile({ ...member, local: made.localChanges, base: made.base });
  expect([next.localChanges, next.externalChanges]).toEqual([{}, {}]);
});

describe('for every situation', () => {
  test('a plan that was carried out leaves nothing to do', () => {
    fc.assert(
      fc.property(situation, (input) => {
        const after = reconcile(carriedOut(input));
        expect(after.localChanges).toEqual({});
        expect(after.externalChanges).toEqual({});
      }),
      { seed: 42, numRuns: 1000 },
    );
  });

  test('a value that only one side changed never disappears', () => {
    fc.assert(
      fc.property(situation, (input) => {
        const after = carriedOut(input);
        for (const { field } of input.rules) {
          const base = input.base[field]?.value ?? null;
          const [local, external] = [fieldValue(input.local ?? {}, field), fieldValue(input.external, field)];
          const onlyHere = !sameValue(local, base) && sameValue(external, base);
          const onlyThere = sameValue(local, base) && !sameValue(external, base);
          if (onlyHere) expect(fieldValue(after.local ?? {}, field)).toEqual(local);
          if (onlyThere) expect(fieldValue(after.external, field)).toEqual(external);
        }
      }),
      { seed: 42, numRuns: 1000 },
    );
  });

  test('a clash changes nothing on either side', () => {
    fc.assert(
      fc.property(situation, (input) => {
        const plan = reconcile(input);
        for (const { field } of plan.decisions.filter((item) => item.act === 'clash')) {
          expect(plan.localChanges).not.toHaveProperty(field);
          expect(plan.externalChanges).not.toHaveProperty(field);
          expect(plan.base[field]).toEqual(input.base[field]);
        }
      }),
      { seed: 42, numRuns: 1000 },
    );
  });
});
