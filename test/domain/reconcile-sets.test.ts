import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeSets, reconcile } from '../../shared/domain/reconcile.ts';
import { type ResourceType, resourceFields } from '../../shared/domain/resources.ts';
import { type FieldValue, fieldValue } from '../../shared/domain/values.ts';

const at = '2026-03-01T10:00:00.000Z';
const tags = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'));
const listOf = (value: FieldValue): readonly FieldValue[] => (Array.isArray(value) ? value : []);

const planFor = (base: readonly string[], local: readonly string[], external: readonly string[]) =>
  reconcile({
    resourceType: 'TASK',
    rules: [{ field: 'tags', direction: 'both', emptyOverwrites: true }],
    base: { tags: { value: base, at, by: 'both' } },
    local: { tags: local },
    external: { tags: external },
    held: [],
    at,
  });

describe('sets are merged', () => {
  test('what either side added is there, what either side removed is not, and nothing is there twice', () => {
    fc.assert(
      fc.property(tags, tags, tags, (base, local, external) => {
        const merged = listOf(mergeSets(base, local, external));
        const wanted = ['a', 'b', 'c', 'd', 'e'].filter((tag) =>
          base.includes(tag)
            ? local.includes(tag) && external.includes(tag)
            : local.includes(tag) || external.includes(tag),
        );
        expect(new Set(merged)).toEqual(new Set(wanted));
        expect(merged).toHaveLength(wanted.length);
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  test('both sides merge to the same set whoever is looked at first', () => {
    fc.assert(
      fc.property(tags, tags, tags, (base, local, external) => {
        const [one, other] = [mergeSets(base, local, external), mergeSets(base, external, local)];
        expect(new Set(listOf(one))).toEqual(new Set(listOf(other)));
      }),
      { seed: 22, numRuns: 300 },
    );
  });

  test('the order of the items is never a difference', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2 }).chain((items) =>
          fc.record({
            base: fc.shuffledSubarray(items, { minLength: items.length }),
            local: fc.shuffledSubarray(items, { minLength: items.length }),
            external: fc.shuffledSubarray(items, { minLength: items.length }),
          }),
        ),
        ({ base, local, external }) => {
          const plan = planFor(base, local, external);
          expect(plan.localChanges).toEqual({});
          expect(plan.externalChanges).toEqual({});
          expect(plan.settled).toBe(true);
        },
      ),
      { seed: 23, numRuns: 300 },
    );
  });

  test('after a merge was carried out on both sides there is nothing left to do', () => {
    fc.assert(
      fc.property(tags, tags, tags, (base, local, external) => {
        const plan = planFor(base, local, external);
        const carriedOut = (own: readonly string[], changes: { readonly [field: string]: FieldValue }) =>
          'tags' in changes ? listOf(changes.tags ?? null).map(String) : own;
        const again = planFor(
          listOf(plan.base.tags?.value ?? null).map(String),
          carriedOut(local, plan.localChanges),
          carriedOut(external, plan.externalChanges),
        );
        expect(again.localChanges).toEqual({});
        expect(again.externalChanges).toEqual({});
      }),
      { seed: 24, numRuns: 500 },
    );
  });
});

describe('privileged fields', () => {
  const privileged = (Object.keys(resourceFields) as ResourceType[]).flatMap((type) =>
    Object.entries(resourceFields[type])
      .filter(([, spec]) => spec.privileged === true)
      .map(([field]) => ({ type, field })),
  );

  test('never flow in without an explicit permission, whatever either side holds', () => {
    const value = fc.constantFrom<FieldValue>(null, 'MEMBER', 'BOARD_CHAIR', 5);
    fc.assert(
      fc.property(
        fc.constantFrom(...privileged),
        value,
        value,
        value,
        fc.boolean(),
        (what, base, ours, theirs, isNew) => {
          const plan = reconcile({
            resourceType: what.type,
            rules: [{ field: what.field, direction: 'both', emptyOverwrites: true }],
            base: { [what.field]: { value: base, at, by: 'both' } },
            local: isNew ? null : { [what.field]: ours },
            external: { [what.field]: theirs },
            held: [],
            at,
          });
          expect(plan.localChanges).toEqual({});
        },
      ),
      { seed: 25, numRuns: 300 },
    );
    expect(privileged.length).toBeGreaterThanOrEqual(4);
  });
});

describe('the table of the three-way merge', () => {
  const decide = (
    base: FieldValue,
    local: FieldValue,
    external: FieldValue,
    direction: 'both' | 'in' | 'out' = 'both',
  ) => {
    const plan = reconcile({
      resourceType: 'TASK',
      rules: [{ field: 'title', direction, emptyOverwrites: true }],
      base: { title: { value: base, at: '2026-01-01T00:00:00.000Z', by: 'both' } },
      local: { title: local },
      external: { title: external },
      held: [],
      at,
    });
    const act = plan.decisions[0]?.act;
    return {
      act,
      local: fieldValue({ title: local, ...plan.localChanges }, 'title'),
      external: fieldValue({ title: external, ...plan.externalChanges }, 'title'),
      base: plan.base.title?.value,
    };
  };

  test.each([
    ['equal everywhere', 'b', 'b', 'b', { act: 'agree', local: 'b', external: 'b', base: 'b' }],
    ['both changed to the same', 'b', 'x', 'x', { act: 'agree', local: 'x', external: 'x', base: 'x' }],
    ['changed there', 'b', 'b', 'e', { act: 'take', local: 'e', external: 'e', base: 'e' }],
    ['emptied there', 'b', 'b', null, { act: 'take', local: null, external: null, base: null }],
    ['changed here', 'b', 'l', 'b', { act: 'push', local: 'l', external: 'l', base: 'b' }],
    ['emptied here', 'b', null, 'b', { act: 'push', local: null, external: null, base: 'b' }],
    ['changed on both sides', 'b', 'l', 'e', { act: 'clash', local: 'l', external: 'e', base: 'b' }],
    ['filled on both sides', null, 'l', 'e', { act: 'clash', local: 'l', external: 'e', base: null }],
  ])('%s', (_, base, local, external, expected) => {
    expect(decide(base, local, external)).toEqual(expected);
  });

  test('a change against the allowed direction moves nothing', () => {
    expect(decide('b', 'b', 'e', 'out')).toMatchObject({ act: 'keep', local: 'b', external: 'e' });
    expect(decide('b', 'l', 'b', 'in')).toMatchObject({ act: 'keep', local: 'l', external: 'b' });
  });

  test('where BritePool alone decides, its value wins over theirs', () => {
    expect(decide('b', 'l', 'e', 'out')).toMatchObject({ act: 'push', local: 'l', external: 'l' });
  });
});
