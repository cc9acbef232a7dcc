import fc from 'fast-check';

export const editedFields = ['title', 'description', 'dueDate'] as const;
export type EditedField = (typeof editedFields)[number];

/** What may happen in the life of a pair of systems, in any order. `task` picks one of those that exist. */
export type Step =
  | {
      readonly do: 'edit';
      readonly side: 'here' | 'there';
      readonly task: number;
      readonly field: EditedField;
    }
  | { readonly do: 'create'; readonly side: 'here' | 'there' }
  /** A waiting webhook arrives; `again` leaves it waiting, so that it comes once more. */
  | { readonly do: 'deliver'; readonly which: number; readonly again: boolean }
  /** A waiting webhook is lost on its way. */
  | { readonly do: 'lose'; readonly which: number }
  | { readonly do: 'publish' }
  /** The workers take some messages; the process may die before or after its n-th write. */
  | {
      readonly do: 'work';
      readonly batch: number;
      readonly from: number;
      readonly dies: { readonly at: number; readonly when: 'before' | 'after' } | undefined;
    }
  | { readonly do: 'poll' }
  | { readonly do: 'pass'; readonly seconds: number };

const side = fc.constantFrom('here' as const, 'there' as const);
const nat = fc.nat({ max: 7 });

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      side,
      task: nat,
      field: fc.constantFrom(...editedFields),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('create' as const), side }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), which: nat, again: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), which: nat }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('publish' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('work' as const),
      batch: fc.integer({ min: 1, max: 5 }),
      from: nat,
      dies: fc.option(
        fc.record({
          at: fc.integer({ min: 1, max: 6 }),
          when: fc.constantFrom('before' as const, 'after' as const),
        }),
        { nil: undefined, freq: 3 },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('poll' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.nat({ max: 4000 }) }) },
);
